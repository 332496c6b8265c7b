"""The casting of a set: what plays each part in all of its items, and who said so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from localize.adapt.helplines import unnumbered
from localize.model import Action, Kind, Part, Proposal, Step

if TYPE_CHECKING:
    from localize.adapt.things import Thing

THING = "thing"
"""The part of what is no name: 町内会, 110."""
NAMES = (Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION)


class Stand(StrEnum):
    """How far a part is settled: offered by the machine; taken, kept as it is, or opened again by a person."""

    OFFERED = "offered"
    TAKEN = "taken"
    KEPT = "kept"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Role:
    """What plays a part throughout the set. `english` is the span it was settled on; `at` is UTC, ISO 8601."""

    part: Part
    english: str
    target: str
    pivot: str
    stand: Stand
    who: str = ""
    at: str = ""

    @property
    def proposal(self) -> Proposal:
        """What a person settled on, as one of the proposals of a step."""
        return Proposal(self.target, self.pivot, 1.0, f"{self.who}, for the whole set", self.at[:10])


def cast(step: Step, thing: Thing, part: Part, role: Role | None) -> Step:
    """The step with its part named, and done as a person settled it for the set.

    A proposal with the settled wording has the form of this span already, with or without the number of a help
    line. Own words are put in only where the English stands as it did when they were written, or for a name;
    elsewhere they are offered.
    """
    step = replace(step, part=part)
    if role is None or role.stand in (Stand.OFFERED, Stand.OPEN):
        return step
    said = f"settled for the whole set by {role.who}"
    if role.stand is Stand.KEPT:
        return replace(step, action=Action.RETENTION, chosen=None, note=said)
    at = _settled(step, role)
    if at is None:
        step = replace(step, proposals=(*step.proposals, role.proposal))
        if thing.type in NAMES or step.text.casefold() == role.english.casefold():
            at = len(step.proposals) - 1
    if at is None or thing.lost:
        return replace(step, action=Action.ASK, chosen=None, note=said)
    return replace(step, action=Action.SUBSTITUTION, chosen=at, note=said)


def _settled(step: Step, role: Role) -> int | None:
    """Which proposal is the settled one."""
    targets = [proposal.target for proposal in step.proposals]
    if role.target in targets:
        return targets.index(role.target)
    names, name = [unnumbered(proposal).target for proposal in step.proposals], unnumbered(role.proposal).target
    return names.index(name) if name in names else None
