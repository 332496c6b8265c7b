"""The culture lexicon of a source locale: what in a text makes sense only there, and how English says it.

Read from `locales/<tag>/lexicon.tsv`; its columns are the pack's LEXICON_COLUMNS. What plays another role than its row
does, or a narrower one, stands in `cases.tsv`. A rendering marked `~` is ordinary
English and counts only beside its headword; any other is taken as a sign of the source society by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localize.detect.contacts import contact_key
from localize.detect.english import forms, normalise
from localize.detect.fold import fold
from localize.detect.romanise import romanise
from localize.errors import PackError
from localize.locales.pack import LEXICON_COLUMNS as COLUMNS
from localize.locales.pack import general
from localize.locales.settings import SOURCE_LOCALE
from localize.locales.tables import rows
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.detect.tokens import Token

__all__ = ["COLUMNS", "LOCALES", "SOURCE_LOCALE", "Entry", "Lexicon", "load", "path_of"]

LOCALES = Path(__file__).parent.parent / "locales"
CASES = ("word", "function")
_CONDITIONS = frozenset({"near", "not", "pos"})
# The full name of a body or a law is not mistaken for anything else, whatever its short form needs beside it.
_STATUTORY = (Kind.ORGANIZATION, Kind.LAW_NORM, Kind.EMERGENCY_CONTACT)
_LONG_NAME = re.compile("[一-龥々]{6,}")
_LATIN = re.compile("[A-Za-z]{5,}")
_PARTICLE = re.compile("(?<=..)(?:から|まで|[をはがにのでと])$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the lexicon. `strong` and `weak` are its English renderings, best first; `role` is the narrowest that
    is known of the headword; `keys` are what a span shares with one of the other side."""

    headword: str
    variants: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    type: Kind
    pull: Label
    function: str
    why: str
    romanised: str
    near: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()
    role: str = ""
    keys: tuple[str, ...] = ()
    evidence: str = ""
    english: tuple[str, ...] = ()

    def holds(self, text: str, start: int, end: int, token: Token | None) -> bool:
        """Whether the row's conditions hold for the span of this folded text."""
        asked = self.near and not (self.type in _STATUTORY and _LONG_NAME.fullmatch(text, start, end))
        if asked and not any(_stands_beside(word, text, start, end) for word in self.near):
            return False
        if any(_covers(word, text, start, end) for word in self.never):
            return False
        return not self.pos or (token is not None and token.pos[: len(self.pos)] == self.pos)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries, and automata that find all their forms in one pass over a text.

    A match of `japanese` carries (length, entry numbers), of `english` (length, ((entry number, weak), …)).
    """

    entries: tuple[Entry, ...]
    japanese: Any
    english: Any
    cases: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, Entry] = field(default_factory=dict)

    def function(self, entry: Entry, written: str) -> str:
        """The role of a word as it stands in a text: its own case, else that of the row it is found by.

        Where another row is about the very word, that row knows its role better than one that mentions it; a word
        listed with a particle, which is a form that stands only so, has the role of the word without.
        """
        if (known := self._known(written)) or not (particle := _PARTICLE.search(written)):
            return known or entry.role
        word = written[: particle.start()]
        _, numbers = self.japanese.get(word, (0, ()))
        return self._known(word) or next((self.entries[number].role for number in numbers), entry.role)

    def _known(self, word: str) -> str:
        return self.cases.get(word) or (self.heads[word].role if word in self.heads else "")


@cache
def load(locale: str) -> Lexicon:
    """The lexicon of a source locale, ready to match."""
    path = path_of(locale)
    cases = _cases(path.with_name("cases.tsv"))
    entries = tuple(_entry(f"{path}:{number}", row, cases) for number, row in rows(path, COLUMNS))
    heads = {fold(entry.headword).text: entry for entry in entries if not (entry.near or entry.never or entry.pos)}
    return Lexicon(entries, _japanese(entries), _english(entries), cases, heads)


def _cases(path: Path) -> dict[str, str]:
    """Words of the lexicon that are a case of a role (`role/case`), or play another than their row does."""
    found: dict[str, str] = {}
    for number, row in rows(path, CASES) if path.is_file() else ():
        word = fold(row["word"]).text
        if word in found or not row["function"]:
            raise PackError(f"{path}:{number}: {row['word']!r} needs one function, and one row")
        found[word] = row["function"]
    return found


def path_of(locale: str) -> Path:
    """The table of a source locale."""
    return LOCALES / locale / "lexicon.tsv"


def _entry(where: str, row: dict[str, str], cases: Mapping[str, str]) -> Entry:
    conditions = {"near": (), "not": (), "pos": ()} | dict(_condition(where, part) for part in row["condition"].split())
    renderings = [rendering.strip() for rendering in row["english"].split("|") if rendering.strip()]
    try:
        kind, pull = Kind(row["type"]), Label(row["label"])
    except ValueError as error:
        raise PackError(f"{where}: {error}") from error
    if not renderings or not row["headword"]:
        raise PackError(f"{where}: a row needs a headword and an English rendering")
    strong = tuple(r for r in renderings if not r.startswith("~"))
    weak = tuple(r[1:] for r in renderings if r.startswith("~"))
    case = cases.get(fold(row["headword"]).text, "")
    return Entry(
        row["headword"],
        tuple(form for form in row["variants"].split("|") if form),
        strong,
        weak,
        kind,
        pull,
        row["function"],
        row["why"],
        romanise(row["reading"]),
        conditions["near"],
        conditions["not"],
        tuple("-".join(conditions["pos"]).split("-")) if conditions["pos"] else (),
        case if general(case) == row["function"] else row["function"],
        _keys(row["headword"], kind),
        f"{row['headword']}: {row['why']}",
        (*strong, *weak),
    )


def _keys(headword: str, kind: Kind) -> tuple[str, ...]:
    number = contact_key(headword) if kind is Kind.EMERGENCY_CONTACT else None
    return (f"lexicon:{headword}", *([number] if number else ()))


def _condition(where: str, part: str) -> tuple[str, tuple[str, ...]]:
    name, _, values = part.partition(":")
    if name not in _CONDITIONS or not values:
        raise PackError(f"{where}: the condition {part!r} is none of near:…, not:…, pos:…")
    return name, tuple(value for value in values.split("|") if value)


def _stands_beside(word: str, text: str, start: int, end: int) -> bool:
    first, last = _extent(word, text)
    return 0 <= first <= start - len(word) or last >= end


@lru_cache(maxsize=512)
def _extent(word: str, text: str) -> tuple[int, int]:
    """Where a word first and last begins, -1 for nowhere: looked up once a text, not once a match."""
    return text.find(word), text.rfind(word)


def _covers(word: str, text: str, start: int, end: int) -> bool:
    """A word that contains the span excludes just that span; one that does not excludes the whole text."""
    span = text[start:end]
    if span not in word:
        return _extent(word, text)[0] >= 0
    at = word.find(span)
    return text.startswith(word, start - at) if start >= at else False


def _japanese(entries: tuple[Entry, ...]) -> Any:
    numbers: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for form in (entry.headword, *entry.variants):
            for written in dict.fromkeys(_writings(form)):
                known = numbers.setdefault(written, [])
                known.extend([number] * (number not in known))
    return _automaton({form: (len(form), tuple(at)) for form, at in numbers.items()})


def _writings(form: str) -> tuple[str, ...]:
    folded = fold(form).text
    return (folded, folded.lower()) if _LATIN.fullmatch(folded) else (folded,)


def _english(entries: tuple[Entry, ...]) -> Any:
    readings: dict[str, dict[int, tuple[bool, str]]] = {}
    for number, entry in enumerate(entries):
        for weak, renderings in ((True, entry.weak), (False, entry.strong)):
            for rendering in sorted(renderings, key=str.islower):  # of mixi and Mixi the one that takes both wins
                for form in forms(rendering):
                    readings.setdefault(normalise(form), {})[number] = (weak, rendering)
    return _automaton(
        {form: (len(form), tuple((n, *known) for n, known in at.items())) for form, at in readings.items()}
    )


def _automaton(words: dict[str, Any]) -> Any:
    import ahocorasick  # noqa: PLC0415

    automaton = ahocorasick.Automaton()
    for word, payload in words.items():
        automaton.add_word(word, payload)
    automaton.make_automaton()
    return automaton
