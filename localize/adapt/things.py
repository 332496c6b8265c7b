"""What an item is about, one thing a span: a flag together with what its partner on the other side knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from localize.locales.lines import function_of
from localize.model import Field, Flag, Kind, Label, Texts

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDES: dict[Field, Field] = {"source": "pivot", "source_answer": "pivot_answer"}
GENERIC = frozenset({"place-name", "person-name", "public-figure", "local-body", "statute", "postal-address"})
"""Functions a detector of forms gives; the lexicon's own say more."""
_BETWEEN = re.compile(r"[\s(（:：,、]*(?:at|on|は|の|：)?\s*")
_OPENING = re.compile(r"\s?[(（](?:the |or )?")


@dataclass(frozen=True, slots=True)
class Thing:
    """A span to adapt. `japanese` and `english` are its two names, empty where one is not known."""

    field: Field
    start: int
    end: int
    text: str
    type: Kind
    function: str | None
    evidence: str
    detector: str
    pull: Label
    confidence: float
    japanese: str = ""
    english: str = ""
    lost: bool = False

    @property
    def identity(self) -> str:
        """What makes two spans one thing."""
        return self.japanese or self.english.lower()


def is_lost(texts: Texts, field: Field) -> bool:
    """Whether what is replaced in this field is said in it alone: there is English, and it does without."""
    return field in SIDES and bool(texts.get(SIDES[field]))


def things(texts: Texts, flags: Sequence[Flag]) -> list[Thing]:
    """One thing a span, none overlapping, in the order of the fields and of the text.

    The English side where there is English; the source side where there is none, and for what English lost.
    """
    found = [thing for at, flag in enumerate(flags) if (thing := _thing(at, flag, texts, flags))]
    settled = _settled([_quoted(thing, texts) for thing in _lent(found)])
    return _joined(_reached(settled, texts), texts)


def _thing(at: int, flag: Flag, texts: Texts, flags: Sequence[Flag]) -> Thing | None:
    english_field = SIDES.get(flag.field)
    partner = _partner(at, flag, flags)
    if english_field is None:
        return _english(flag, partner)
    lost = is_lost(texts, flag.field)
    if lost and (partner or _named_elsewhere(flag, flags)):
        return None
    return Thing(
        flag.field, flag.start, flag.end, flag.text, flag.type, flag.function, flag.evidence, flag.detector,
        flag.pull, flag.confidence, japanese=flag.text, lost=lost,
    )  # fmt: skip


def _english(flag: Flag, partner: Flag | None) -> Thing:
    """The Japanese flag says what the thing is; the English one where its name stands."""
    known = partner or flag
    function = _function(flag, known)
    headword = flag.evidence.partition(": ")[0] if flag.detector == "lexicon" else ""
    return Thing(
        flag.field, flag.start, flag.end, flag.text, known.type, function, known.evidence, known.detector,
        known.pull, flag.confidence, japanese=partner.text if partner else headword, english=flag.text,
    )  # fmt: skip


def _function(flag: Flag, known: Flag) -> str | None:
    """The most telling of what either side says; a bare number is what the lexicon knows it to reach."""
    function = flag.function if known.function in GENERIC and flag.function else known.function or flag.function
    return function_of(known.text) if function is None and known.type is Kind.EMERGENCY_CONTACT else function


def _partner(at: int, flag: Flag, flags: Sequence[Flag]) -> Flag | None:
    if flag.pair is not None and 0 <= flag.pair < len(flags):
        return flags[flag.pair]
    return next((other for other in flags if other.pair == at), None)


def _named_elsewhere(flag: Flag, flags: Sequence[Flag]) -> bool:
    """The word stands more often in the Japanese than in the English: English says "it" and loses nothing."""
    return any(other.pair is not None and other.field == flag.field and other.text == flag.text for other in flags)


def _lent(found: list[Thing]) -> list[Thing]:
    """An English span without a partner is what the same words were elsewhere in the item."""
    known = {thing.english.lower(): thing for thing in found if thing.english and thing.japanese}
    lent = []
    for thing in found:
        twin = known.get(thing.english.lower()) if thing.english and not thing.japanese else None
        lent.append(
            replace(thing, type=twin.type, function=twin.function, evidence=twin.evidence, japanese=twin.japanese)
            if twin
            else thing
        )
    return lent


def _quoted(thing: Thing, texts: Texts) -> Thing:
    """A span that closes a quotation begins where that opens: `"It's me" fraud`, not `me" fraud`."""
    if thing.text.count('"') != 1:
        return thing
    text = texts.get(thing.field)
    opening = text.rfind('"', 0, thing.start)
    if opening < 0 or text.count('"', 0, opening) % 2:
        return thing
    return replace(thing, start=opening, text=text[opening : thing.end])


def _settled(found: list[Thing]) -> list[Thing]:
    """Of overlapping spans the longest, then the one that knows its function, then the surest."""
    chosen: list[Thing] = []
    for thing in sorted(found, key=lambda t: (t.start - t.end, t.function is None, -t.confidence)):
        if not any(
            thing.field == other.field and thing.start < other.end and other.start < thing.end for other in chosen
        ):
            chosen.append(thing)
    fields = list(Texts.__dataclass_fields__)
    return sorted(chosen, key=lambda thing: (fields.index(thing.field), thing.start))


def _reached(found: list[Thing], texts: Texts) -> list[Thing]:
    """A number nobody knows reaches the line named right before it: "the counselling office (0570-016811)"."""
    befores = [None, *found]
    return [
        replace(thing, function=before.function) if before and _reaches(before, thing, texts) else thing
        for before, thing in zip(befores, found, strict=False)
    ]


def _reaches(before: Thing, thing: Thing, texts: Texts) -> bool:
    return (
        thing.function is None
        and before.type is thing.type is Kind.EMERGENCY_CONTACT
        and before.field == thing.field
        and bool(_BETWEEN.fullmatch(texts.get(thing.field), before.end, thing.start))
    )


def _joined(found: list[Thing], texts: Texts) -> list[Thing]:
    """A name and its gloss, "Houterasu (the Japan Legal Support Center)", are one thing, and replaced as one."""
    joined: list[Thing] = []
    for thing in found:
        before = joined[-1] if joined else None
        text = texts.get(thing.field)
        if before and _glosses(before, thing, text):
            end = thing.end + 1
            joined[-1] = replace(before, end=end, text=text[before.start : end])
        else:
            joined.append(thing)
    return joined


def _glosses(before: Thing, thing: Thing, text: str) -> bool:
    same = before.field == thing.field and before.function is not None and before.function == thing.function
    return (
        same
        and bool(_OPENING.fullmatch(text, before.end, thing.start))
        and text[thing.end : thing.end + 1] in (")", "）")
    )
