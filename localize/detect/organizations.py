"""Bodies and companies (組織) by the form of their names, beyond those the lexicon names.

What: a Japanese place or name followed by what it is (横浜市役所, 大阪府警, 埼玉県教育委員会, 東京地裁, 京都大学), and
proper nouns of the dictionary that mix kanji with such an ending (三菱UFJ銀行). What not: plain institutions (市役所,
病院, 銀行), foreign bodies (国連, ハーバード大学).

>>> hits(find, "横浜市役所と三菱UFJ銀行、ハーバード大学と市役所")
['横浜市役所', '三菱UFJ銀行']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.detect.found import Found, Passage, hits
from localize.detect.places import ABROAD
from localize.detect.romanise import romanise
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.detect.tokens import Token

__all__ = ["find", "hits"]

_ENDINGS = re.compile(
    "(?:県|府|都|道|市|区|町|村)?(?:役所|役場|警察署|県警|府警|警察|警|地裁|高裁|簡裁|家裁|地方裁判所|高等裁判所|教育委員会|大学|大|高校|高等学校|"
    "銀行|信用金庫|信金|新聞|新聞社|放送|テレビ|電力|ガス|鉄道|電鉄|生命|損保|証券|製薬|自動車|建設|物産|商事|不動産|百貨店|病院|医療センター|"
    "刑務所|拘置所|税務署|労働局|法務局|検察庁|地検|商工会議所|消防署|消防局|議会|県庁|府庁|都庁|道庁|市長|知事|町長|村長|区長)"
)
_ROLES = (
    (("警察署", "県警", "府警", "警察", "警"), "regional-police"),
    (("役所", "役場", "県庁", "府庁", "都庁", "道庁"), "local-government-office"),
    (("教育委員会",), "board-of-education"),
    (("労働局",), "labor-bureau"),
    (("法務局",), "legal-affairs-bureau"),
    (("検察庁", "地検"), "public-prosecutors-office"),
    (("刑務所", "拘置所"), "detention-prison"),
    (("知事",), "regional-governor"),
    (("市長", "町長", "村長", "区長"), "city-mayor"),
    (("銀行",), "major-bank"),
    (("新聞", "新聞社"), "regional-or-party-newspaper"),
    (("放送", "テレビ"), "commercial-tv-station"),
    (("鉄道", "電鉄"), "private-railway"),
    (("電力",), "power-utility"),
    (("ガス",), "gas-utility"),
    (("証券",), "securities-firm"),
    (("生命",), "life-insurer"),
    (("損保",), "non-life-insurer"),
    (("自動車",), "car-maker"),
    (("百貨店",), "department-store"),
)
"""What a body of such a name does, where the ending tells; courts and tax offices are left out, being of a place."""
_KANJI = re.compile("[一-龥々]")
_WHOLE = ("銀行", "大学", "新聞", "放送", "電力", "証券")  # a proper noun of the dictionary that ends so is a body
_ABROAD_FIRST = tuple(name for name in ABROAD if len(name) > 1)  # 北京大学
_REACH = 3


def find(passage: Passage) -> Iterator[Found]:
    """Bodies on the Japanese side."""
    for at, token in enumerate(passage.tokens):
        if token.pos[1] != "固有名詞" or token.pos[3] == "国" or token.surface in ABROAD:
            continue
        if not _KANJI.search(token.surface) or token.surface.startswith(_ABROAD_FIRST):
            continue
        end = _end_of_body(passage, at)
        if end:
            yield _found(token, end, passage.text[token.start : end])


def _end_of_body(passage: Passage, at: int) -> int | None:
    """Where the body's name ends that begins with word `at`, or None if none does."""
    token = passage.tokens[at]
    if token.pos[2] == "一般" and token.surface.endswith(_WHOLE):
        return token.end if _KANJI.search(token.surface[:-2]) else None
    if token.pos[2] not in ("地名", "一般"):
        return None
    ending = _ENDINGS.match(passage.text, token.end)
    reach = passage.tokens[min(at + _REACH, len(passage.tokens) - 1)].end
    edges = {each.end for each in passage.tokens[at + 1 : at + 1 + _REACH]}
    return ending.end() if ending and ending.end() <= reach and ending.end() in edges else None


def _role(written: str) -> str:
    return next((role for endings, role in _ROLES if written.endswith(endings)), "local-body")


def _found(token: Token, end: int, written: str) -> Found:
    name = romanise(token.reading)
    return Found(
        token.start,
        end,
        Kind.ORGANIZATION,
        "organizations",
        0.8,
        f"a Japanese body, {name} …",
        _role(written),
        Label.ADAPTABLE,
        (name,),
    )
