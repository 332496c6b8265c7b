"""Items in the store: as they came from the source, in its order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from derive.fingerprint import fingerprint
from derive.model import Item, LeftOut
from localize.model import Texts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from derive.workspace.store import Store

_INSERT = "INSERT INTO items VALUES (?,?,?,?,?,?,?,?,?,?,?)"


def add_items(store: Store, rows: Iterable[Item | LeftOut]) -> int:
    """Write all rows in one transaction; how many items there were."""
    count = 0
    with store.transaction() as db:
        for row in rows:
            if isinstance(row, LeftOut):
                db.execute("INSERT INTO left_out VALUES (?,?,?)", (row.where, row.field, row.problem))
            else:
                db.execute(_INSERT, _columns(count, row))
                count += 1
    return count


def left_out(store: Store) -> Iterator[LeftOut]:
    """What `--skip-bad` passed over."""
    return (LeftOut(*row) for row in store.connection.execute("SELECT at, field, problem FROM left_out"))


def item_of(row: sqlite3.Row) -> Item:
    """The item of a row of `items`."""
    return Item(
        row["id"],
        Texts(row["source"], row["pivot"], row["source_answer"], row["pivot_answer"]),
        tuple(json.loads(row["category"])),
        row["split"],
        json.loads(row["annotations"]),
    )


def count_items(store: Store) -> int:
    """Number of items in the project."""
    return int(store.connection.execute("SELECT count(*) FROM items").fetchone()[0])


def category_counts(store: Store) -> dict[tuple[str, ...], int]:
    """The category paths in order of first appearance, each with the number of items under it."""
    rows = store.connection.execute("SELECT category, count(*) FROM items GROUP BY category ORDER BY min(seq)")
    return {tuple(json.loads(path)): count for path, count in rows}


class Placed(NamedTuple):
    """An item under its category: the English, or the source where there is none, and whether it was removed."""

    path: tuple[str, ...]
    id: str
    text: str
    removed: bool


def by_category(store: Store) -> Iterator[Placed]:
    """Every item, in order."""
    query = """
        SELECT category, id, coalesce(items.pivot, source, '') AS text,
               ifnull(disposition, '') = 'sample-removed' AS removed
        FROM items LEFT JOIN plans USING (seq) ORDER BY seq"""
    for row in store.connection.execute(query):
        yield Placed(tuple(json.loads(row["category"])), row["id"], row["text"], bool(row["removed"]))


def without_pivot(store: Store) -> list[tuple[int, Item]]:
    """Sequence number and item of those whose question or answer waits for its English."""
    rows = store.connection.execute("""
        SELECT * FROM items
        WHERE pivot IS NULL AND source IS NOT NULL OR pivot_answer IS NULL AND source_answer IS NOT NULL
        ORDER BY seq""")
    return [(row["seq"], item_of(row)) for row in rows]


def save_pivots(store: Store, rows: Iterable[tuple[int, Item]], engine: str) -> None:
    """Keep the English that an engine made for items that had none."""
    with store.transaction() as db:
        for seq, item in rows:
            values = (item.texts.pivot, item.texts.pivot_answer, engine, fingerprint(item.to_json()), seq)
            db.execute(
                "UPDATE items SET pivot = ?, pivot_answer = ?, pivot_engine = ?, fingerprint = ? WHERE seq = ?", values
            )


def write_settings(store: Store, settings: dict[str, Any]) -> None:
    """What the project is: locale, source, its digest and terms."""
    with store.transaction() as db:
        written = [(key, json.dumps(value, ensure_ascii=False)) for key, value in settings.items()]
        db.executemany("INSERT OR REPLACE INTO project VALUES (?,?)", written)


def read_settings(store: Store) -> dict[str, Any]:
    """The inverse of `write_settings`."""
    return {key: json.loads(value) for key, value in store.connection.execute("SELECT key, value FROM project")}


def _columns(seq: int, item: Item) -> tuple[Any, ...]:
    shape = item.to_json()
    category = json.dumps(shape["category"], ensure_ascii=False)
    annotations = json.dumps(shape["annotations"], ensure_ascii=False)
    texts = item.texts
    return (
        seq, item.id, texts.source, texts.pivot, texts.source_answer, texts.pivot_answer,
        category, item.split, annotations, None, fingerprint(shape),
    )  # fmt: skip
