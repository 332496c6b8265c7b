"""Places in Japan (地名), told from places abroad.

What: Sudachi's place names written with kanji or hiragana, with the suffix that belongs to them (新宿駅, 横浜市), and
addresses (丁目, 番地, 〒). What not: countries and their people, places abroad, whether in katakana (ニューヨーク) or,
by the list below, in kanji (北京). Place names are also surnames: 福島さん is left to `persons`.

>>> hits(find, "新宿駅からニューヨークと北京へ、世田谷区三軒茶屋2丁目")
['新宿駅', '世田谷区三軒茶屋', '2丁目']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.detect.found import Found, Passage, hits
from localize.detect.names import words
from localize.detect.persons import HONORIFICS
from localize.detect.readings import readings
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.detect.tokens import Token

__all__ = ["find", "hits"]

_SUFFIXES = frozenset(
    [
        "県",
        "市",
        "区",
        "町",
        "村",
        "郡",
        "駅",
        "府",
        "都",
        "道",
        "島",
        "山",
        "川",
        "港",
        "空港",
        "通り",
        "地方",
        "地区",
        "湾",
        "半島",
        "城",
        "高原",
    ]
)
_PLACE_ENDINGS = (
    "駅",
    "空港",
    "公園",
    "神社",
    "神宮",
    "大社",
    "温泉",
    "海岸",
    "動物園",
    "遊園地",
    "商店街",
    "刑務所",
    "大橋",
)
_ENGLISH_SUFFIX = {
    "県": "prefecture", "府": "prefecture", "市": "city", "区": "ward", "駅": "station", "町": "town", "村": "village",
    "空港": "airport", "島": "island", "山": "mount", "川": "river", "城": "castle", "湾": "bay",
}  # fmt: skip
ABROAD = words("place_abroad")
_ABROAD_FIRST = tuple(name for name in ABROAD if len(name) > 1)  # 広州市, 済州島
_ADDRESS = re.compile(
    r"〒\s?\d{3}-?\d{4}|[0-9一二三四五六七八九十]{1,3}丁目(?:[0-9]{1,3}(?:番地?|-)[0-9]{0,3}(?:号|-[0-9]+)?)?"
)
_KANJI_OR_HIRAGANA = re.compile("[一-龥々ぁ-ゖ]")


def find(passage: Passage) -> Iterator[Found]:
    """Places on the Japanese side."""
    tokens = passage.tokens
    for at in passage.proper_nouns:
        token = tokens[at]
        if _is_place(token) and _in_japan(token) and not _is_person(tokens, at):
            suffix = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].surface in _SUFFIXES else None
            yield _found(token, suffix)
    for match in _ADDRESS.finditer(passage.text):
        yield Found(match.start(), match.end(), Kind.PLACE, "places", 0.85, "a Japanese address", "postal-address")


def _is_place(token: Token) -> bool:
    """Place names, and proper nouns that say they are one: 新宿駅, 靖国神社."""
    return token.pos[2] == "地名" or (token.pos[1:3] == ("固有名詞", "一般") and token.surface.endswith(_PLACE_ENDINGS))


def _in_japan(token: Token) -> bool:
    """Countries are `universal` by themselves; Japan itself is what the whole set is about."""
    if token.pos[3] == "国" or token.surface.startswith(_ABROAD_FIRST) or len(token.surface) < 2:
        return False
    return bool(_KANJI_OR_HIRAGANA.search(token.surface))


def _is_person(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].surface in HONORIFICS


def _found(token: Token, suffix: Token | None) -> Found:
    english = list(readings(token.surface, token.reading))
    name = english[0] if english else token.surface
    end = suffix.end if suffix else token.end
    if suffix and suffix.surface in _ENGLISH_SUFFIX:
        english.insert(0, f"{name} {_ENGLISH_SUFFIX[suffix.surface]}")
    evidence = f"a place in Japan, read {name}"
    return Found(token.start, end, Kind.PLACE, "places", 0.85, evidence, "place-name", Label.ADAPTABLE, tuple(english))
