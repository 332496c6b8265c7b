"""What a locale pack says: rows with the source a person can check, and the date it was looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from localize.model import Action, Kind

Level = Literal["complete", "standard", "base"]
LEVELS: tuple[Level, ...] = get_args(Level)
CastKind = Literal["full_name", "surname", "given_name", "place", "organization"]


@dataclass(frozen=True, slots=True)
class Equivalent:
    """What plays the role `function` there. `safe`: may be chosen by a machine, if it is also sourced.

    `pivot` is written as English has it inside a sentence, singular and without article; a help line as
    "Name (number)". Action ASK with no pivot: nothing plays the role there, and the note says why; with a pivot,
    it is what the Japanese thing itself is called there, for a person who lets it stand.
    """

    function: str
    target: str
    pivot: str
    action: Action
    safe: bool
    note: str = ""
    source: str = ""
    as_of: str = ""

    @property
    def may_be_chosen(self) -> bool:
        """Safe, and looked up: source and date are both there."""
        return self.safe and bool(self.source and self.as_of)


@dataclass(frozen=True, slots=True)
class Same:
    """A function or a headword that is the same there, so that nothing need be done about it."""

    kind: Literal["function", "headword"]
    value: str
    note: str = ""
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Sensitive:
    """What has to be handled with care there: a plain Japanese and a plain English string to look for."""

    pattern: str
    pattern_en: str
    type: Kind
    why: str
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who or what takes the part of a Japanese name: 佐藤 (Sato) → 김 (Kim)."""

    kind: CastKind
    original: str
    english: str
    target: str
    pivot: str
    note: str = ""
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """How a full name is put together there, in the target language and in English."""

    target: str = "{given} {surname}"
    pivot: str = "{given} {surname}"


@dataclass(frozen=True, slots=True)
class Rate:
    """`yen` is what one unit of the currency costs on `as_of`; `english` and `target` name it after a number.

    `myriads` are the words for 10^4, 10^8, … where the language counts in them, else empty.
    """

    currency: str
    yen: float
    as_of: str
    source: str
    english: str
    target: str
    myriads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A bundled pack in a list. `covered` of the `functions` of the source lexicon are in it."""

    tag: str
    name: str
    level: Level
    as_of: str
    rows: int
    chosen_rows: int
    covered: int
    functions: int
