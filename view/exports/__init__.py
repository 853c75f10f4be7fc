"""What was found, to take elsewhere: Word, CSV, Markdown, BibTeX, GB/T 7714, one writer for each.

A clause's text is verbatim in all of them. A kind is named by the suffix of its file.
"""
