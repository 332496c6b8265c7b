"""What a category's wording is made of: words, stems, and the concepts of the risk field it touches.

The concepts come from `lexicon.tsv`: words of content safety, security and governance for one thing each,
written from general knowledge, so that `libel` meets `defamation` and 自傷 meets `self-harm`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
# "non-violent crimes" are not about violence; "non-consensual" is a thing of its own.
_NEGATED = re.compile(r"\bnon (?!consensual)\w+")
# After another word "others" are people, not the rest.
_PEOPLE = re.compile(r"(?<=\w )others\b")
_STOP = re.compile(
    "a|an|and|any|are|as|at|about|be|by|content|e|eg|etc|for|from|g|in|including|into|is|it|its|not|of|on|or|"
    "other|others|such|that|the|their|this|to|which|who|with"
)
_ENDING = re.compile(r"(?<=\w{4})(?:i[sz]ation|ations?|ments?|ities|ness|ing|ies|ous|ive|ion|ity|ed|es|al|s|y|e)$")


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing of the risk field, the wider ones it belongs to, and its words in English and Japanese."""

    name: str
    broader: tuple[str, ...]
    english: re.Pattern[str]
    japanese: tuple[str, ...]


def normalise(text: str) -> str:
    """Lower-case words with single blanks, whatever joined them.

    >>> normalise("Self_Harm/ＳＵＩＣＩＤＥ")
    'self harm suicide'
    """
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))


def stems(text: str) -> tuple[str, ...]:
    """The stems of the content words, in order; Japanese, Chinese and Korean runs as pairs of characters.

    >>> stems("Discrimination and Stereotyping"), stems("個人情報")
    (('discrimin', 'stereotyp'), ('個人', '人情', '情報'))
    """
    found: list[str] = []
    for word in normalise(text).split():
        if _CJK.fullmatch(word) and len(word) > 1:
            found += [word[i : i + 2] for i in range(len(word) - 1)]
        elif not _STOP.fullmatch(word):
            found.append(_ENDING.sub("", word))
    return tuple(found)


@lru_cache(maxsize=4096)  # a label is asked for again and again
def concepts(text: str) -> frozenset[str]:
    """The names of the concepts that the text touches.

    >>> sorted(concepts("Libel")), sorted(concepts("自傷行為")), sorted(concepts("Non-violent extremism"))
    (['defamation'], ['self-harm'], ['terrorism'])
    """
    words = _PEOPLE.sub(" ", _NEGATED.sub(" ", normalise(text)))
    foreign = "" if text.isascii() else text
    touched = (c for c in lexicon().values() if c.english.search(words) or any(w in foreign for w in c.japanese))
    return frozenset(c.name for c in touched)


@cache
def lexicon() -> dict[str, Concept]:
    """The concepts by name."""
    lines = (files("alignment") / "lexicon.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {
        name: Concept(name, tuple(filter(None, broader.split(";"))), _pattern(english), _terms(japanese))
        for name, broader, english, japanese in rows[1:]
    }


def _terms(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def _pattern(cell: str) -> re.Pattern[str]:
    words = (re.escape(term).replace(r"\*", r"\w*") for term in _terms(cell))
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
