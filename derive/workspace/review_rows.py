"""What of an item a reviewer sees, and which items need one, most needed first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.workspace import casting, stages
from derive.workspace.items import item_of
from localize.model import Disposition, Finding, Severity, State

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from derive.model import Adapted, Flagged, Item
    from derive.workspace.store import Store

# A wrong or missing help line can hurt somebody; then what may not be in the set at all; then what failed; then doubts.
_NEED = """
    SELECT items.seq,
           (SELECT count(*) FROM json_each(plans.steps) WHERE json_extract(value, '$.action') = 'ask'
            AND json_extract(value, '$.chosen') IS NULL) AS open,
           (SELECT count(*) FROM json_each(plans.steps) WHERE json_extract(value, '$.action') = 'ask'
            AND json_extract(value, '$.chosen') IS NULL
            AND json_extract(value, '$.type') = 'emergency_contact') AS lines,
           (SELECT count(*) FROM findings WHERE findings.seq = items.seq AND severity = 'error') AS errors,
           plans.disposition = 'sample-removed' AS removed
    FROM items JOIN flags USING (seq) JOIN plans USING (seq) LEFT JOIN drafts USING (seq)
    WHERE ifnull(drafts.state, 'initial') NOT IN ('reviewed', 'final')
      AND (:label IS NULL OR flags.label = :label)
      AND (:category IS NULL OR EXISTS (SELECT 1 FROM json_each(items.category)
                                        WHERE instr(lower(value), lower(:category))))
      AND (:type IS NULL OR EXISTS (SELECT 1 FROM json_each(flags.flags) WHERE json_extract(value, '$.type') = :type))
      AND NOT (removed AND EXISTS (SELECT 1 FROM decisions AS made WHERE made.seq = items.seq
                      AND made.subject = 'disposition' AND json_extract(made.value, '$.disposition') = 'sample-removed'
                      AND NOT EXISTS (SELECT 1 FROM decisions AS back WHERE back.subject = 'undo'
                                      AND back.seq = made.seq AND CAST(back.value AS INTEGER) = made.number)))
      AND (open > 0 OR removed OR errors > 0 OR drafts.state = 'translated')
    ORDER BY lines > 0 DESC, removed DESC, errors > 0 DESC, open DESC, items.seq"""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An item with all that was made of it. `question` and `answer` are the draft's, None while there is none."""

    seq: int
    item: Item
    flagged: Flagged
    adapted: Adapted
    question: str | None
    answer: str | None
    state: str
    origin: str
    stale: bool
    """Whether the draft was made for an earlier plan."""
    seen: str
    findings: tuple[Finding, ...]
    played: int
    """In how many items the part of the first open step is played; 0 where it is decided for this one alone."""

    @property
    def waits(self) -> bool:
        """Whether it still needs a person: what was settled for the set may have answered it."""
        plan = self.adapted.plan
        failed = any(finding.severity is Severity.ERROR for finding in self.findings)
        removed = plan.disposition is Disposition.SAMPLE_REMOVED
        return failed or removed or self.state == State.TRANSLATED or any(step.is_open for step in plan.steps)


def queue(store: Store, *, category: str | None, kind: str | None, label: str | None) -> list[int]:
    """Sequence numbers of the items that need a person, most needed first."""
    wanted = {"category": category, "type": kind, "label": label}
    return [row["seq"] for row in store.connection.execute(_NEED, wanted)]


def review_row(store: Store, seq: int) -> ReviewRow:
    """All of one item; it must have been adapted."""
    db = store.connection
    item = db.execute("SELECT * FROM items WHERE seq = ?", (seq,)).fetchone()
    plan = db.execute("SELECT fingerprint FROM plans WHERE seq = ?", (seq,)).fetchone()
    draft: sqlite3.Row | None = db.execute("SELECT * FROM drafts WHERE seq = ?", (seq,)).fetchone()
    adapted = stages.adapted_of(store, seq)
    return ReviewRow(
        seq,
        item_of(item),
        stages.flagged_of(store, seq),
        adapted,
        draft["question"] if draft else None,
        draft["answer"] if draft else None,
        draft["state"] if draft else "initial",
        draft["origin"] if draft else "machine",
        draft is not None and draft["made_from"] != plan["fingerprint"],
        draft["fingerprint"] if draft else plan["fingerprint"],
        tuple(_findings(db, seq)),
        _played(store, adapted),
    )


def _played(store: Store, adapted: Adapted) -> int:
    part = next((step.part for step in adapted.plan.steps if step.is_open), None)
    return casting.count_playing(store, part) if part else 0


def _findings(db: sqlite3.Connection, seq: int) -> Iterator[Finding]:
    query = 'SELECT "check", severity, field, message FROM findings WHERE seq = ?'
    for check, severity, field, message in db.execute(query, (seq,)):
        yield Finding(check, Severity(severity), field, message)
