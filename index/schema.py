"""The tables of the catalog."""

from __future__ import annotations

# AUTOINCREMENT everywhere: an id that was deleted never comes back, so that a search index which
# is a step behind can point to nothing, but never to the wrong clause.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE issue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    gazette TEXT, year INTEGER, number INTEGER, total INTEGER, date TEXT,
    source_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    reading_version INTEGER NOT NULL,  -- of the corpus that read it
    source BLOB NOT NULL,  -- the source's text, zlib
    pieces BLOB NOT NULL   -- what surrounds the clauses: JSON of [kind, document, spans], zlib
);
CREATE INDEX issue_sha256 ON issue (sha256);
CREATE INDEX issue_source_name ON issue (source_name);
CREATE INDEX issue_printed ON issue (gazette, year, date);

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue INTEGER NOT NULL REFERENCES issue ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    number TEXT NOT NULL, number_printed TEXT NOT NULL,
    title TEXT NOT NULL, instrument_title TEXT NOT NULL,
    title_form TEXT NOT NULL, instrument_form TEXT NOT NULL,  -- match forms, to be found by
    issuer TEXT NOT NULL, date TEXT, section TEXT NOT NULL, page INTEGER
);
CREATE INDEX document_issue ON document (issue, date);
CREATE INDEX document_issuer ON document (issuer);
CREATE INDEX document_number ON document (number);
CREATE INDEX document_title_form ON document (title_form);
CREATE INDEX document_instrument_form ON document (instrument_form);

CREATE TABLE clause (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    uid TEXT NOT NULL UNIQUE,
    part TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, locator TEXT NOT NULL,
    headings TEXT NOT NULL, text TEXT NOT NULL, passages TEXT NOT NULL, spans TEXT NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
    counted INTEGER NOT NULL, damaged INTEGER NOT NULL, name TEXT NOT NULL
);
CREATE INDEX clause_document ON clause (document, locator);

CREATE TABLE problem (
    issue INTEGER NOT NULL REFERENCES issue ON DELETE CASCADE,
    line INTEGER NOT NULL, what TEXT NOT NULL
);
CREATE INDEX problem_issue ON problem (issue);

CREATE TABLE set_aside (
    source_name TEXT PRIMARY KEY, why TEXT NOT NULL, chinese TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE mention (
    number TEXT NOT NULL,
    clause INTEGER NOT NULL REFERENCES clause ON DELETE CASCADE,
    PRIMARY KEY (number, clause)
) WITHOUT ROWID;
CREATE INDEX mention_clause ON mention (clause);
"""

_ISSUE = "i.id, i.key, i.gazette, i.year, i.number, i.total, i.date, i.source_name, i.sha256"
_DOCUMENT = (
    "d.id, d.ordinal, d.number, d.number_printed, d.title, d.instrument_title, "
    "d.issuer, d.date, d.section, d.page"
)
_CLAUSE = (
    "c.id, c.uid, c.part, c.kind, c.title, c.locator, c.headings, c.text, c.passages, c.spans, "
    "c.first_line, c.last_line, c.counted, c.damaged, c.name"
)

SELECT_ISSUES = f"SELECT {_ISSUE} FROM issue i"
SELECT_DOCUMENTS = f"SELECT {_ISSUE}, {_DOCUMENT} FROM document d JOIN issue i ON i.id = d.issue"
SELECT_CLAUSES = (
    f"SELECT {_ISSUE}, {_DOCUMENT}, {_CLAUSE} FROM clause c "
    "JOIN document d ON d.id = c.document JOIN issue i ON i.id = d.issue"
)
# CROSS JOIN keeps the order: both tables are read from indexes alone, and their rows are wide.
SELECT_YEARS = (
    "SELECT DISTINCT {year} AS found FROM issue i CROSS JOIN document d ON d.issue = i.id "
    "WHERE found IS NOT NULL ORDER BY found DESC"
)
SELECT_NEWEST_NUMBER = "SELECT number FROM document WHERE number > '' ORDER BY id DESC LIMIT 1"
INSERT_ISSUE = (
    "INSERT INTO issue (key, gazette, year, number, total, date, source_name, sha256, reading_version, "
    "source, pieces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_DOCUMENT = (
    "INSERT INTO document (issue, ordinal, number, number_printed, title, instrument_title, title_form, "
    "instrument_form, issuer, date, section, page) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_CLAUSE = (
    "INSERT INTO clause (document, uid, part, kind, title, locator, headings, text, passages, spans, "
    "first_line, last_line, counted, damaged, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
