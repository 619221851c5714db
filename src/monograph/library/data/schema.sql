-- The tables of library.db, explained in docs/library-db.md. Offsets count characters from 0, half-open, into
-- monographs.source; lines and columns count from 1. The tables of claims (doses, effects, ...) are made of the claim
-- records: see library/rows.py.
CREATE TABLE substances (
    key TEXT PRIMARY KEY,
    monographs INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE monographs (
    id INTEGER PRIMARY KEY,
    doc TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    substance TEXT NOT NULL REFERENCES substances (key),
    route TEXT,
    sha256 TEXT NOT NULL,
    front_matter TEXT NOT NULL,
    source TEXT NOT NULL
);

CREATE TABLE components (
    monograph INTEGER NOT NULL REFERENCES monographs (id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    known INTEGER NOT NULL,
    PRIMARY KEY (monograph, number)
) WITHOUT ROWID;

CREATE TABLE sections (
    monograph INTEGER NOT NULL REFERENCES monographs (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    component TEXT,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    PRIMARY KEY (monograph, number)
) WITHOUT ROWID;

CREATE TABLE problems (
    id INTEGER PRIMARY KEY,
    monograph INTEGER REFERENCES monographs (id),
    doc TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    message TEXT NOT NULL,
    severity TEXT NOT NULL,
    confidence TEXT NOT NULL,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    end_column INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    related TEXT,
    fix TEXT,
    topic TEXT
);
-- by document they are asked for one page at a time: without it each time all are read
CREATE INDEX problems_of_doc ON problems (doc);

CREATE TABLE verdicts (
    monograph INTEGER NOT NULL REFERENCES monographs (id),
    number INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    kind TEXT,
    claim TEXT,
    gravity TEXT,
    quote TEXT,
    start_offset INTEGER,
    end_offset INTEGER,
    why TEXT NOT NULL,
    label_set_id TEXT,
    label_version TEXT,
    label_date TEXT,
    label_product TEXT,
    label_quote TEXT,
    label_component TEXT,
    others TEXT,
    PRIMARY KEY (monograph, number)
) WITHOUT ROWID;

CREATE TABLE unreadable (
    doc TEXT PRIMARY KEY,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL
) WITHOUT ROWID;

CREATE VIEW claims AS
SELECT monograph, number, 'dose' AS kind, unit AS says, quote, start_offset, end_offset FROM doses
UNION ALL SELECT monograph, number, 'effect', term, quote, start_offset, end_offset FROM effects
UNION ALL SELECT monograph, number, 'interaction', interacts_with, quote, start_offset, end_offset FROM interactions
UNION ALL SELECT monograph, number, 'precaution', about || ': ' || advice, quote, start_offset, end_offset
FROM precautions
UNION ALL SELECT monograph, number, 'use', indication, quote, start_offset, end_offset FROM uses
UNION ALL SELECT monograph, number, 'answer', question, quote, start_offset, end_offset FROM answers;
