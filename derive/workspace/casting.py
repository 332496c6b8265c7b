"""The casting of a project: appended roles, of which the last of a part stands, and where each part is played."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from derive.workspace.items import item_of
from localize.adapt.roles import Role, Stand
from localize.model import Part

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from derive.model import Item
    from derive.workspace.store import Store

_STANDING = """
    SELECT * FROM casting WHERE number IN (SELECT max(number) FROM casting GROUP BY kind, original) ORDER BY number"""
# Of a part that nobody settled, what most of its spans offer first; a step that was chosen unasked counts as taken.
_PLAYED = """
    SELECT json_extract(step.value, '$.part.kind') AS kind, json_extract(step.value, '$.part.original') AS original,
           json_extract(step.value, '$.text') AS english,
           ifnull(json_extract(step.value, '$.proposals[0].target'), '') AS target,
           ifnull(json_extract(step.value, '$.proposals[0].pivot'), '') AS pivot,
           json_extract(step.value, '$.chosen') IS NOT NULL AS chosen, count(DISTINCT plans.seq) AS items
    FROM plans, json_each(plans.steps) AS step
    WHERE json_extract(step.value, '$.part') IS NOT NULL
    GROUP BY 1, 2 ORDER BY items DESC, kind, original"""
_WITH = """
    SELECT * FROM items WHERE seq IN (
        SELECT plans.seq FROM plans, json_each(plans.steps) AS step
        WHERE EXISTS (SELECT 1 FROM json_each(?) AS part
                      WHERE instr(json_extract(step.value, '$.part.original'), part.value))) ORDER BY seq"""
_COUNT = """
    SELECT count(DISTINCT plans.seq) FROM plans, json_each(plans.steps) AS step
    WHERE json_extract(step.value, '$.part.kind') = ? AND json_extract(step.value, '$.part.original') = ?"""


@dataclass(frozen=True, slots=True)
class Played:
    """A part of the set: what plays it, in how many items."""

    role: Role
    items: int

    def to_json(self) -> dict[str, Any]:
        """A row of `derive casting`."""
        role = self.role
        named = {"kind": role.part.kind, "original": role.part.original, "english": role.english}
        worded = {"target": role.target, "pivot": role.pivot, "stand": str(role.stand)}
        return {**named, **worded, "items": self.items, "who": role.who, "at": role.at}


def append(db: sqlite3.Connection, roles: Iterable[Role]) -> None:
    """Add roles inside a transaction."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    rows = ((*role.part, role.english, role.target, role.pivot, role.stand, role.who, role.at or at) for role in roles)
    db.executemany(
        "INSERT INTO casting (kind, original, english, target, pivot, stand, who, at) VALUES (?,?,?,?,?,?,?,?)", rows
    )


def save(store: Store, roles: Iterable[Role]) -> None:
    """Keep what the machine made up, in one transaction."""
    with store.transaction() as db:
        append(db, roles)


def standing(store: Store) -> dict[Part, Role]:
    """The role that stands for each part, in the order they were settled."""
    roles = (_role(row) for row in store.connection.execute(_STANDING))
    return {role.part: role for role in roles}


def played(store: Store) -> Iterator[Played]:
    """All parts of the set, the most frequent first; then those that were settled and are played nowhere."""
    settled = standing(store)
    for row in store.connection.execute(_PLAYED):
        part = Part(row["kind"], row["original"])
        stand = Stand.TAKEN if row["chosen"] else Stand.OFFERED
        offered = Role(part, row["english"], row["target"], row["pivot"], stand)
        role = settled.pop(part, offered)
        if role.stand in (Stand.OFFERED, Stand.OPEN):
            role = replace(offered, stand=role.stand, who=role.who, at=role.at)
        yield Played(role, row["items"])
    yield from (Played(role, 0) for role in settled.values())


def items_with(store: Store, parts: Iterable[Part]) -> list[tuple[int, Item]]:
    """The items whose plans may change with these parts: those with one, and those with a longer name it is in."""
    originals = json.dumps(sorted({part.original for part in parts}))
    return [(row["seq"], item_of(row)) for row in store.connection.execute(_WITH, (originals,))]


def count_playing(store: Store, part: Part) -> int:
    """In how many items a part is played."""
    return int(store.connection.execute(_COUNT, part).fetchone()[0])


def _role(row: sqlite3.Row) -> Role:
    part = Part(row["kind"], row["original"])
    return Role(part, row["english"], row["target"], row["pivot"], Stand(row["stand"]), row["who"], row["at"])
