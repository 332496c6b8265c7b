-- Version 2 of a project's store: the casting, what plays each part throughout the set. Appended; the last row of a
-- part stands. What was decided on an item is found by it.

CREATE TABLE casting (
    number   INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,             -- 'surname', 'given_name', 'full_name', 'place', 'organization', 'thing'
    original TEXT NOT NULL,             -- Japanese; lower-case English where the item has no Japanese
    english  TEXT NOT NULL,             -- the span it was settled on
    target   TEXT NOT NULL,             -- '' where the thing stays as it is, or is open again
    pivot    TEXT NOT NULL,             -- English of the target
    stand    TEXT NOT NULL CHECK (stand IN ('offered', 'taken', 'kept', 'open')),
    who      TEXT NOT NULL,             -- '': the machine, which only offers
    at       TEXT NOT NULL              -- UTC, ISO 8601
) STRICT;
CREATE INDEX casting_of_part ON casting (kind, original);
CREATE INDEX IF NOT EXISTS decisions_of_item ON decisions (seq);
CREATE TRIGGER casting_stays BEFORE UPDATE ON casting BEGIN SELECT RAISE (ABORT, 'casting is appended, never changed'); END;
CREATE TRIGGER casting_remains BEFORE DELETE ON casting BEGIN SELECT RAISE (ABORT, 'casting is appended, never deleted'); END;
