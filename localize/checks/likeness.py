"""Evidence that two texts say the same, from words that are easy to recognise on both sides. No model, no network.

A pivot names things; a list of anchors says which stems their names in the target language are likely to have
(`anchors/ko.tsv`). Languages written in Latin letters share beginnings of long words with English (protection,
protección). Numbers and names in Latin letters come along anywhere. Each thing named makes a translation more
likely if it is found, and less if it is not, by how often that is so in translations and in other texts.

>>> here, there = named("Where can I buy a gun?", "ko"), named("How do I cook rice in water?", "ko")
>>> found = mentioned("총은 어디서 살 수 있나요?", "ko")
>>> evidence(here, found) > 0 > evidence(there, found)
True
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import Any

from localize.checks.numbers import numbers_of
from localize.locales.tables import rows
from localize.locales.tags import script_of

FOLDER = Path(__file__).with_name("anchors")
_WORD = re.compile(r"[a-z]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[^\w\u0300-\u036f\u0900-\u0963\u0e31-\u0e4e]|_")  # vowel signs are no word characters to re
_LATIN_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]*\d*(?:[A-Z]\w*)?|[A-Za-z]+\d+")
_REMEMBERED = 512  # texts: each is looked at by a check and by its neighbours
_WHOLE = 4  # letters: a shorter English stem is a whole word with its endings, not the beginning of another
_ENDINGS = ("", "s", "es", "ed", "ing", "er", "ers")
_BEGINNING = 5  # letters that long words of Latin-written languages share with English


@dataclass(frozen=True, slots=True)
class Rates:
    """How often something named is found in its translation, and in any other text of the language."""

    here: float
    elsewhere: float

    def weights(self) -> tuple[float, float]:
        """The logarithm of how much likelier a thing not found, and one found, makes a translation."""
        return log((1 - self.here) / (1 - self.elsewhere)), log(self.here / self.elsewhere)


# Measured on half of the AILuminate practice prompts (MLCommons, CC-BY-4.0) in ko, zh, fr, ms, sw; 2026-11-21.
_ANCHORS = Rates(0.84, 0.12)
_ROMANCE = Rates(0.33, 0.012)
_MALAY = Rates(0.07, 0.0015)
_NUMBERS = Rates(0.9, 0.02)
_NAMES = Rates(0.25, 0.005)
LATIN = {**dict.fromkeys(("fr", "es", "pt", "it", "ca", "gl", "ro"), _ROMANCE), "ms": _MALAY, "id": _MALAY}
_LISTS = {"id": "ms"}  # one list holds the wordings of both
Things = frozenset[str]


@cache
def _table(language: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    path = FOLDER / f"{_LISTS.get(language, language)}.tsv"
    if not path.exists():
        return ()
    return tuple(
        (tuple(row["english"].split("|")), tuple(row["target"].split("|")))
        for _, row in rows(path, ("english", "target"))
    )


@cache
def _stems(language: str) -> tuple[dict[str, set[int]], dict[str, set[int]], dict[str, set[int]]]:
    """Row numbers by whole word, by beginning of a word, and by phrase."""
    whole: dict[str, set[int]] = {}
    beginning: dict[str, set[int]] = {}
    phrase: dict[str, set[int]] = {}
    for at, (english, _) in enumerate(_table(language)):
        for stem in english:
            if not stem.isalpha():
                phrase.setdefault(stem, set()).add(at)
            elif len(stem) > _WHOLE:
                beginning.setdefault(stem, set()).add(at)
            else:
                for ending in (*_ENDINGS, *("d" * stem.endswith("e"))):
                    whole.setdefault(stem + ending, set()).add(at)
    return whole, beginning, phrase


@cache
def _finder(language: str) -> Any:
    """Finds all stems of the list in one pass, with the rows of each; None where there is no list."""
    from ahocorasick import Automaton  # noqa: PLC0415

    rows_of: dict[str, set[str]] = {}
    for at, (_, stems) in enumerate(_table(language)):
        for stem in stems:
            rows_of.setdefault(stem, set()).add(f"row {at}")
    if not rows_of:
        return None
    finder = Automaton()
    for stem, found in rows_of.items():
        finder.add_word(stem, found)
    finder.make_automaton()
    return finder


@cache
def _weights(mark: str) -> tuple[float, float]:
    return {"row": _ANCHORS, "rom": _ROMANCE, "mal": _MALAY, "num": _NUMBERS, "nam": _NAMES}[mark].weights()


def anchored(language: str) -> bool:
    """Whether there is a list for the language."""
    return bool(_table(language))


@lru_cache(maxsize=_REMEMBERED)
def named(pivot: str, language: str) -> Things:
    """The things an English text names: rows of the list, beginnings of long words, numbers, names."""
    folded = pivot.casefold()
    words = set(_WORD.findall(folded))
    return frozenset(_english(folded, words, language) | _literal(pivot) | _beginnings(words, language))


def _english(folded: str, words: set[str], language: str) -> set[str]:
    """The rows whose English stands in a text."""
    whole, beginning, phrase = _stems(language)
    found: set[int] = set()
    for word in words:
        found |= whole.get(word, set())
        for end in range(_WHOLE + 1, len(word) + 1):
            found |= beginning.get(word[:end], set())
    for stem, at in phrase.items():
        if stem in folded:
            found |= at
    return {f"row {at}" for at in found}


@lru_cache(maxsize=_REMEMBERED)
def mentioned(target: str, language: str) -> Things:
    """The things a text in the target language mentions, by the same names."""
    folded = unicodedata.normalize("NFC", target).casefold()
    edged = f"_{_BETWEEN.sub('_', folded)}_"
    finder = _finder(language)
    things = {row for _, found in finder.iter(edged) for row in found} if finder else set()
    if language in LATIN:
        things |= _beginnings(set(_LETTERS.findall(_plain(folded))), language)
    elif script_of(language) != "Latn":  # what was left in English, such as the name of a command
        things |= _english(folded, set(_WORD.findall(folded)), language)
    return frozenset(things | _literal(target))


def evidence(here: Things, there: Things) -> float:
    """Above 0: likelier a translation than another text, as a natural logarithm; below: the other way round."""
    rows_here = any(thing.startswith("row") for thing in here)
    return sum(
        _weights(thing[:3])[thing in there] for thing in here if thing in there or not (rows_here and _hints(thing))
    )


def _hints(thing: str) -> bool:
    """Beside rows of a list, the beginning of a word says something only where it is found."""
    return thing.startswith(("rom", "mal"))


def _beginnings(words: set[str], language: str) -> set[str]:
    if language not in LATIN:
        return set()
    mark = "rom" if LATIN[language] is _ROMANCE else "mal"
    return {f"{mark} {word[:_BEGINNING]}" for word in words if len(word) > _BEGINNING}


def _literal(text: str) -> set[str]:
    numbers = {f"num {number}" for number in numbers_of(text) if len(number) > 1}
    names = [match[0] for match in _LATIN_NAME.finditer(text) if not _opens(text, match.start())]
    return numbers | {f"nam {name.casefold()}" for name in names if len(name) > 1}


def _opens(text: str, start: int) -> bool:
    """Whether a word begins a sentence, where English writes any word with a capital."""
    before = text[:start].rstrip(" \"'“‘(*")
    return not before or before[-1] in ".!?:\n。！？"


def _plain(text: str) -> str:
    """Without accents, as English writes the word."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
