"""A reviewer at work: every decision is in the store, with what it changes, before the next key is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from derive import drafting
from derive.choices import overlay, step_choice
from derive.pipeline import adapt_item
from derive.workspace import decisions, settle
from derive.workspace.decisions import DISPOSITION, STEP, Decision
from derive.workspace.review_rows import review_row
from localize.model import Action, Disposition

if TYPE_CHECKING:
    from derive.model import Adapted
    from derive.workspace.project import Project
    from derive.workspace.review_rows import ReviewRow
    from localize.locales import Pack
    from localize.model import Proposal, Step


@dataclass(slots=True)
class Reviewer:
    """One person's session; `made` are the numbers and items of the decisions taken in it, for undo."""

    project: Project
    who: str
    pack: Pack = field(init=False)
    made: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pack = drafting.own_pack(self.project)

    def row(self, seq: int) -> ReviewRow:
        """The item as it stands now."""
        return review_row(self.project.store, seq)

    def take(self, row: ReviewRow, step: Step, proposal: Proposal) -> None:
        """Put a proposal, listed or one's own, in the place of every mention of the thing in the item."""
        self._settle(row, STEP, step_choice(step, Action.SUBSTITUTION, proposal))

    def keep(self, row: ReviewRow, step: Step) -> None:
        """Leave the thing as it is."""
        self._settle(row, STEP, step_choice(step, Action.RETENTION, None))

    def remove(self, row: ReviewRow, reason: str) -> None:
        """Take the item out of the set; its cell is open for a newly created one."""
        self._settle(row, DISPOSITION, {"disposition": Disposition.SAMPLE_REMOVED, "reason": reason})

    def restore(self, row: ReviewRow) -> None:
        """Keep an item that the machine would have taken out."""
        self._settle(row, DISPOSITION, {"disposition": Disposition.TARGET_MODIFIED, "reason": "kept in review"})

    def write(self, row: ReviewRow, name: str, text: str) -> None:
        """A question or answer in one's own words."""
        self._made(settle.settle_text(self.project.store, row.seq, name, text, self.who, row.seen), row.seq)

    def approve(self, row: ReviewRow) -> bool:
        """The draft is right as it stands; False where there is none, or it changed since it was shown."""
        number = settle.settle_approval(self.project.store, row.seq, self.who, row.seen)
        if number:
            self._made(number, row.seq)
        return bool(number)

    def comment(self, row: ReviewRow, text: str) -> None:
        """A remark that stays with the item."""
        self._made(settle.settle_comment(self.project.store, row.seq, text, self.who, row.seen), row.seq)

    def undo(self) -> int | None:
        """Take the session's last decision back; the item it was on, or None if there is none left."""
        if not self.made:
            return None
        number, seq = self.made.pop()
        standing = decisions.standing(self.project.store, seq)
        last = next(decision for decision in standing if decision.number == number)
        without = [decision for decision in standing if decision.number != number]
        settle.take_back(self.project.store, last, self.who, self._plan(self.row(seq), without))
        return seq

    def _settle(self, row: ReviewRow, subject: str, value: dict[str, Any]) -> None:
        decision = Decision(0, row.seq, subject, value, self.who, "", row.seen)
        plan = self._plan(row, [*decisions.standing(self.project.store, row.seq), decision])
        number = settle.settle_plan(self.project.store, row.seq, subject, value, self.who, row.seen, plan)
        self._made(number, row.seq)

    def _plan(self, row: ReviewRow, standing: list[Decision]) -> Adapted:
        adapted, _ = adapt_item(self.pack, row.item, row.flagged)
        return overlay(row.item.texts, adapted, standing)

    def _made(self, number: int, seq: int) -> None:
        self.made.append((number, seq))
