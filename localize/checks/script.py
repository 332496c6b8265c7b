"""Written in the script of the target, and not still in English: what an engine answers that does not know it.

Names, brands and terms stay Latin everywhere, so the share asked for is low; a wrong language has none of it.

>>> from localize.checks.pair import Pair
>>> [finding.message for finding in check(Pair("Where is it?", "それはどこですか", "ko-KR"))]
['0 % of the letters are of the script of ko-KR']
>>> list(check(Pair("Is GPT-4 API open?", "GPT-4 API는 열려 있나요?", "ko-KR")))
[]
>>> [finding.message for finding in check(Pair("Which law covers that?", "這條法律規定了什麼", "zh-CN"))]
['written in the other Chinese script']
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.checks.echo import ENGLISH
from localize.checks.scripts import SYSTEMS, is_jamo, letters, system

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding

_LEAST_OWN = 0.3
_LEAST_LATIN = 0.85  # names are not taken out of Latin letters, unless the text itself has others
_FEW_LETTERS = 4
_MOST_ENGLISH = 0.3
_FEW_WORDS = 5
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def check(pair: Pair) -> Iterator[Finding]:
    """An error where the letters, or the small words, are another language's."""
    if pair.changes_language:
        yield from _own_script(pair)
        yield from _own_chinese(pair)
        yield from _not_english(pair)
        yield from _without_marks(pair)


def _own_script(pair: Pair) -> Iterator[Finding]:
    counted = letters(pair.prose)
    counted["LATIN"] = (
        max(0, counted["LATIN"] - letters(pair.copied)["LATIN"]) if pair.script != "Latn" else counted["LATIN"]
    )
    own, total = sum(counted[name] for name in SYSTEMS.get(pair.script, ())), counted.total()
    if pair.script not in SYSTEMS or not total or pair.pivot_prose.split() == pair.prose.split():
        return
    least = _LEAST_LATIN if pair.script == "Latn" and _all_latin(pair.pivot_prose) else _LEAST_OWN
    if own < least * total or (not own and total >= _FEW_LETTERS):
        yield pair.error("script", f"{100 * own // total} % of the letters are of the script of {pair.locale}")
    elif pair.language == "ja" and total >= 10 and own == counted["CJK"]:
        yield pair.error("script", "no kana at all: Chinese, not Japanese")
    elif pair.language == "ko" and _is_typed_at_random([letter for letter in pair.prose if letter.isalpha()]):
        yield pair.error("script", "parts of syllables, no words")


def _is_typed_at_random(letters_: list[str]) -> bool:
    """Mostly single parts of syllables, of many kinds: ㅋㅋㅋ is a laugh."""
    parts = [letter for letter in letters_ if is_jamo(letter)]
    return len(set(parts)) >= _FEW_LETTERS and 2 * len(parts) > len(letters_)


def _all_latin(text: str) -> bool:
    return set(letters(text)) <= {"LATIN"}


def _own_chinese(pair: Pair) -> Iterator[Finding]:
    """Characters that only one of the two national standards has tell simplified from traditional."""
    if pair.script not in {"Hans", "Hant"}:
        return
    only = [_standard(character) for character in pair.prose if system(character) == "CJK"]
    simplified, traditional = only.count("Hans"), only.count("Hant")
    own, other = (simplified, traditional) if pair.script == "Hans" else (traditional, simplified)
    if other >= 2 and other > own:
        yield pair.error("script", "written in the other Chinese script")


@lru_cache(maxsize=1 << 14)
def _standard(character: str) -> str:
    """Hans for what is in GB 2312 alone, Hant for what is in Big5 alone, else nothing."""
    inside = [_encodes(character, standard) for standard in ("gb2312", "big5")]
    return {(True, False): "Hans", (False, True): "Hant"}.get((inside[0], inside[1]), "")


def _encodes(character: str, standard: str) -> bool:
    try:
        character.encode(standard)
    except UnicodeEncodeError:
        return False
    return True


def _without_marks(pair: Pair) -> Iterator[Finding]:
    """Vietnamese typed without its marks: a few words in a row have some, unless they are names."""
    if pair.language != "vi" or pair.source_language == "vi":
        return
    words = set(_WORD.findall(pair.prose.casefold())) - set(_WORD.findall(pair.pivot_prose.casefold()))
    if len(words) >= _FEW_LETTERS and all(word.isascii() for word in words):
        yield pair.error("script", "written without the marks of Vietnamese")


def _not_english(pair: Pair) -> Iterator[Finding]:
    if pair.script != "Latn" or pair.source_language != "en":
        return
    words = _WORD.findall(pair.prose.casefold().replace("’", "'"))
    english = sum(ENGLISH.fullmatch(word) is not None for word in words)
    if len(words) >= _FEW_WORDS and english >= _MOST_ENGLISH * len(words):
        yield pair.error("script", "written in English")
