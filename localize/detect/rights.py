"""Ages and periods that Japanese law sets (年齢・期限): they differ elsewhere though the words are plain.

What: 18歳, 20歳 and 二十歳 beside voting, majority, drinking, smoking, gambling; 未成年 beside drinking and smoking.
What not: an age in a story. Sources: Civil Code art. 4 (majority at 18 since 2022-04-01); Act on Prohibition of
Drinking / Smoking by Persons under Twenty (1922, 1900); Public Offices Election Act art. 9 (voting at 18).

>>> hits(find, "20歳未満の飲酒は違法ですか。二十歳の弟は走るのが速い。")
['20歳']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.detect.found import Found, Passage, hits
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find", "hits"]

_TWENTY = re.compile("(?<![0-9])20[歳才]|(?<![百十])二十[歳才]|二〇歳|ハタチ|はたち|未成年者?")
_RULES = (
    (_TWENTY, re.compile("飲酒|お?酒"), "legal-age-drinking"),
    (_TWENTY, re.compile("たばこ|タバコ|煙草|喫煙"), "legal-age-smoking"),
    (_TWENTY, re.compile("パチンコ|競馬|馬券"), "legal-age-gambling"),
    (
        re.compile("(?<![0-9])18[歳才]|十八[歳才]"),
        re.compile("成人|成年|選挙|投票|有権者|風俗|契約"),
        "age-of-majority",
    ),
    (re.compile("(?<![0-9])16[歳才]|十六[歳才]"), re.compile("性的?同意|性交|原付|婚姻|結婚"), "age-of-consent"),
)
_SENTENCE = re.compile("[^。！？!?\n]+")


def find(passage: Passage) -> Iterator[Found]:
    """Ages on the Japanese side that a law gives its meaning, by what else their sentence speaks of."""
    for sentence in _SENTENCE.finditer(passage.text):
        for age, matter, function in _RULES:
            beside = (
                matter.search(passage.text, *sentence.span()) if age.search(passage.text, *sentence.span()) else None
            )
            if beside is None:
                continue
            evidence = f"an age the law sets ({beside[0]})"
            for match in age.finditer(passage.text, *sentence.span()):
                number = re.sub("[^0-9]", "", match[0]) or {"十八": "18", "十六": "16"}.get(match[0][:2], "20")
                yield Found(
                    match.start(),
                    match.end(),
                    Kind.LAW_NORM,
                    "rights",
                    0.7,
                    evidence,
                    function,
                    Label.UNIVERSAL,
                    (number,),
                )
