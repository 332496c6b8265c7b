"""What people decided: appended at once, with who, when and what they saw; only another entry takes one back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

    from derive.workspace.store import Store

STEP, DISPOSITION, QUESTION, ANSWER = "step", "disposition", "question", "answer"
APPROVAL, COMMENT, UNDO = "approval", "comment", "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log. `subject` is step, question, answer, approval, disposition, comment or undo;
    `made_from` is the fingerprint of the draft or plan the person saw."""

    number: int
    seq: int
    subject: str
    value: Any
    who: str
    at: str
    made_from: str


def append(db: sqlite3.Connection, seq: int, subject: str, value: Any, who: str, made_from: str) -> int:
    """Add an entry inside a transaction; its number."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    row = (seq, subject, json.dumps(value, ensure_ascii=False), who, at, made_from)
    cursor = db.execute("INSERT INTO decisions (seq, subject, value, who, at, made_from) VALUES (?,?,?,?,?,?)", row)
    return int(cursor.lastrowid or 0)


def standing(store: Store, seq: int) -> list[Decision]:
    """The decisions on an item that were not taken back, oldest first."""
    made = [
        _decision(row)
        for row in store.connection.execute("SELECT * FROM decisions WHERE seq = ? ORDER BY number", (seq,))
    ]
    taken_back = {decision.value for decision in made if decision.subject == UNDO}
    return [decision for decision in made if decision.subject != UNDO and decision.number not in taken_back]


def _decision(row: sqlite3.Row) -> Decision:
    value = json.loads(row["value"])
    return Decision(row["number"], row["seq"], row["subject"], value, row["who"], row["at"], row["made_from"])
