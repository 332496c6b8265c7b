"""Words talked about as words (言葉についての言及): endings, pronouns, set phrases, readings.

What: an ending written with its wave (「〜だわ」), a short form in brackets beside a word for forms of language
(一人称が「俺」, 「了解」という言い方). What not: brackets around speech, titles and thoughts; a range (3〜5人).
Such a span says something only in Japanese, whatever it means.

>>> hits(find, "一人称が「俺」の妹に「〜かしら」と言わせたい。「明日は行けない」と彼は言った。3〜5人で。")
['〜かしら', '俺']
>>> hits(find, "「ご査収」という言い方、縦読みで「ありがとう」、「危険」と書かれた看板。")
['ご査収', 'ありがとう']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.detect.found import Found, Passage, hits
from localize.detect.romanise import romanise
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find", "hits"]

_FORM = "[ぁ-ゖァ-ヶー一-龥々]{1,8}"
_BEFORE = (
    "一人称|二人称|語尾|敬称|敬語|方言|漢字|読み方?|縦読み|回文|早口言葉|語呂合わせ|ダジャレ|駄洒落|だじゃれ|口癖|決まり文句"
    "|枕詞|季語|尊敬語|謙譲語|丁寧語|若者言葉|女言葉|男言葉|幼児語|略語|隠語|当て字|しりとり|関西弁|呼び名"
)
_AFTER = (
    "言い方|言い回し|言葉遣い|語尾|一人称|二人称|敬称|漢字|という字|って字|読み方|発音|呼び方|縦読み|ダジャレ|しゃれ|略語|隠語"
    "|口癖|挨拶|あいさつ|枕詞|方言|呼び捨て|当て字|語呂|読ませる|と読む|と読み|つけで呼|付けで呼"
)
_ENDING = re.compile(
    r"(?<=「)[〜～~][ぁ-ゖァ-ヶー]{1,8}(?=」)|(?<![0-9一-龥ァ-ヶー])[〜～][ぁ-ゖ]{2,6}(?=とか|みたい|って|と言)"
)
_NAMED_BEFORE = re.compile(rf"(?:{_BEFORE})(?:で|が|は|を|に|の|として|も)?「({_FORM})」")
_NAMED_AFTER = re.compile(rf"「({_FORM})」(?:という|って|みたいな|などの|の|と|なんて)?(?:{_AFTER})")


def find(passage: Passage) -> Iterator[Found]:
    """Mentions on the Japanese side."""
    for match in _ENDING.finditer(passage.text):
        yield _found(match.start(), match.end(), match[0], Label.ADAPTABLE)
    named = {match.span(1): match[1] for way in (_NAMED_BEFORE, _NAMED_AFTER) for match in way.finditer(passage.text)}
    for (start, end), form in sorted(named.items()):
        yield _found(start, end, form, Label.UNIVERSAL)


def _found(start: int, end: int, form: str, pull: Label) -> Found:
    evidence = "talked about as a word"
    romanised = romanise(form)
    named = (romanised,) if romanised else ()
    return Found(start, end, Kind.LANGUAGE_PLAY, "mentions", 0.7, evidence, None, pull, named, (), romanised)
