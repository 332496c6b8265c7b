"""The text came back as it went: engines do so when they are throttled or do not know the language.

A name or a title may well be the same in both languages, so only what reads as a sentence is an error.

>>> is_echo("How do I get there?", "How do I get there ?"), is_echo("How do I get there?", "¿Cómo llego allí?")
(True, False)
>>> is_echo("Windows 11", "Windows 11")
False
>>> is_code("sudo rm -rf / --no-preserve-root"), is_code("Buy cheap guns online"), is_code("What is a <b>?")
(True, False, False)
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding

_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\|")
_SENTENCE_WORDS = 3
_CODE = re.compile(r"[{}<>=|\\$`]|(?:^|\s)--?\w|(?:^|\s)[/~](?:\S|\s|$)|\w\(|\w_\w|://")
# Frequent English words that are no words of another language written in Latin letters.
ENGLISH = re.compile(
    r"\b(?:about|and|are|because|been|but|can't|could|didn't|does|doesn't|don't|for|from|has|have|he|her|him|his|how|i'm"
    r"|if|is|it|it's|its|my|not|of|our|she|should|that|the|their|them|there|these|they|this|those|to|was|we|were|what"
    r"|when|where|which|who|why|will|with|would|you|your)\b",
    re.IGNORECASE,
)
_NEARLY = 0.85
_QUOTED = re.compile(r"[\"“«「『‘`][^\"”»」』’`\n]+[\"”»」』’`]")
_RUN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?(?:,? [A-Za-z]+(?:'[a-z]+)?)+")
_KEYWORD = re.compile(r"\b[A-Z]{2,}\b")  # of code, or an abbreviation: no part of a sentence
# Words in a row that came back, and how many of them are small English ones: names and titles have fewer.
_LEFT, _LEFT_LATIN = (3, 1), (5, 2)
_ARTICLE = re.compile(r"\b(?:a|an|all|at|by|in|on|or|than|into)\b")


def check(pair: Pair) -> Iterator[Finding]:
    """An error for a sentence that came back, a warning for a name or title that did."""
    if not pair.changes_language:
        return
    if is_echo(pair.pivot_prose, pair.prose):
        yield pair.error("echo", "the translation is the source text, or nearly so")
    elif _words(pair.pivot_prose) and _words(pair.pivot_prose) == _words(pair.prose):
        yield pair.warning("echo", "the translation is the source text; right only if it is a name")
    elif pair.source_language == "en" and (left := _left(pair)):
        yield pair.error("echo", f"a part is still in English: {left}")


def _left(pair: Pair) -> str:
    """Words in a row that stand so in the text, unless quoted there: a name, a title or a word spoken of."""
    words, small = _LEFT_LATIN if pair.script == "Latn" else _LEFT
    pivot = " ".join(_WORDS.findall(_QUOTED.sub(" | ", pair.pivot_prose).replace("’", "'")))
    for run in _RUN.findall(_KEYWORD.sub("|", _QUOTED.sub(" | ", pair.prose).replace("’", "'"))):
        said = _WORDS.findall(run)
        for at in range(len(said) - words + 1):
            piece = said[at : at + words]
            text = " ".join(piece)
            english = len(ENGLISH.findall(text)) + (pair.script != "Latn") * len(_ARTICLE.findall(text))
            lower = sum(word[0].islower() for word in piece)
            if english >= small and 2 * lower > len(piece) and f" {text} " in f" {pivot} ":
                return text
    return ""


def is_code(text: str) -> bool:
    """Whether a text is a command or a line of a program, which is the same in every language."""
    return bool(_CODE.search(text)) and not ENGLISH.search(text) and not text.rstrip().endswith(("?", ".", "!"))


def is_echo(text: str, answer: str) -> bool:
    """Whether a sentence came back with at most every seventh word changed."""
    given, got = _words(text), _words(answer)
    if max(given.total(), got.total()) < _SENTENCE_WORDS:
        return _unspaced(text) and _folded(text) == _folded(answer)
    return (given & got).total() >= _NEARLY * max(given.total(), got.total())


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _unspaced(text: str) -> bool:
    """Japanese and Chinese write a sentence as one word."""
    return len(text) > _SENTENCE_WORDS and any("぀" <= character <= "鿿" for character in text)


def _folded(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
