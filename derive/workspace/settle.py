"""Write down a decision together with what it changes, in one transaction: never one without the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from derive.fingerprint import fingerprint
from derive.workspace import casting, decisions
from derive.workspace.stages import keep_draft, replace_findings, settle_state
from localize.model import Origin, State

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from derive.workspace.stages import Planned
    from derive.workspace.store import Store
    from localize.adapt.roles import Role


_FIELD = {decisions.QUESTION: "target", decisions.ANSWER: "target_answer"}  # of findings


def settle_plan(store: Store, subject: str, value: Any, who: str, seen: str, plan: Planned) -> int:
    """A decision on a step or on the disposition, and the plan it leads to. An approval given before falls."""
    with store.transaction() as db:
        number = decisions.append(db, plan.seq, subject, value, who, seen)
        _write_plan(db, plan)
    return number


def settle_roles(store: Store, roles: Iterable[Role], plans: Iterable[Planned]) -> None:
    """What plays these parts from now on, and the plans it leads to."""
    with store.transaction() as db:
        casting.append(db, roles)
        for plan in plans:
            _write_plan(db, plan)


def _write_plan(db: sqlite3.Connection, plan: Planned) -> None:
    """Put a plan in the place of the one before; the draft made from that one is stale, if it says another thing."""
    before = db.execute("SELECT * FROM plans WHERE seq = ?", (plan.seq,)).fetchone()
    new = fingerprint(before["made_from"], before["recipe"], plan.values)
    db.execute(
        "UPDATE plans SET disposition = ?, reason = ?, steps = ?, digest = ?, pivot = ?, pivot_answer = ?,"
        " fingerprint = ? WHERE seq = ?",
        (*plan.values, new, plan.seq),
    )
    replace_findings(db, plan.seq, "adapt", plan.findings)
    keep_draft(db, before)


def settle_text(store: Store, seq: int, field: str, text: str, who: str, seen: str) -> int:
    """A question or answer written by a person: from now on the draft's, of human origin."""
    with store.transaction() as db:
        number = _append_text(db, seq, field, text, who, seen)
        _write_text(db, seq, field, text)
    return number


def settle_created(store: Store, value: Any, texts: Mapping[str, str], who: str, seen: str, plan: Planned) -> list[int]:
    """An item written in the place of another, of whose draft nothing is left."""
    with store.transaction() as db:
        numbers = [decisions.append(db, plan.seq, decisions.DISPOSITION, value, who, seen)]
        _write_plan(db, plan)
        for at, (field, text) in enumerate(texts.items()):
            numbers.append(_append_text(db, plan.seq, field, text, who, seen))
            if not at:
                db.execute("DELETE FROM drafts WHERE seq = ?", (plan.seq,))
                db.execute("DELETE FROM findings WHERE seq = ? AND stage = 'translate'", (plan.seq,))
            _write_text(db, plan.seq, field, text)
    return numbers


def _append_text(db: sqlite3.Connection, seq: int, field: str, text: str, who: str, seen: str) -> int:
    """The decision with what is to be put back if it is undone."""
    before = db.execute("SELECT * FROM drafts WHERE seq = ?", (seq,)).fetchone()
    found = db.execute("SELECT * FROM findings WHERE seq = ? AND stage = 'translate'", (seq,)).fetchall()
    value = {"text": text, "before": tuple(before) if before else None, "found": [tuple(row) for row in found]}
    return decisions.append(db, seq, field, value, who, seen)


def _write_text(db: sqlite3.Connection, seq: int, field: str, text: str) -> None:
    """Put a person's text into the draft, making the draft if no engine has; what was found in the one before goes."""
    plan = db.execute("SELECT fingerprint FROM plans WHERE seq = ?", (seq,)).fetchone()[0]
    if db.execute("SELECT 1 FROM drafts WHERE seq = ?", (seq,)).fetchone() is None:
        values = (seq, State.TRANSLATED, Origin.HUMAN, "", plan, fingerprint("drafts"), fingerprint(plan, text))
        db.execute("INSERT INTO drafts VALUES (?, NULL, NULL, ?, ?, ?, ?, ?, ?)", values)
    db.execute(
        f"UPDATE drafts SET {field} = ?, origin = ?, state = ?, made_from = ?, fingerprint = ? WHERE seq = ?",  # noqa: S608
        (text, Origin.HUMAN, State.TRANSLATED, plan, fingerprint(plan, field, text), seq),
    )
    settle_state(db, seq)
    db.execute("DELETE FROM findings WHERE seq = ? AND stage = 'translate' AND field = ?", (seq, _FIELD[field]))


def settle_approval(store: Store, seq: int, who: str, seen: str) -> int:
    """The draft as it stands is reviewed, whatever plan a person's was written for.

    Without a translated draft, or with an engine's of an earlier plan, there is nothing to approve (returns 0).
    """
    with store.transaction() as db:
        plan = db.execute("SELECT fingerprint FROM plans WHERE seq = ?", (seq,)).fetchone()[0]
        stands = db.execute("SELECT * FROM drafts WHERE seq = ? AND state = 'translated'", (seq,)).fetchone()
        if stands is None or stands["fingerprint"] != seen:
            return 0
        if stands["made_from"] != plan and stands["origin"] != Origin.HUMAN:
            return 0
        db.execute("UPDATE drafts SET state = ?, made_from = ? WHERE seq = ?", (State.REVIEWED, plan, seq))
        return decisions.append(db, seq, decisions.APPROVAL, True, who, seen)


def settle_comment(store: Store, seq: int, text: str, who: str, seen: str) -> int:
    """A remark for whoever comes next."""
    with store.transaction() as db:
        return decisions.append(db, seq, decisions.COMMENT, text, who, seen)


def take_back(store: Store, decision: decisions.Decision, who: str, plan: Planned) -> None:
    """Undo a decision by another one, and put the plan and draft as they are without it."""
    with store.transaction() as db:
        decisions.append(db, decision.seq, decisions.UNDO, decision.number, who, decision.made_from)
        _write_plan(db, plan)
        if decision.subject == decisions.APPROVAL:
            db.execute("UPDATE drafts SET state = ? WHERE seq = ?", (State.TRANSLATED, decision.seq))
        if decision.subject in (decisions.QUESTION, decisions.ANSWER):
            db.execute("DELETE FROM drafts WHERE seq = ?", (decision.seq,))
            if decision.value["before"]:
                db.execute("INSERT INTO drafts VALUES (?,?,?,?,?,?,?,?,?)", decision.value["before"])
            db.execute("DELETE FROM findings WHERE seq = ? AND stage = 'translate'", (decision.seq,))
            db.executemany("INSERT INTO findings VALUES (?,?,?,?,?,?)", decision.value.get("found", ()))
