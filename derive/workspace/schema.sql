-- Version 1 of a project's store. One file; what is derived names what it was derived from.
-- A stage's row is current while `made_from` equals the fingerprint of the row before it and `recipe` that of the
-- code and settings now in force; "what is left to do" is one query for rows that are not.

CREATE TABLE project (
    key   TEXT PRIMARY KEY,             -- 'locale', 'source', 'profile', 'source_sha256', 'terms', 'taxonomy', …
    value TEXT NOT NULL                 -- JSON
) STRICT;

CREATE TABLE items (
    seq           INTEGER PRIMARY KEY,  -- order of the source
    id            TEXT NOT NULL UNIQUE, -- the source's own identifier
    source        TEXT,                 -- question, source locale
    pivot         TEXT,                 -- question, English; NULL: waits for an engine
    source_answer TEXT,                 -- reference answer, source locale
    pivot_answer  TEXT,                 -- reference answer, English
    category      TEXT NOT NULL,        -- JSON list, broad to narrow
    split         TEXT,                 -- 'test', 'dev', … as the source says
    annotations   TEXT NOT NULL,        -- JSON object: what the source says beyond the canonical fields
    pivot_engine  TEXT,                 -- who made the English where the source has none; NULL: it came with the item
    fingerprint   TEXT NOT NULL         -- of the item as JSON: all the above but seq and pivot_engine
) STRICT;

CREATE TABLE left_out (                 -- rows that --skip-bad passed over: every row in is a row out or a finding
    at      TEXT NOT NULL,              -- file:line
    field   TEXT NOT NULL,
    problem TEXT NOT NULL
) STRICT;

CREATE TABLE flags (
    seq         INTEGER PRIMARY KEY REFERENCES items (seq) ON DELETE CASCADE,
    label       TEXT NOT NULL CHECK (label IN ('universal', 'adaptable', 'source-specific')),
    score       REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    reasons     TEXT NOT NULL,          -- JSON list of sentences: how the label came about
    flags       TEXT NOT NULL,          -- JSON list, as in the public contract
    made_from   TEXT NOT NULL,          -- items.fingerprint
    recipe      TEXT NOT NULL,
    fingerprint TEXT NOT NULL           -- of made_from, recipe, label, score, reasons and flags
) STRICT;

CREATE TABLE plans (
    seq          INTEGER PRIMARY KEY REFERENCES items (seq) ON DELETE CASCADE,
    disposition  TEXT NOT NULL CHECK (disposition IN
                 ('simply-transferred', 'target-modified', 'sample-removed', 'newly-created')),
    reason       TEXT NOT NULL,
    steps        TEXT NOT NULL,         -- JSON list, as in the public contract
    digest       TEXT NOT NULL,         -- of the texts the plan belongs to
    pivot        TEXT,                  -- adapted English of the question
    pivot_answer TEXT,                  -- adapted English of the answer
    made_from    TEXT NOT NULL,         -- flags.fingerprint
    recipe       TEXT NOT NULL,
    fingerprint  TEXT NOT NULL          -- of made_from, recipe and disposition to pivot_answer
) STRICT;

CREATE TABLE drafts (
    seq         INTEGER PRIMARY KEY REFERENCES items (seq) ON DELETE CASCADE,
    question    TEXT,                   -- target locale; NULL: none came through the gate, or a person wrote none yet;
                                        -- what goes out is then the adapted English, which stays in plans.pivot
    answer      TEXT,                   -- the same for the answer; NULL also where the item has none
    state       TEXT NOT NULL CHECK (state IN ('initial', 'translated', 'reviewed', 'final')),
    origin      TEXT NOT NULL CHECK (origin IN ('machine', 'memory', 'human')),
    engine      TEXT NOT NULL,          -- signature of the engine; '' when none answered
    made_from   TEXT NOT NULL,          -- plans.fingerprint
    recipe      TEXT NOT NULL,
    fingerprint TEXT NOT NULL           -- of made_from, recipe and question to engine; of a person's: made_from and text
) STRICT;

CREATE TABLE findings (
    seq      INTEGER NOT NULL REFERENCES items (seq) ON DELETE CASCADE,
    stage    TEXT NOT NULL CHECK (stage IN ('flag', 'adapt', 'translate')),
    "check"  TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
    field    TEXT NOT NULL,
    message  TEXT NOT NULL
) STRICT;
CREATE INDEX findings_of_item ON findings (seq, stage);

CREATE TABLE mappings (                 -- source category to target category, as proposed or decided
    path       TEXT PRIMARY KEY,        -- JSON list: items.category
    target_id  TEXT,                    -- NULL: no category of the target taxonomy matches
    target     TEXT,                    -- its label
    predicate  TEXT NOT NULL,
    confidence REAL,
    recipe     TEXT NOT NULL            -- taxonomy and aligner
) STRICT;

CREATE TABLE decisions (                -- what people decided; appended, never changed
    number    INTEGER PRIMARY KEY,
    seq       INTEGER NOT NULL REFERENCES items (seq),
    subject   TEXT NOT NULL,            -- 'step', 'disposition', 'question', 'answer', 'approval', 'comment', 'undo'
    value     TEXT NOT NULL,            -- JSON
    who       TEXT NOT NULL,
    at        TEXT NOT NULL,            -- UTC, ISO 8601
    made_from TEXT NOT NULL             -- fingerprint of what the person saw
) STRICT;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE (ABORT, 'decisions are appended, never changed'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT RAISE (ABORT, 'decisions are appended, never deleted'); END;
