"""A draft in, findings out: is every citation right, in force, and quoted word for word?"""

from search.check.check import check_text
from search.check.draft import LARGEST, LONGEST, DraftError, read_draft
from search.check.findings import Finding, Held, Misquoted, Proof, Quotation, Remark, Report, Verdict

__all__ = [
    "LARGEST",
    "LONGEST",
    "DraftError",
    "Finding",
    "Held",
    "Misquoted",
    "Proof",
    "Quotation",
    "Remark",
    "Report",
    "Verdict",
    "check_text",
    "read_draft",
]
