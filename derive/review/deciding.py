"""A reviewer at work: every decision is in the store, with what it changes, before the next key is read."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from derive import drafting
from derive.choices import step_choice
from derive.recasting import settle_roles
from derive.workspace import decisions, settle
from derive.workspace.decisions import ANSWER, DISPOSITION, QUESTION, STEP, Decision
from derive.workspace.review_rows import review_row
from localize.adapt import slot_of
from localize.adapt.roles import Role, Stand
from localize.adapt.things import is_lost
from localize.model import Action, Disposition

if TYPE_CHECKING:
    from collections.abc import Callable

    from derive.workspace.project import Project
    from derive.workspace.review_rows import ReviewRow
    from localize.adapt import Troupe
    from localize.model import Proposal, Slot, Step


def user() -> str:
    """Who decides, where nobody was named."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no entry for its user
        return "unknown"


@dataclass(slots=True)
class Reviewer:
    """One person's session; `made` are the items of the decisions taken in it and how to undo each."""

    project: Project
    who: str
    troupe: Troupe = field(init=False)
    made: list[tuple[int, Callable[[], object]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.troupe = drafting.troupe_of(self.project)

    def row(self, seq: int) -> ReviewRow:
        """The item as it stands now."""
        return review_row(self.project.store, seq)

    def take(self, row: ReviewRow, step: Step, proposal: Proposal, *, here: bool = False) -> None:
        """Put a proposal, listed or one's own, in the place of the thing: throughout the set, or in this item.

        What the English lost is decided item by item: whether it has to be said depends on the question.
        """
        if step.part is None or here or is_lost(row.item.texts, step.field):
            self._settle(row, STEP, step_choice(step, Action.SUBSTITUTION, proposal))
        else:
            self._cast(row, Role(step.part, step.text, proposal.target, proposal.pivot, Stand.TAKEN, self.who))

    def keep(self, row: ReviewRow, step: Step, *, here: bool = False) -> None:
        """Leave the thing as it is: throughout the set, or in this item."""
        if step.part is None or here:
            self._settle(row, STEP, step_choice(step, Action.RETENTION, None))
        else:
            self._cast(row, Role(step.part, step.text, "", "", Stand.KEPT, self.who))

    def remove(self, row: ReviewRow, reason: str) -> None:
        """Take the item out of the set; its cell is open for a newly created one."""
        self._settle(row, DISPOSITION, {"disposition": Disposition.SAMPLE_REMOVED, "reason": reason})

    def restore(self, row: ReviewRow) -> None:
        """Keep an item that the machine would have taken out."""
        self._settle(row, DISPOSITION, {"disposition": Disposition.TARGET_MODIFIED, "reason": "kept in review"})

    def create(self, row: ReviewRow, question: str, answer: str) -> None:
        """Fill the slot of a removed item with one written for the locale; one decision to undo."""
        reason = f"written in the slot of one removed: {row.adapted.plan.reason}"
        value = {"disposition": Disposition.NEWLY_CREATED, "reason": reason}
        texts = {QUESTION: question, **({ANSWER: answer} if answer else {})}
        decision = Decision(0, row.seq, DISPOSITION, value, self.who, "", row.seen)
        plan = drafting.planned(self.project, self.troupe, row.seq, row.item, decision)
        self._made(settle.settle_created(self.project.store, value, texts, self.who, row.seen, plan), row.seq)

    def slot(self, row: ReviewRow) -> Slot | None:
        """What the item leaves to be written, if it is removed."""
        return slot_of(row.item.category, row.flagged.flags, row.adapted.plan, self.troupe.pack)

    def write(self, row: ReviewRow, name: str, text: str) -> None:
        """A question or answer in one's own words."""
        self._made([settle.settle_text(self.project.store, row.seq, name, text, self.who, row.seen)], row.seq)

    def approve(self, row: ReviewRow) -> bool:
        """The draft is right as it stands; False where there is none, or it changed since it was shown."""
        number = settle.settle_approval(self.project.store, row.seq, self.who, row.seen)
        if number:
            self._made([number], row.seq)
        return bool(number)

    def comment(self, row: ReviewRow, text: str) -> None:
        """A remark that stays with the item."""
        self._made([settle.settle_comment(self.project.store, row.seq, text, self.who, row.seen)], row.seq)

    def undo(self) -> int | None:
        """Take the session's last decision back; the item it was on, or None if there is none left."""
        if not self.made:
            return None
        seq, take_back = self.made.pop()
        take_back()
        return seq

    def _settle(self, row: ReviewRow, subject: str, value: dict[str, Any]) -> None:
        decision = Decision(0, row.seq, subject, value, self.who, "", row.seen)
        plan = drafting.planned(self.project, self.troupe, row.seq, row.item, decision)
        number = settle.settle_plan(self.project.store, subject, value, self.who, row.seen, plan)
        self._made([number], row.seq)

    def _cast(self, row: ReviewRow, role: Role) -> None:
        before = self.troupe.roles.get(role.part) or replace(role, target="", pivot="", stand=Stand.OPEN)
        settle_roles(self.project, self.troupe, [role])
        undone = replace(before, who=self.who, at="")
        self.made.append((row.seq, partial(settle_roles, self.project, self.troupe, [undone])))

    def _made(self, numbers: list[int], seq: int) -> None:
        self.made.append((seq, partial(self._take_back, numbers, seq)))

    def _take_back(self, numbers: list[int], seq: int) -> None:
        store = self.project.store
        for number in reversed(numbers):
            last = next(decision for decision in decisions.standing(store, seq) if decision.number == number)
            plan = drafting.planned(self.project, self.troupe, seq, self.row(seq).item, without=number)
            settle.take_back(store, last, self.who, plan)
