"""From flags to a plan: what each span could become, what may be taken unasked, what becomes of the item."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.adapt import dates, money
from localize.adapt.casting import Troupe
from localize.adapt.groups import NOTE as DELICATE_NOTE
from localize.adapt.groups import is_delicate
from localize.adapt.helplines import NUMBER, digits, unnumbered
from localize.adapt.people import as_one, told_apart
from localize.adapt.roles import cast
from localize.adapt.things import GENERIC, Thing, things
from localize.model import (
    QUESTION,
    Action,
    Disposition,
    Flag,
    Judgement,
    Kind,
    Label,
    Plan,
    Proposal,
    Step,
    Texts,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.locales import Pack
    from localize.locales.records import Equivalent

SENSITIVE_DETECTOR = "sensitive"
KEPT = (Action.RETENTION, Action.DIRECT_TRANSLATION)
_SPILLS = re.compile(r"[,;:!?\n]|\s(?:and|or)\s(?![A-Z])")
_SOURCED, _UNSOURCED, _RANK_STEP, _LEAST = 0.9, 0.6, 0.1, 0.1


def propose(
    texts: Texts, flags: Sequence[Flag], judgement: Judgement, pack: Pack, troupe: Troupe | None = None
) -> Plan:
    """A plan for one item and one locale. Steps never overlap; one thing is replaced the same way in all.

    With the `troupe` of a set, also throughout the set: names get the parts they had before, and what a person
    settled for the set is done.

    `chosen` is set only where the pack's row is safe and sourced, or where the change is computed; anything
    else that cannot stay is left to a person (ASK), with proposals best first.
    """
    found = things(texts, flags)
    troupe = troupe or Troupe(pack)
    numbered = {(thing.field, thing.function) for thing in found if NUMBER.fullmatch(thing.text)}
    settled: dict[str, tuple[Proposal, ...]] = {}
    steps = []
    for thing in found:
        step = _unsaid(thing) if _is_unsaid(thing, judgement) else _step(thing, texts, pack, troupe)
        if (thing.field, thing.function) in numbered:
            step = _without_number(step)
        steps.append(_as_before(step, thing, settled))
    steps = told_apart(as_one(steps, pack))
    disposition, reason = _disposition(found, steps, judgement, pack)
    return Plan(disposition, tuple(steps), texts.digest, reason)


def _as_before(step: Step, thing: Thing, settled: dict[str, tuple[Proposal, ...]]) -> Step:
    """Names: the proposals of the first mention hold for every later one of the same span text."""
    if thing.type not in (Kind.PERSON, Kind.PLACE):
        return step
    return replace(step, proposals=settled.setdefault(f"{thing.identity}\0{thing.text}", step.proposals))


def _is_unsaid(thing: Thing, judgement: Judgement) -> bool:
    """Whether a word of a universal question stands in its Japanese alone: nothing that the English has to say."""
    universal = judgement.label is Label.UNIVERSAL and thing.field in QUESTION
    return universal and thing.lost and thing.type is not Kind.EMERGENCY_CONTACT


def _unsaid(thing: Thing) -> Step:
    return _kept(thing, Action.DIRECT_TRANSLATION, "the question is universal, and its English does without")


def _without_number(step: Step) -> Step:
    """A line whose number stands in the text by itself is named without it: "the Counseling Center at 1372"."""
    if NUMBER.search(step.text):
        return step
    return replace(step, proposals=tuple(unnumbered(proposal) for proposal in step.proposals))


def _step(thing: Thing, texts: Texts, pack: Pack, troupe: Troupe) -> Step:
    same = pack.same_row(thing.function, thing.japanese, thing.english)
    if thing.detector == SENSITIVE_DETECTOR:
        law = thing.type is Kind.LAW_NORM  # what the law there says changes the answer, not the wording
        return _kept(thing, Action.RETENTION, thing.evidence) if law else _ask(thing, (), thing.evidence)
    if same is not None:
        action = Action.RETENTION if thing.text.isdigit() else Action.DIRECT_TRANSLATION
        return _kept(thing, action, f"the same in {pack.tag}" + (f": {same.note}" if same.note else ""))
    if is_delicate(thing.function):
        return _ask(thing, _listed(pack.proposals(thing.function), thing), DELICATE_NOTE)
    return _replaced(thing, texts, pack, troupe)


def _replaced(thing: Thing, texts: Texts, pack: Pack, troupe: Troupe) -> Step:
    if thing.function == money.FUNCTION:
        return _amount(thing, texts, pack)
    if thing.function == dates.FUNCTION and (year := _year_of(thing)):
        return _year(thing, texts, pack, year)
    offer = troupe.offer(thing)
    if not offer.proposals:
        return cast(_by_function(thing, pack), thing, offer.part, offer.role)
    own = () if thing.function in GENERIC else pack.proposals(thing.function)
    step = _ask(thing, _distinct((*offer.proposals, *_listed(own, thing))), "cast by the pack's table")
    return cast(step, thing, offer.part, offer.role)


def _by_function(thing: Thing, pack: Pack) -> Step:
    rows = _numbers_first(pack.proposals(thing.function), thing)
    if not rows:
        return _ask(thing, (), pack.none_note(thing.function) or f"{pack.tag} has no counterpart listed")
    first = rows[0]
    if thing.english and thing.type is Kind.EMERGENCY_CONTACT and _says_it_in_words(first, thing):
        return _kept(
            thing,
            Action.DIRECT_TRANSLATION,
            f"says it without the number, which is {first.pivot} in {pack.tag}",
        )
    proposals = _listed(rows, thing)
    same = proposals[0].pivot.lower() == thing.text.lower() and first.action is not Action.ASK
    if thing.english and same:
        return _made(thing, Action.DIRECT_TRANSLATION, proposals, None, "the English says the same")
    if not first.may_be_chosen or thing.lost or not _replaceable(thing):
        return _ask(thing, proposals, first.note)
    return _made(thing, first.action, proposals, 0, first.note)


def _replaceable(thing: Thing) -> bool:
    """Whether the span is one phrase: what spills over into the next clause is not for a machine to replace."""
    return not thing.english or not (_SPILLS.search(thing.text) or thing.text.count('"') % 2)


def _says_it_in_words(row: Equivalent, thing: Thing) -> bool:
    return bool(NUMBER.fullmatch(row.pivot)) and not NUMBER.search(thing.text)


def _amount(thing: Thing, texts: Texts, pack: Pack) -> Step:
    yen = money.yen_in(thing.evidence)
    if pack.rate is None or yen is None:
        missing = "the amount is vague" if yen is None else f"{pack.tag} has no dated rate"
        return _ask(thing, (), missing + (f"; the currency is {pack.currency}" if pack.currency else ""))
    before = texts.get(thing.field)[: thing.start]
    proposals, rule = money.convert(yen, pack.rate, thing.text, before)
    if thing.lost:
        return _ask(thing, proposals, rule)
    return _made(thing, Action.SUBSTITUTION, proposals, 0, rule)


def _year_of(thing: Thing) -> int | None:
    return dates.year_in(thing.evidence, thing.text) or dates.year_in("", thing.japanese)


def _year(thing: Thing, texts: Texts, pack: Pack, year: int) -> Step:
    end = dates.gloss_end(texts.get(thing.field), thing.end, year)
    whole = replace(thing, end=end, text=texts.get(thing.field)[thing.start : end])
    proposals = (dates.western(year, pack.year_format),)
    if thing.lost:
        return _kept(thing, Action.DIRECT_TRANSLATION, f"the English says it without the era: {year}")
    return _made(whole, Action.SUBSTITUTION, proposals, 0, f"{thing.text} is {year}")


def _listed(rows: Sequence[Equivalent], thing: Thing) -> tuple[Proposal, ...]:
    return tuple(_fitted(row, thing, rank) for rank, row in enumerate(rows))


def _numbers_first(rows: tuple[Equivalent, ...], thing: Thing) -> tuple[Equivalent, ...]:
    """For a bare number, the rows that have one before those that only name a line."""
    return tuple(sorted(rows, key=lambda row: digits(row.pivot) is None)) if _bare_number(thing) else rows


def _bare_number(thing: Thing) -> re.Match[str] | None:
    """The number, where a span is nothing else: `#7119`, `（0120-279-338`."""
    there = NUMBER.search(thing.text) if thing.type is Kind.EMERGENCY_CONTACT else None
    around = thing.text[: there.start()] + thing.text[there.end() :] if there else ""
    return None if any(letter.isalnum() for letter in around) else there


def _fitted(row: Equivalent, thing: Thing, rank: int) -> Proposal:
    """A help line takes the form of what it replaces: number for number, name with number for name."""
    offered = Proposal(row.target, row.pivot, _confidence(row, rank), row.source, row.as_of)
    there = NUMBER.search(thing.text)
    number = digits(row.pivot)
    alone = _bare_number(thing) is not None
    if thing.type is not Kind.EMERGENCY_CONTACT or there is None or number is None:
        return offered
    if not alone and number != row.pivot:
        return offered
    pivot = thing.text[: there.start()] + number + thing.text[there.end() :]
    return replace(offered, pivot=pivot, target=(number if thing.english else pivot) if alone else row.target)


def _distinct(proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    return tuple({(proposal.target, proposal.pivot): proposal for proposal in reversed(proposals)}.values())[::-1]


def _confidence(row: Equivalent, rank: int) -> float:
    return round(max((_SOURCED if row.source else _UNSOURCED) - _RANK_STEP * rank, _LEAST), 2)


def _ask(thing: Thing, proposals: tuple[Proposal, ...], note: str) -> Step:
    lost = "lost in the English" if thing.lost else ""
    return _made(thing, Action.ASK, proposals, None, "; ".join(part for part in (lost, note) if part))


def _kept(thing: Thing, action: Action, note: str) -> Step:
    return _made(thing, action, (), None, note)


def _made(thing: Thing, action: Action, proposals: tuple[Proposal, ...], chosen: int | None, note: str) -> Step:
    return Step(
        thing.field,
        thing.start,
        thing.end,
        thing.text,
        thing.type,
        action,
        proposals,
        chosen,
        thing.function,
        note,
    )


def _disposition(
    found: Sequence[Thing], steps: Sequence[Step], judgement: Judgement, pack: Pack
) -> tuple[Disposition, str]:
    """Removed only if nothing that makes the question specific can be replaced; one proposal rescues it."""
    if judgement.label is Label.SOURCE_SPECIFIC:
        central = [
            (step, thing.function)
            for thing, step in zip(found, steps, strict=True)
            if thing.field in QUESTION and thing.pull is Label.SOURCE_SPECIFIC
        ]
        if not any(step.action in KEPT or _replaced_by(step, pack.proposals(role)) for step, role in central):
            what = ", ".join(dict.fromkeys(step.text for step, _ in central)) or "; ".join(judgement.reasons)
            return (
                Disposition.SAMPLE_REMOVED,
                f"tied to the source society, with no counterpart in {pack.tag}: {what}",
            )
    changes = [step for step in steps if step.action not in KEPT]
    if changes:
        return Disposition.TARGET_MODIFIED, ", ".join(dict.fromkeys(step.text for step in changes))
    if steps or judgement.label is Label.UNIVERSAL:
        return Disposition.SIMPLY_TRANSFERRED, f"nothing differs in {pack.tag}" if steps else ""
    return Disposition.TARGET_MODIFIED, "; ".join(judgement.reasons)


def _replaced_by(step: Step, rows: Sequence[Equivalent]) -> bool:
    """Whether something is proposed that is more than another name of what stands there (a row that only asks)."""
    names = {row.target for row in rows if row.action is Action.ASK}
    return any(proposal.target not in names for proposal in step.proposals)
