"""Statutes and their articles (法令), beyond those the lexicon names.

What: …防止法, …に関する法律, 条例 of a named place, 刑法第246条, 第9条 after a law's name, its treaties (日米地位協定).
What not: 方法, 文法, 違法, 国際法 and other words that only end in 法; constitutions and laws of other countries named
as such.
Source of the endings: the titles in the e-Gov law register (法令検索), whose short names end so.

>>> hits(find, "民法第709条と迷惑防止条例、個人情報保護法、日米地位協定。方法や違法性は別です。")
['民法第709条', '迷惑防止条例', '個人情報保護法', '日米地位協定']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.detect.found import Found, Passage, hits
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find", "hits"]

_SUBJECT = "[一-龥々ァ-ヶーA-Za-z・]"
_ENDINGS = (
    "防止|規制|禁止|保護|基本|取締|取締り|対策|促進|支援|保険|基準|契約|管理|救済|処罰|確保|推進|振興|福祉|補償|登録|手続|"
    "訴訟|解消|整備|適正化|補助|資金|事業|職業|貸金業|金融商品取引|建築|道路交通|労働|雇用|消費者|出資|利息制限|表示|医療|"
    "銃刀|軽犯罪|児童|少年|学校教育|公職選挙|著作権|特許|商標|不正競争|独占禁止|特定商取引|資金決済|外為|入管|旅館業|食品衛生|薬機"
)
_LAW = re.compile(
    rf"(?:民|刑|商|会社|労働組合|民事訴訟|刑事訴訟|行政手続)法(?:第?[0-9〇一二三四五六七八九十百]+条(?:の[0-9一二三四五六七八九十]+)?)"
    rf"|{_SUBJECT}{{0,16}}?(?:{_ENDINGS})法(?![律人廷案学則定的度師])(?:第?[0-9〇一二三四五六七八九十百]+条(?:の[0-9一二三四五六七八九十]+)?)?"
    r"|日[米英中韓朝魯露ソ独仏清][一-龥々]{2,10}(?:条約|協定|宣言|声明)"
    rf"|{_SUBJECT}{{2,20}}(?:に関する法律|等に関する法律)|{_SUBJECT}{{2,12}}条例"
)
_FOREIGN = re.compile("国際|米国|アメリカ|英国|ドイツ|フランス|EU|欧州|ローマ|中国|韓国")


def find(passage: Passage) -> Iterator[Found]:
    """Statutes on the Japanese side."""
    for match in _LAW.finditer(passage.text):
        if not _FOREIGN.match(match[0]):
            yield Found(
                match.start(),
                match.end(),
                Kind.LAW_NORM,
                "laws",
                0.8,
                "the form of a statute's name",
                "statute",
                Label.ADAPTABLE,
            )
