"""Glyphs and rules on a page in, lines of text out: what PDFs, OFD files and scans share."""
