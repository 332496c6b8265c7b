"""Persons (人名): Japanese names, placeholder names and historical figures.

What: surname with honorific or given name (佐藤さん, 山田太郎), common surnames alone, full names Sudachi knows
(葛飾北斎). What not: foreigners in katakana (アインシュタイン), names of China and Korea in kanji by the list below,
一般 words that double as surnames (林, 森) without an honorific.

>>> hits(find, "佐藤さんと山田太郎がアインシュタインと習近平の話を森でした")
['佐藤さん', '山田太郎']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.detect.found import Found, Passage, hits
from localize.detect.names import words
from localize.detect.readings import readings
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.detect.tokens import Token

__all__ = ["HONORIFICS", "find", "hits"]

HONORIFICS = words("honorific")
_ABROAD = words("person_abroad")
_COMMON_SURNAMES = words("surname")
_KATAKANA = re.compile("[ァ-ヶー・]+")


def find(passage: Passage) -> Iterator[Found]:
    """Persons on the Japanese side."""
    tokens, end = passage.tokens, 0
    for at in passage.proper_nouns:
        run = _name(tokens, at) if at >= end else 0
        if run:
            end = at + run
            yield _found(tokens[at:end])


def _name(tokens: list[Token], at: int) -> int:
    """How many words from `at` make a Japanese person's name; 0 for none."""
    token = tokens[at]
    part = _part(token)
    if not part or token.surface in _ABROAD or _KATAKANA.fullmatch(token.surface):
        return 0
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if part == "姓" and following and _part(following) == "名":
        return 2 + _has_honorific(tokens, at + 2)
    if _has_honorific(tokens, at + 1):
        return 2
    known = part == "一般" and len(token.surface) >= 3
    return 1 if known or (token.surface in _COMMON_SURNAMES and part == "姓") else 0


def _part(token: Token) -> str:
    return token.pos[3] if token.pos[2] == "人名" else ""


def _has_honorific(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].surface in HONORIFICS


def _found(tokens: list[Token]) -> Found:
    known = [readings(token.surface, token.reading) for token in tokens if _part(token)]
    names = [each[0] if each else "" for each in known]
    english = (" ".join(names), " ".join(reversed(names)), *(name for each in known for name in each))
    evidence = f"a Japanese name, read {english[0]}"
    private = len(names) == 2 or len(tokens) > len(names)
    function = "person-name" if private else "public-figure"
    return Found(
        tokens[0].start, tokens[-1].end, Kind.PERSON, "persons", 0.8, evidence, function, Label.ADAPTABLE, english
    )
