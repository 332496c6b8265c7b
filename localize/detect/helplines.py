"""Help lines by the form of their names (相談窓口の名称), beyond those the lexicon names.

What: a name that ends in ホットライン, ダイヤル, 110番, ヘルプライン, SOS and the like (子供SOSダイヤル).
What not: the bare words, a 相談窓口 of nobody in particular, an act of telephoning.
Missing one can hurt somebody: this leans to recall.

>>> hits(find, "まず24時間子供SOSダイヤルか女性の権利ホットラインへ。ダイヤルを回す。")
['24時間子供SOSダイヤル', '女性の権利ホットライン']
>>> english_hits(find_english, "Call the Children's SOS Dial or the Yorisoi Hotline.")
["Children's SOS Dial", 'Yorisoi Hotline']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.detect.found import Found, Passage, english_hits, hits
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["english_hits", "find", "find_english", "hits"]

KEY = "helpline"
FUNCTION = "advice-line"
_NAME = "[一-龥々ァ-ヶーA-Za-z0-9・#♯&]"
_ENDINGS = (
    "ホットライン|ダイヤル|ヘルプライン|ヘルプデスク|テレホン(?:相談|サービス)?|110番|119番|電話相談(?:窓口|室|センター)?"
    "|でんわ相談|相談電話|相談専用電話|相談LINE|SNS相談|チャット相談|SOS"
)
_LINE = re.compile(rf"(?:{_NAME}{{1,12}}の)?{_NAME}{{1,16}}(?:{_ENDINGS})")
# Words at which the name of a line, said in lower case, does not begin.
_NO_PART = (
    "a|an|the|this|that|its|your|their|our|any|every|some|to|at|on|in|of|for|from|by|via|with|and|or|but|is|are|as|like"
    "|such|call|calling|contact|contacting|dial|try|use|using|phone|ring|reach|through|consult|there|it|you|we|has|have"
)
_ENGLISH = re.compile(
    r"(?:(?<!\w)[A-Z0-9#][\w'’&./-]{0,30}\s){1,6}(?:[Hh]otline|[Hh]elpline|[Dd]ial|[Ll]ine|[Pp]hone [Cc]onsultation)\b"
    rf"|\b(?:(?!(?:{_NO_PART})\s)[\w'’-]{{1,30}}\s){{0,5}}"
    r"(?:(?:hot|help)line|(?:advice|crisis|support) line|consultation (?:line|service))s?\b"
)


def find(passage: Passage) -> Iterator[Found]:
    """Named lines on the Japanese side."""
    for match in _LINE.finditer(passage.text):
        evidence = "named as a help line is"
        english = ("hotline", "helpline", "advice line", "consultation line", "telephone consultation")
        yield Found(
            match.start(),
            match.end(),
            Kind.EMERGENCY_CONTACT,
            "helplines",
            0.85,
            evidence,
            FUNCTION,
            Label.ADAPTABLE,
            english,
            (KEY,),
        )


def find_english(text: str) -> Iterator[Found]:
    """Named lines on the English side; they count only beside a partner."""
    for match in _ENGLISH.finditer(text):
        evidence = "named as a help line is"
        yield Found(
            match.start(),
            match.end(),
            Kind.EMERGENCY_CONTACT,
            "helplines",
            0.6,
            evidence,
            FUNCTION,
            Label.ADAPTABLE,
            (),
            (KEY,),
            weak=True,
        )
