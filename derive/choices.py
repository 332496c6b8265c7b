"""Decisions of people laid over what the machine proposed: pure, so that a plan made anew keeps what was decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from derive.model import Adapted
from derive.pipeline import applied
from derive.workspace.decisions import DISPOSITION, STEP
from localize.model import Action, Disposition, Proposal, Step
from localize.shapes import proposal_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from derive.workspace.decisions import Decision
    from localize.model import Texts

BY_HAND = "decided in review"


def overlay(texts: Texts, adapted: Adapted, decisions: Iterable[Decision]) -> Adapted:
    """The plan with the standing decisions on its steps and disposition, applied to the English again.

    Nothing of the texts is in an item that is written for the locale: it has no steps and no English.
    """
    plan = adapted.plan
    for decision in decisions:
        if decision.subject == STEP:
            plan = replace(plan, steps=tuple(_decided(step, decision.value) for step in plan.steps))
        elif decision.subject == DISPOSITION:
            plan = replace(
                plan, disposition=Disposition(decision.value["disposition"]), reason=decision.value["reason"]
            )
    if plan.disposition is Disposition.NEWLY_CREATED:
        return Adapted(replace(plan, steps=()), None, None)
    return applied(texts, plan)


def step_choice(step: Step, action: Action, proposal: Proposal | None) -> dict[str, Any]:
    """What is written down when a person decides a step: it holds for every mention of the thing in the item."""
    chosen = None if proposal is None else proposal_to_json(proposal)
    return {
        "text": step.text,
        "function": step.function,
        "field": step.field,
        "action": str(action),
        "proposal": chosen,
    }


def _decided(step: Step, value: dict[str, Any]) -> Step:
    same = value["function"] == step.function and value["text"].casefold() == step.text.casefold()
    if not same:
        return step
    if value["proposal"] is None:
        return replace(step, action=Action(value["action"]), chosen=None, note=BY_HAND)
    proposal = Proposal(**value["proposal"])
    proposals = step.proposals if proposal in step.proposals else (*step.proposals, proposal)
    return replace(
        step, action=Action(value["action"]), proposals=proposals, chosen=proposals.index(proposal), note=BY_HAND
    )


def open_steps(steps: Sequence[Step]) -> list[Step]:
    """The steps that wait, one a thing: a decision holds for every mention."""
    found: dict[tuple[str | None, str], Step] = {}
    for step in steps:
        if step.is_open:
            found.setdefault((step.function, step.text.casefold()), step)
    return list(found.values())
