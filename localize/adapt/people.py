"""People stay the same people: who is called by a part of a name is called by that part of the new one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.model import Action, Kind, Proposal, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.locales import Pack

TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+|-(?:san|kun|chan|sensei|senpai|sama)$", re.IGNORECASE)
_PARTS = ("surname", "given_name")


def as_one(steps: Sequence[Step], pack: Pack) -> list[Step]:
    """A surname or given name alone follows the whole name of that person, once that one is settled.

    Where two such people of an item got other names, or the new name cannot be taken apart, a person decides.
    """
    named = [(step, parts) for step in steps if (parts := _taken_apart(step, pack))]
    return [_following(step, named) if _is_asked(step) else step for step in steps]


def told_apart(steps: Sequence[Step]) -> list[Step]:
    """Two people of an item that would get one name: said, since the reader could not tell who is who."""
    first: dict[str, Step] = {}
    told = []
    for step in steps:
        name = step.proposals[0].target if step.type is Kind.PERSON and step.proposals else ""
        other = first.setdefault(name, step) if name else step
        clash = f"{other.text} has the same name" if other.part != step.part else ""
        told.append(replace(step, note="; ".join(filter(None, (step.note, clash)))))
    return told


def at_odds(steps: Iterable[Step]) -> Iterator[tuple[Step, Step]]:
    """A part of a name and the whole one that, as chosen, are no longer of one person."""
    chosen = [step for step in steps if step.part and step.chosen is not None]
    for part in chosen:
        wholes = [whole for whole in chosen if _is_part_of(part, whole)]
        if wholes and not any(_wording(part).target in _wording(whole).target for whole in wholes):
            yield part, wholes[0]


def _is_asked(step: Step) -> bool:
    return bool(step.part and step.part.kind in _PARTS and step.action is Action.ASK and step.proposals)


def _wording(step: Step) -> Proposal:
    return step.proposals[step.chosen or 0]


def _following(step: Step, named: Sequence[tuple[Step, dict[str, Proposal]]]) -> Step:
    assert step.part is not None  # noqa: S101  # asked of parts alone
    ours = {parts[step.part.kind]: whole.text for whole, parts in named if _is_part_of(step, whole)}
    if len({proposal.target for proposal in ours}) != 1:
        return step
    proposal, whole = next(iter(ours.items()))
    others = (each for each in step.proposals if each.target != proposal.target)
    note = f"as {whole} is settled"
    return replace(step, action=Action.SUBSTITUTION, proposals=(proposal, *others), chosen=0, note=note)


def _is_part_of(step: Step, whole: Step) -> bool:
    """Whether a name alone is of that whole one: by its Japanese, else by the English word."""
    if not step.part or step.part.kind not in _PARTS or not whole.part or whole.part.kind != "full_name":
        return False
    at_its_end = str.startswith if step.part.kind == "surname" else str.endswith
    alone = TITLE.sub("", step.text).casefold()
    return at_its_end(whole.part.original, step.part.original) or alone in whole.text.casefold().split()


def _taken_apart(step: Step, pack: Pack) -> dict[str, Proposal] | None:
    """The surname and the given name of a whole one that is settled; None where it cannot be taken apart."""
    if step.part is None or step.part.kind != "full_name" or step.chosen is None:
        return None
    whole = _wording(step)
    surnames = sorted({row.target for row in pack.casting if row.kind == "surname"}, key=len, reverse=True)
    targets = _split(pack.names.target, whole.target, surnames)
    pivots = _split(pack.names.pivot, whole.pivot, ())
    if targets is None or pivots is None:
        return None
    pairs = zip(_PARTS, targets, pivots, strict=True)
    return {kind: replace(whole, target=target, pivot=pivot) for kind, target, pivot in pairs}


def _split(template: str, name: str, surnames: Sequence[str]) -> tuple[str, str] | None:
    """Surname and given name, as the locale puts them together; without a space between them by known surnames.

    >>> _split("{given} {surname}", "Jean Pierre Martin", ())
    ('Martin', 'Jean Pierre')
    >>> _split("{surname}{given}", "남궁민", ("남궁", "남")), _split("{surname}{given}", "이하늘", ("김",))
    (('남궁', '민'), None)
    """
    surname = r"\S+" if " " in template else "|".join(map(re.escape, surnames)) or "(?!)"
    pattern = re.escape(template).replace(r"\{surname\}", f"(?P<s>{surname})").replace(r"\{given\}", "(?P<g>.+)")
    found = re.fullmatch(pattern, name)
    return (found["s"], found["g"]) if found else None
