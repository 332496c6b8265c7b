"""What a detector sees, and what it says it found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from localize.detect.tokens import Token, Tokenizer
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Passage:
    """A folded Japanese text and its words."""

    text: str
    tokens: list[Token]

    @cached_property
    def proper_nouns(self) -> list[int]:
        """Which of the words are proper nouns: looked up once for all who look for names."""
        return [at for at, token in enumerate(self.tokens) if token.pos[1] == "固有名詞"]


@dataclass(frozen=True, slots=True)
class Found:
    """A span of a folded text. `english` are renderings it may have in the pivot; the two sides of one thing share a
    `key`: a headword of the lexicon, or what can be computed (an amount, a number, a year).
    `romanised` is its reading, for where the English keeps the Japanese word.
    A `weak` find counts only beside its partner: "neighbor" alone says nothing of Japan."""

    start: int
    end: int
    type: Kind
    detector: str
    confidence: float
    evidence: str
    function: str | None = None
    pull: Label = Label.ADAPTABLE
    english: tuple[str, ...] = field(default=())
    keys: tuple[str, ...] = ()
    romanised: str = ""
    weak: bool = False

    @property
    def length(self) -> int:
        """Characters."""
        return self.end - self.start


def hits(find: Callable[[Passage], Iterator[Found]], text: str) -> list[str]:
    """The texts a detector finds: for doctests and for trying one out."""
    passage = Passage(text, Tokenizer().tokens(text))
    return [text[found.start : found.end] for found in find(passage)]


def english_hits(find: Callable[[str], Iterator[Found]], text: str) -> list[str]:
    """The same for a detector of the English side."""
    return [text[found.start : found.end] for found in find(text)]
