"""What each stage has left to do, and where it puts what it did.

A row is current while it was made from the current row before it, by the recipe now in force; the three queries
below are all there is to "what is left", for status, for going on after an interruption and for an update alike.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from derive.fingerprint import fingerprint
from derive.model import Adapted, Draft, Flagged
from derive.workspace.items import item_of
from localize.model import Disposition, Finding, Judgement, Label, Plan
from localize.shapes import flag_from_json, flag_to_json, step_from_json, step_to_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from derive.model import Item
    from derive.workspace.store import Store

PAGE_ROWS = 500
_SETTLE_STATE = """
    UPDATE drafts SET state = CASE
        WHEN question IS NULL OR answer IS NULL AND EXISTS (
            SELECT 1 FROM items JOIN plans USING (seq)
            WHERE items.seq = drafts.seq AND plans.disposition != 'newly-created'
              AND (source_answer IS NOT NULL OR items.pivot_answer IS NOT NULL))
        THEN 'initial' ELSE 'translated' END
    WHERE seq = ?"""

# A draft that did not come through the gate is asked for again; one that did is not, whichever engine is asked now.
_AGAIN = {"flags": "FALSE", "plans": "FALSE", "drafts": "done.state = 'initial'"}
# What a person wrote no engine overwrites; what they left out it may fill in.
_OPEN = {"flags": "TRUE", "plans": "TRUE", "drafts": "(done.origin IS NOT 'human' OR done.state = 'initial')"}
_BEFORE = {"flags": "items", "plans": "flags", "drafts": "plans"}


def pending(store: Store, stage: str, recipe: str) -> Iterator[tuple[int, Item]]:
    """Sequence number and item of every row that `stage` (flags, plans, drafts) must make or make again."""
    query = f"""
        SELECT items.* FROM items JOIN {_BEFORE[stage]} AS before USING (seq) LEFT JOIN {stage} AS done USING (seq)
        WHERE items.seq > ? AND {_OPEN[stage]} AND (
            done.seq IS NULL OR done.made_from != before.fingerprint OR done.recipe != ? OR {_AGAIN[stage]})
        ORDER BY items.seq LIMIT {PAGE_ROWS}"""  # noqa: S608 - the names are ours
    last = -1
    while page := store.connection.execute(query, (last, recipe)).fetchall():
        yield from ((row["seq"], item_of(row)) for row in page)
        last = page[-1]["seq"]


def count_pending(store: Store, stage: str, recipe: str) -> int:
    """How many rows `pending` would give."""
    query = f"""
        SELECT count(*) FROM {_BEFORE[stage]} AS before LEFT JOIN {stage} AS done USING (seq)
        WHERE {_OPEN[stage]} AND (
            done.seq IS NULL OR done.made_from != before.fingerprint OR done.recipe != ? OR {_AGAIN[stage]})"""  # noqa: S608
    return int(store.connection.execute(query, (recipe,)).fetchone()[0])


def save_flags(store: Store, recipe: str, rows: Iterable[tuple[int, Flagged]]) -> None:
    """Keep the flags of these items, in one transaction."""
    with store.transaction() as db:
        for seq, flagged in rows:
            flags = json.dumps([flag_to_json(flag) for flag in flagged.flags], ensure_ascii=False)
            reasons = json.dumps(flagged.judgement.reasons, ensure_ascii=False)
            values = (flagged.judgement.label, flagged.judgement.score, reasons, flags)
            _replace(db, "flags", seq, values, recipe)


class Planned(NamedTuple):
    """An item's plan, and what the adapter found."""

    seq: int
    adapted: Adapted
    findings: tuple[Finding, ...]

    @property
    def values(self) -> tuple[Any, ...]:
        """The columns of `plans` that the plan fills, in their order."""
        plan = self.adapted.plan
        steps = json.dumps([step_to_json(step) for step in plan.steps], ensure_ascii=False)
        return (plan.disposition, plan.reason, steps, plan.digest, self.adapted.pivot, self.adapted.pivot_answer)


def save_plans(store: Store, recipe: str, rows: Iterable[Planned]) -> None:
    """Keep the plans of these items and what the adapter found, in one transaction."""
    with store.transaction() as db:
        for row in rows:
            before = db.execute("SELECT * FROM plans WHERE seq = ?", (row.seq,)).fetchone()
            _replace(db, "plans", row.seq, row.values, recipe)
            replace_findings(db, row.seq, "adapt", row.findings)
            if before:
                keep_draft(db, before)


def save_drafts(store: Store, recipe: str, rows: Iterable[tuple[int, Draft]]) -> None:
    """Keep the drafts of these items and what the gate found, in one transaction."""
    with store.transaction() as db:
        for seq, draft in rows:
            if db.execute("SELECT 1 FROM drafts WHERE seq = ? AND origin = 'human'", (seq,)).fetchone():
                texts = "UPDATE drafts SET question = ifnull(question, ?), answer = ifnull(answer, ?) WHERE seq = ?"
                db.execute(texts, (draft.target, draft.target_answer, seq))
                settle_state(db, seq)
            else:
                values = (draft.target, draft.target_answer, draft.state, draft.origin, draft.engine)
                _replace(db, "drafts", seq, values, recipe)
            replace_findings(db, seq, "translate", draft.findings)


def settle_state(db: sqlite3.Connection, seq: int) -> None:
    """A draft with a person's text is translated once nothing is missing; one written for the locale may go without
    an answer."""
    db.execute(_SETTLE_STATE, (seq,))


def keep_draft(db: sqlite3.Connection, before: sqlite3.Row) -> None:
    """What a new plan means for the draft made from the one before: it is stale, and an approval of it falls, only
    where the plan says another thing."""
    now = db.execute("SELECT * FROM plans WHERE seq = ?", (before["seq"],)).fetchone()
    given = {"seq": now["seq"], "now": now["fingerprint"], "before": before["fingerprint"]}
    if _says(before) == _says(now):
        db.execute("UPDATE drafts SET made_from = :now WHERE seq = :seq AND made_from = :before", given)
    db.execute(
        "UPDATE drafts SET state = 'translated' WHERE seq = :seq AND state IN ('reviewed', 'final')"
        " AND made_from != :now",
        given,
    )


def _says(plan: sqlite3.Row) -> tuple[Any, ...]:
    """What of a plan reaches a translation: the disposition, the adapted English and the chosen wordings."""
    steps = json.loads(plan["steps"])
    chosen = [step["proposals"][step["chosen"]] for step in steps if step["chosen"] is not None]
    worded = [(proposal["target"], proposal["pivot"]) for proposal in chosen]
    return (plan["disposition"], plan["pivot"], plan["pivot_answer"], worded)


def find_item(store: Store, identifier: str) -> tuple[int, Item] | None:
    """Sequence number and item of an id, or None."""
    row = store.connection.execute("SELECT * FROM items WHERE id = ?", (identifier,)).fetchone()
    return (row["seq"], item_of(row)) if row else None


def removed(store: Store) -> list[tuple[int, Item]]:
    """Sequence number and item of all that are taken out for the locale."""
    query = "SELECT items.* FROM items JOIN plans USING (seq) WHERE disposition = ? ORDER BY seq"
    rows = store.connection.execute(query, (Disposition.SAMPLE_REMOVED,))
    return [(row["seq"], item_of(row)) for row in rows]


def is_flagged(store: Store, seq: int) -> bool:
    """Whether an item has been flagged."""
    return store.connection.execute("SELECT 1 FROM flags WHERE seq = ?", (seq,)).fetchone() is not None


def flagged_of(store: Store, seq: int) -> Flagged:
    """The flags of an item; it must have been flagged."""
    row = store.connection.execute("SELECT * FROM flags WHERE seq = ?", (seq,)).fetchone()
    flags = tuple(flag_from_json(shape) for shape in json.loads(row["flags"]))
    return Flagged(Judgement(Label(row["label"]), row["score"], tuple(json.loads(row["reasons"]))), flags)


def adapted_of(store: Store, seq: int) -> Adapted:
    """The plan of an item; it must have been adapted."""
    row = store.connection.execute("SELECT * FROM plans WHERE seq = ?", (seq,)).fetchone()
    steps = tuple(step_from_json(shape) for shape in json.loads(row["steps"]))
    plan = Plan(Disposition(row["disposition"]), steps, row["digest"], row["reason"])
    return Adapted(plan, row["pivot"], row["pivot_answer"])


def _replace(db: sqlite3.Connection, stage: str, seq: int, values: tuple[Any, ...], recipe: str) -> None:
    before = db.execute(f"SELECT fingerprint FROM {_BEFORE[stage]} WHERE seq = ?", (seq,)).fetchone()[0]  # noqa: S608
    columns = (seq, *values, before, recipe, fingerprint(before, recipe, values))
    db.execute(f"INSERT OR REPLACE INTO {stage} VALUES ({','.join('?' * len(columns))})", columns)  # noqa: S608


def replace_findings(db: sqlite3.Connection, seq: int, stage: str, findings: Iterable[Finding]) -> None:
    """Put what a stage found in the place of what it found before, inside a transaction."""
    db.execute("DELETE FROM findings WHERE seq = ? AND stage = ?", (seq, stage))
    rows = [(seq, stage, f.check, f.severity, f.field, f.message) for f in findings]
    db.executemany("INSERT INTO findings VALUES (?,?,?,?,?,?)", rows)
