"""The tables of the catalog, and the columns that its rows are read and written by.

Each row of an issue, a document, a place, a clause, a problem and a source set aside carries the checksum
of its other columns, in the order of the lists below: SQLite itself would not notice a flipped byte.
"""

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
    checksum INTEGER NOT NULL,
    reading_version INTEGER NOT NULL,  -- of the corpus that read it
    pieces BLOB NOT NULL   -- what surrounds the clauses: JSON of [kind, document, spans], zlib
);
CREATE INDEX issue_sha256 ON issue (sha256);
CREATE INDEX issue_source_name ON issue (source_name);
CREATE INDEX issue_printed ON issue (gazette, year, date);

-- The text of the sources, each cut into blocks of as many characters (see encoding.BLOCK), zlib.
-- The id is the issue's, shifted, and the number of the block: no index is needed.
CREATE TABLE block (id INTEGER PRIMARY KEY, text BLOB NOT NULL);
CREATE TRIGGER issue_gone AFTER DELETE ON issue BEGIN
    DELETE FROM block WHERE id BETWEEN (old.id << 20) AND (old.id << 20) + 1048575;
END;

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue INTEGER NOT NULL REFERENCES issue ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    number TEXT NOT NULL, number_printed TEXT NOT NULL,
    title TEXT NOT NULL, instrument_title TEXT NOT NULL,
    issuer TEXT NOT NULL, date TEXT, section TEXT NOT NULL, page INTEGER,
    checksum INTEGER NOT NULL,
    title_form TEXT NOT NULL, instrument_form TEXT NOT NULL  -- forms of the titles, to be found by
);
CREATE INDEX document_issue ON document (issue, date);
CREATE INDEX document_issuer ON document (issuer);
CREATE INDEX document_number ON document (number);
CREATE INDEX document_title_form ON document (title_form);
CREATE INDEX document_instrument_form ON document (instrument_form);

-- What the clauses below one heading share.
CREATE TABLE place (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    part TEXT NOT NULL, title TEXT NOT NULL, headings TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE INDEX place_document ON place (document);

-- The text of a clause is the slices of its source that its spans name.
CREATE TABLE clause (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
    uid INTEGER NOT NULL UNIQUE,  -- a hash of the clause's id, which is made of the columns
    nth INTEGER NOT NULL,         -- among the clauses of this locator in its part
    kind TEXT NOT NULL, locator TEXT NOT NULL, name TEXT NOT NULL,
    passages TEXT NOT NULL, spans TEXT NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
    first_page INTEGER, last_page INTEGER, first_sheet INTEGER, last_sheet INTEGER,
    confidence REAL, counted INTEGER NOT NULL, damaged INTEGER NOT NULL,
    headed INTEGER NOT NULL,      -- its number stands above it, as the last of its headings
    checksum INTEGER NOT NULL
);
CREATE INDEX clause_place ON clause (place);
CREATE INDEX clause_locator ON clause (locator);

CREATE TABLE problem (
    issue INTEGER NOT NULL REFERENCES issue ON DELETE CASCADE,
    line INTEGER NOT NULL, what TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE INDEX problem_issue ON problem (issue);

CREATE TABLE set_aside (
    source_name TEXT PRIMARY KEY, why TEXT NOT NULL, chinese TEXT NOT NULL,
    sha256 TEXT NOT NULL,  -- of the file that was refused; '' where trying again may help
    reading_version INTEGER NOT NULL,
    checksum INTEGER NOT NULL
) WITHOUT ROWID;

-- Which clause names which document: a hash of its number or of its title's form, and the place in it that
-- is pointed at. What is answered from here is read again in the clause.
CREATE TABLE mention (
    target INTEGER NOT NULL,
    locator TEXT NOT NULL,  -- '' for the document as a whole
    clause INTEGER NOT NULL REFERENCES clause ON DELETE CASCADE,
    PRIMARY KEY (target, locator, clause)
) WITHOUT ROWID;
CREATE INDEX mention_clause ON mention (clause);

-- What a document does to others and to itself.
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,  -- that says so
    clause INTEGER REFERENCES clause ON DELETE CASCADE,               -- NULL where its title does
    number TEXT NOT NULL, title_form TEXT NOT NULL,  -- of whom it is said; both '' of the document itself
    record TEXT NOT NULL,  -- JSON of corpus.Event
    checksum INTEGER NOT NULL
);
CREATE INDEX event_document ON event (document);
CREATE INDEX event_clause ON event (clause);
CREATE INDEX event_number ON event (number) WHERE number <> '';
CREATE INDEX event_title_form ON event (title_form) WHERE title_form <> '';

-- Who was appointed to a post or removed from it: a row for each person and post.
CREATE TABLE posting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clause INTEGER NOT NULL REFERENCES clause ON DELETE CASCADE,  -- that says so
    person_form TEXT NOT NULL,  -- '' where the name can't be told from the post
    post_form TEXT NOT NULL,
    record TEXT NOT NULL,  -- JSON of corpus.Posting, with that post alone
    checksum INTEGER NOT NULL
);
CREATE INDEX posting_clause ON posting (clause);
CREATE INDEX posting_person ON posting (person_form, post_form);
CREATE INDEX posting_post ON posting (post_form, person_form);
"""

ISSUE = ("id", "key", "gazette", "year", "number", "total", "date", "source_name", "sha256")
DOCUMENT = (
    "id", "issue", "ordinal", "number", "number_printed", "title", "instrument_title",
    "issuer", "date", "section", "page",
)  # fmt: skip
PLACE = ("id", "document", "part", "title", "headings")
CLAUSE = (
    "id", "place", "uid", "nth", "kind", "locator", "name", "passages", "spans",
    "first_line", "last_line", "first_page", "last_page", "first_sheet", "last_sheet",
    "confidence", "counted", "damaged", "headed",
)  # fmt: skip

EVENT = ("id", "document", "clause", "number", "title_form", "record")
POSTING = ("id", "clause", "person_form", "post_form", "record")


def _columns(table: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{table}.{name}" for name in (*names, "checksum"))


_ISSUE, _DOCUMENT = _columns("i", ISSUE), _columns("d", DOCUMENT)
SELECT_ISSUES = f"SELECT {_ISSUE} FROM issue i"
SELECT_DOCUMENTS = f"SELECT {_ISSUE}, {_DOCUMENT} FROM document d JOIN issue i ON i.id = d.issue"
SELECT_CLAUSES = (
    f"SELECT {_ISSUE}, {_DOCUMENT}, {_columns('p', PLACE)}, {_columns('c', CLAUSE)} FROM clause c "
    "JOIN place p ON p.id = c.place JOIN document d ON d.id = p.document JOIN issue i ON i.id = d.issue"
)
SELECT_EVENTS = (
    f"SELECT {_ISSUE}, {_DOCUMENT}, {_columns('e', EVENT)} FROM event e "
    "JOIN document d ON d.id = e.document JOIN issue i ON i.id = d.issue"
)
SELECT_POSTINGS = f"SELECT {_columns('o', POSTING)} FROM posting o"
#: Where a clause, its place, its document and its issue are c, p, d and i.
ALL_TABLES = (
    "issue i JOIN document d ON d.issue = i.id "
    "JOIN place p ON p.document = d.id JOIN clause c ON c.place = p.id"
)
# CROSS JOIN keeps the order: both tables are read from indexes alone, and their rows are wide.
SELECT_YEARS = (
    "SELECT DISTINCT {year} AS found FROM issue i CROSS JOIN document d ON d.issue = i.id "
    "WHERE found IS NOT NULL ORDER BY found DESC"
)
SELECT_NEWEST_NUMBER = "SELECT number FROM document WHERE number > '' ORDER BY id DESC LIMIT 1"


def _insert(table: str, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


INSERT_ISSUE = _insert("issue", (*ISSUE, "checksum", "reading_version", "pieces"))
INSERT_DOCUMENT = _insert("document", (*DOCUMENT, "checksum", "title_form", "instrument_form"))
INSERT_PLACE = _insert("place", (*PLACE, "checksum"))
INSERT_EVENT = _insert("event", (*EVENT, "checksum"))
INSERT_POSTING = _insert("posting", (*POSTING, "checksum"))
INSERT_CLAUSE = _insert("clause", (*CLAUSE, "checksum"))
