"""What a person should know of a plan: answers that may not hold, things lost in English or sensitive there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.adapt.people import at_odds
from localize.adapt.propose import KEPT, SENSITIVE_DETECTOR
from localize.adapt.things import is_lost
from localize.model import Disposition, Finding, Flag, Kind, Plan, Severity, Step, Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ANSWER, LOST, SENSITIVE = "answer-may-not-hold", "lost-in-english", "sensitive-there"
PEOPLE = "names-at-odds"
_ANSWERS = ("source_answer", "pivot_answer")
_NORMS = (Kind.LAW_NORM, Kind.ORGANIZATION)


def findings_of(texts: Texts, flags: Sequence[Flag], plan: Plan) -> tuple[Finding, ...]:
    """Findings on one item; each thing once a field. What is written for the locale has nothing of the texts."""
    if plan.disposition is Disposition.NEWLY_CREATED:
        return ()
    found = [*_answers(plan.steps), *_lost(texts, plan.steps), *_sensitive(flags), *_people(plan.steps)]
    return tuple(dict.fromkeys(found))


def _answers(steps: Sequence[Step]) -> Iterator[Finding]:
    for step in steps:
        if step.field in _ANSWERS and step.type in _NORMS and step.chosen is None and step.action not in KEPT:
            why = (
                "no counterpart is known"
                if not step.proposals
                else f"nobody has settled on {step.proposals[0].pivot!r}"
            )
            message = f"the answer rests on {step.text!r}, and {why}: it may no longer hold"
            yield Finding(ANSWER, Severity.WARNING, step.field, message)


def _lost(texts: Texts, steps: Sequence[Step]) -> Iterator[Finding]:
    for step in steps:
        if is_lost(texts, step.field):
            yield Finding(LOST, Severity.NOTE, step.field, f"{step.text!r} has no counterpart in the English text")


def _sensitive(flags: Sequence[Flag]) -> Iterator[Finding]:
    for flag in flags:
        if flag.detector == SENSITIVE_DETECTOR:
            yield Finding(SENSITIVE, Severity.NOTE, flag.field, f"{flag.text!r}: {flag.evidence}")


def _people(steps: Sequence[Step]) -> Iterator[Finding]:
    for part, whole in at_odds(steps):
        ours, theirs = (step.proposals[step.chosen or 0].target for step in (part, whole))
        message = f"{part.text!r} is {ours}, but {whole.text!r} is {theirs}: no longer one person"
        yield Finding(PEOPLE, Severity.WARNING, part.field, message)
