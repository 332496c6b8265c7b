"""The records of the library: texts go in, flags, plans and findings come out. Frozen, plain, JSON-shaped."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

Field = Literal["source", "pivot", "source_answer", "pivot_answer"]
FIELDS: tuple[Field, ...] = ("source", "pivot", "source_answer", "pivot_answer")
QUESTION: tuple[Field, ...] = ("source", "pivot")


class Kind(StrEnum):
    """Types of culture-specific items: Newmark's (1988), and what safety data adds."""

    ECOLOGY = "ecology"
    MATERIAL = "material"
    SOCIAL = "social"
    ORGANIZATION = "organization"
    GESTURE_HABIT = "gesture_habit"
    PERSON = "person"
    PLACE = "place"
    LAW_NORM = "law_norm"
    MONEY_MEASURE_DATE = "money_measure_date"
    LANGUAGE_PLAY = "language_play"
    MEDIA_PLATFORM = "media_platform"
    EMERGENCY_CONTACT = "emergency_contact"


class Label(StrEnum):
    """What an item needs elsewhere: translation, other names for some things, or re-creation."""

    UNIVERSAL = "universal"
    ADAPTABLE = "adaptable"
    SOURCE_SPECIFIC = "source-specific"


class Disposition(StrEnum):
    """What becomes of an item for one target locale (KoBBQ, Jin et al. 2024)."""

    SIMPLY_TRANSFERRED = "simply-transferred"
    TARGET_MODIFIED = "target-modified"
    SAMPLE_REMOVED = "sample-removed"
    NEWLY_CREATED = "newly-created"


class Action(StrEnum):
    """What a step does with its span (Pedersen 2011); ASK where only a person can decide."""

    RETENTION = "retention"
    SPECIFICATION = "specification"
    DIRECT_TRANSLATION = "direct-translation"
    GENERALIZATION = "generalization"
    SUBSTITUTION = "substitution"
    OMISSION = "omission"
    ASK = "ask"


class State(StrEnum):
    """How far a draft has come (XLIFF)."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class Origin(StrEnum):
    """Who wrote a draft."""

    MACHINE = "machine"
    MEMORY = "memory"
    HUMAN = "human"


class Severity(StrEnum):
    """A finding of severity error keeps a text from becoming a draft, or a row from release."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Texts:
    """The four texts of an item: the question and its reference answer, in the source locale and in English."""

    source: str | None = None
    pivot: str | None = None
    source_answer: str | None = None
    pivot_answer: str | None = None

    def get(self, field: Field) -> str:
        """The text of a field; a missing one reads as empty."""
        return getattr(self, field) or ""

    @property
    def digest(self) -> str:
        """Identifies these four texts: 32 hexadecimal digits of SHA-256."""
        written = json.dumps([self.get(field) for field in FIELDS], ensure_ascii=True)
        return hashlib.sha256(written.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Flag:
    """A span whose meaning or effect depends on the source society.

    `start` and `end` are code points of the text as given, end exclusive; `text == field[start:end]`.
    `pair` is the index, in the item's list of flags, of the same thing on the other side.
    `function` is the role the thing plays in any society (`police-emergency-number`), under which
    locale packs list its counterparts; `pull` is the label a question about this thing gets.
    """

    field: Field
    start: int
    end: int
    text: str
    type: Kind
    detector: str
    confidence: float
    evidence: str
    pair: int | None = None
    function: str | None = None
    pull: Label = Label.ADAPTABLE


@dataclass(frozen=True, slots=True)
class Judgement:
    """The label of an item, the probability (0..1) that it is not universal, and why, in words."""

    label: Label
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could stand in a span's place: in the target language, and the English of it.

    `source` and `as_of` say where the equivalence was looked up, and when (ISO date); empty if it was not.
    """

    target: str
    pivot: str
    confidence: float
    source: str = ""
    as_of: str = ""


class Part(NamedTuple):
    """What plays a part throughout a set: a name by its kind (surname, place, …), or a thing by its own word.

    `original` is Japanese, or lower-case English where the item has no Japanese.
    """

    kind: str
    original: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a plan. `chosen` is the index of the proposal to apply, or None while a person must say.

    `part` is set where what is decided for this span holds by default throughout the set.
    """

    field: Field
    start: int
    end: int
    text: str
    type: Kind
    action: Action
    proposals: tuple[Proposal, ...] = ()
    chosen: int | None = None
    function: str | None = None
    note: str = ""
    part: Part | None = None

    @property
    def is_open(self) -> bool:
        """Whether the step waits for a person."""
        return self.action is Action.ASK and self.chosen is None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be changed in one item for one locale; `digest` is of the texts it was made for."""

    disposition: Disposition
    steps: tuple[Step, ...]
    digest: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """The cell that a removed item leaves for a newly created one: `category` from broad to narrow, what the item
    was about, and a brief for the writer."""

    category: tuple[str, ...]
    tested: str
    brief: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about a text. Values, never exceptions."""

    check: str
    severity: Severity
    field: str
    message: str
