"""Whether a store is ours and whole: its tables and pages before it is used, its rows once something failed on them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from derive.errors import BadInputError
from derive.fingerprint import fingerprint
from derive.workspace.items import item_of
from derive.workspace.store import MOVE_ASIDE, refusal, schema_in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from derive.workspace.store import Store

# What is in a fingerprint beside what the row was made from and the recipe.
_CONTENTS = {
    "flags": ("label", "score", "reasons", "flags"),
    "plans": ("disposition", "reason", "steps", "digest", "pivot", "pivot_answer"),
}
_MOST_CHARACTERS = 200  # of what SQLite says, which may quote the damaged text
_JSON = {"project": "value", "mappings": "path", "decisions": "value"}


@contextmanager
def sound(store: Store) -> Iterator[Store]:
    """The store, refused if it is not ours or damaged; what fails on a damaged row is told as that."""
    try:
        _require_ours(store)
        _require_pages(store)
        yield store
    except (sqlite3.DatabaseError, ValueError, TypeError, LookupError) as error:
        refused = refusal(store.path, error) or _damage(store)
        if refused:
            raise refused from error
        raise


def _require_ours(store: Store) -> None:
    with schema_in_memory() as made:
        wanted = _columns(made)
    have = set(_columns(store.connection))
    missing = next((column for column in wanted if column not in have), None)
    if missing:
        problem = f"is not a store of derive: it has no {missing.replace('.', ' with a column ')}"
        raise BadInputError(str(store.path), problem, MOVE_ASIDE)


def _columns(db: sqlite3.Connection) -> list[str]:
    query = """
        SELECT tables.name || '.' || columns.name FROM sqlite_schema AS tables,
             pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table'"""
    return [row[0] for row in db.execute(query)]


def _require_pages(store: Store) -> None:
    found = store.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _damage(store: Store) -> BadInputError | None:
    """The first thing that is not as it was written; None where all is."""
    try:
        _require_pages(store)
        found = _damaged_row(store.connection)
    except (sqlite3.DatabaseError, ValueError, TypeError, LookupError) as error:
        found = " ".join(str(error).split())[:_MOST_CHARACTERS]
    return BadInputError(str(store.path), f"is damaged ({found})", MOVE_ASIDE) if found else None


def _damaged_row(db: sqlite3.Connection) -> str | None:
    settings = {key: json.loads(value) for key, value in db.execute("SELECT key, value FROM project")}
    if not all(isinstance(settings.get(key), str) for key in ("locale", "source")):
        return "project: locale or source is missing"
    for table in ("left_out", "drafts", "findings", "casting"):
        for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608 - the names are ours
            tuple(row)  # to read it is to decode it
    for table, column in _JSON.items():
        for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608
            json.loads(row[column])
    for row in db.execute("SELECT * FROM items"):
        if fingerprint(item_of(row).to_json()) != row["fingerprint"]:
            return f"items: {row['id']!r} is not as it was written"
    for stage, columns in _CONTENTS.items():
        for row in db.execute(f"SELECT * FROM {stage}"):  # noqa: S608
            if fingerprint(row["made_from"], row["recipe"], [row[name] for name in columns]) != row["fingerprint"]:
                return f"{stage}: row {row['seq']} is not as it was written"
    return None
