"""Bodies and companies (組織) by the form of their names, beyond those the lexicon names.

What: a Japanese place or name followed by what it is (横浜市役所, 大阪府警, 埼玉県教育委員会, 東京地裁, 京都大学),
proper nouns of the dictionary that mix kanji with such an ending (三菱UFJ銀行), and national bodies by the word they
begin with (日本臨床心理士会, 国立成育医療研究センター, 独立行政法人…機構). What not: plain institutions (市役所, 病院,
銀行), foreign bodies (国連, ハーバード大学).

>>> hits(find, "横浜市役所と三菱UFJ銀行、ハーバード大学と市役所、中央防災会議")
['中央防災会議', '横浜市役所', '三菱UFJ銀行']
>>> english_hits(find_english, "Ask the Central Disaster Management Council or the Board of Audit.")
['Central Disaster Management Council', 'Board of Audit']
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.detect.found import Found, Passage, english_hits, hits
from localize.detect.places import ABROAD
from localize.detect.romanise import romanise
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.detect.tokens import Token

__all__ = ["english_hits", "find", "find_english", "hits"]

_ENDINGS = re.compile(
    "(?:県|府|都|道|市|区|町|村)?(?:役所|役場|警察署|県警|府警|警察|警|地裁|高裁|簡裁|家裁|地方裁判所|高等裁判所|教育委員会|大学|大|高校|高等学校|"
    "銀行|信用金庫|信金|新聞|新聞社|放送|テレビ|電力|ガス|鉄道|電鉄|生命|損保|証券|製薬|自動車|建設|物産|商事|不動産|百貨店|病院|医療センター|"
    "刑務所|拘置所|税務署|労働局|法務局|検察庁|地検|商工会議所|消防署|消防局|議会|県庁|府庁|都庁|道庁|市長|知事|町長|村長|区長)"
)
_NATIONAL = re.compile(
    "(?:日本|全国|全日本|中央|国立|内閣|独立行政法人|国立研究開発法人|社会福祉法人|公益(?:財団|社団)法人|一般(?:財団|社団)法人|NPO法人|認定NPO法人)"
    "[一-龥々ァ-ヶーA-Za-z・]{1,16}?"
    "(?:機構|会議|審議会|委員会|協議会|連盟|連合会?|協会|学会|医師会|士会|センター|研究所|財団|基金|振興会|公社|事業団|組合|機関|本部|局|庁|病院|図書館"
    "|博物館|美術館|劇場)(?![一-龥々ァ-ヶー])"
)
_BODY = (
    "Agency|Association|Authority|Board|Bureau|Cent(?:er|re)|Commission|Committee|Conference|Corporation|Council|Court"
    "|Federation|Foundation|Institute|League|Museum|Office|Organi[sz]ation|Party|Secretariat|Service|Society|Union"
)
_NAMED = r"(?:[A-Z][\w'’&-]{0,30})"
_LINKED = rf"(?:(?:of|for|and|on|against)\s(?:the\s)?)?{_NAMED}"
_ENGLISH = re.compile(
    rf"(?<!\w)(?:{_NAMED}\s){{1,2}}(?:{_LINKED}\s){{0,6}}(?:{_BODY})\b(?:\s(?:of|for|on)\s(?:the\s)?{_NAMED}(?:\s{_LINKED}){{0,5}})?"
    rf"|(?<!\w)(?:{_BODY})\s(?:of|for|on)\s(?:the\s)?{_NAMED}(?:\s{_LINKED}){{0,5}}"
)
_KEY = "body"
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
    for match in _NATIONAL.finditer(passage.text):
        evidence = "a national body, by the form of its name"
        yield _body(match.start(), match.end(), evidence, 0.75)
    for at in passage.proper_nouns:
        token = passage.tokens[at]
        if token.pos[3] == "国" or token.surface in ABROAD:
            continue
        if not _KANJI.search(token.surface) or token.surface.startswith(_ABROAD_FIRST):
            continue
        end = _end_of_body(passage, at)
        if end:
            yield _found(token, end, passage.text[token.start : end])


def find_english(text: str) -> Iterator[Found]:
    """Bodies on the English side; they count only beside a partner."""
    for match in _ENGLISH.finditer(text):
        yield replace(_body(match.start(), match.end(), "named as a body is", 0.6), weak=True)


def _body(start: int, end: int, evidence: str, confidence: float) -> Found:
    kind, pull = Kind.ORGANIZATION, Label.ADAPTABLE
    return Found(start, end, kind, "organizations", confidence, evidence, "local-body", pull, (), (_KEY,))


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
    body = _body(token.start, end, f"a Japanese body, {name} …", 0.8)
    return replace(body, function=_role(written), english=(name,))
