-- The tables of labels.db, explained in docs/labels-db.md. Offsets count characters from 0, half-open, into the text of a
-- version, which is the texts of its sections one after another.
CREATE TABLE versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    set_id TEXT NOT NULL,
    language TEXT NOT NULL,
    version TEXT NOT NULL,
    number INTEGER NOT NULL,
    date TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    product TEXT NOT NULL,
    labeler TEXT NOT NULL,
    substance TEXT NOT NULL,
    routes TEXT NOT NULL,
    forms TEXT NOT NULL,
    newest INTEGER NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    program TEXT NOT NULL,
    added TEXT NOT NULL
);
CREATE INDEX versions_by_set ON versions (set_id, language);
CREATE INDEX versions_by_substance ON versions (substance, language) WHERE newest;
CREATE INDEX versions_by_document ON versions (sha256);

CREATE TABLE ingredients (
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    moiety TEXT NOT NULL,
    unii TEXT NOT NULL,
    strength TEXT NOT NULL,
    PRIMARY KEY (version_id, number)
) WITHOUT ROWID;
CREATE INDEX ingredients_by_unii ON ingredients (unii);

CREATE TABLE sections (
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    start_offset INTEGER NOT NULL,
    body_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    PRIMARY KEY (version_id, number)
);

CREATE TABLE claims (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
    program TEXT NOT NULL,
    claims TEXT NOT NULL
);
