"""A plan carried out on a text, from the end; refused where the two do not belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.adapt.english import fit
from localize.errors import PlanError
from localize.model import FIELDS, Field, Plan, Step, Texts

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENGLISH: tuple[Field, ...] = ("pivot", "pivot_answer")


def apply(text: str, field: Field, steps: Sequence[Step]) -> str:
    """The text of a field with the chosen steps of that field done; with none chosen, the same bytes.

    English takes the proposal's `pivot`, fitted into its sentence; the source fields take its `target`.
    Raises PlanError where a step's text is not what stands at its place, where steps overlap, or where
    `chosen` is no proposal.
    """
    ours = _of_field(field, steps)
    _check(text, field, ours)
    for at in range(len(ours) - 1, -1, -1):
        floor = ours[at - 1].end if at else 0
        ceiling = ours[at + 1].start if at + 1 < len(ours) else len(text)
        text = _apply_one(text, ours[at], floor, ceiling)
    return text


def check_plan(texts: Texts, plan: Plan) -> None:
    """Raises PlanError unless the plan was made for exactly these texts."""
    if plan.digest != texts.digest:
        raise PlanError(f"the plan is of other texts ({plan.digest!r}, not {texts.digest!r}); adapt the item again")
    for field in FIELDS:
        _check(texts.get(field), field, _of_field(field, plan.steps))


def _of_field(field: Field, steps: Sequence[Step]) -> list[Step]:
    return sorted((step for step in steps if step.field == field), key=lambda step: step.start)


def _apply_one(text: str, step: Step, floor: int, ceiling: int) -> str:
    if step.chosen is None:
        return text
    proposal = step.proposals[step.chosen]
    if step.field not in _ENGLISH:
        return text[: step.start] + proposal.target + text[step.end :]
    start, end, words = fit(text, step.start, step.end, proposal.pivot, floor, ceiling)
    return text[:start] + words + text[end:]


def _check(text: str, field: Field, ours: Sequence[Step]) -> None:
    end = 0
    for step in ours:
        where = f"{field}[{step.start}:{step.end}]"
        if not 0 <= step.start < step.end <= len(text) or text[step.start : step.end] != step.text:
            found = text[step.start : step.end]
            raise PlanError(f"{where} is {found!r}, the plan says {step.text!r}; adapt the item again")
        if step.start < end:
            raise PlanError(f"{where} {step.text!r} overlaps the step before it")
        if step.chosen is not None and not 0 <= step.chosen < len(step.proposals):
            raise PlanError(f"{where} has chosen proposal {step.chosen}, but there are {len(step.proposals)}")
        end = step.end
