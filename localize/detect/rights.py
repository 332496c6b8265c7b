"""Ages and periods that Japanese law sets (年齢・期限): they differ elsewhere though the words are plain.

What: 18歳, 20歳 and 二十歳 beside voting, majority, drinking, smoking, gambling; 未成年 beside drinking and smoking; an
age bounded (六歳未満, 65歳から) beside what laws give or forbid; a period within which something is to be declared,
paid or claimed (14日以内に届け出る). What not: an age in a story, a period of anything else.
Sources: Civil Code art. 4 (majority at 18 since 2022-04-01); Act on Prohibition of Drinking / Smoking by Persons under
Twenty (1922, 1900); Public Offices Election Act art. 9 (voting at 18).

>>> hits(find, "20歳の飲酒は違法ですか。二十歳の弟は走るのが速い。")
['20歳']
>>> hits(find, "六歳未満はチャイルドシートが義務です。14日以内に届け出ます。3日以内に返事をくれた。5歳から習う。")
['六歳未満', '14日以内']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.checks.numerals import in_english
from localize.detect.found import Found, Passage, hits
from localize.detect.numerals import NUMERAL, value
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find", "hits"]

_UNITS = {"日": "day", "週間": "week", "月": "month", "年": "year"}
_TWENTY = re.compile("(?<![0-9])20[歳才]|(?<![百十])二十[歳才]|二〇歳|ハタチ|はたち|未成年者?")
_BOUNDED = re.compile(rf"{NUMERAL}[歳才](?:未満|以上|以下|までに?|から|以降|になる)")
_GIVEN = re.compile(
    "義務|禁止|違法|違反|法律|法で|条例|対象|支給|受給|年金|給付|手当|負担|免許|取得でき|資格|保険|控除|税|チャイルドシート|シートベルト"
    "|ヘルメット|定年|雇用|選挙|投票|契約|同意|医療費|無料化|入会|入店|利用でき|労働|働かせ|深夜|飲酒|喫煙"
)
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
    (_BOUNDED, _GIVEN, "statutory-age"),
)
# Most texts have neither: one look at the whole of it saves a look at each sentence for each rule.
_AGE = re.compile("[歳才]|はたち|ハタチ|未成年")
_PERIOD = re.compile("以内|時効|まで|うちに|間に|前に")
_WITHIN = re.compile(
    rf"{NUMERAL}(?:日|週間|[かヶケカヵ]月|年)(?:以内|間?の(?:うち|間)に?|まで|で時効)|(?<![0-9]){NUMERAL}(?:日|週間)(?=前(?:まで)?に[^。]{{0,12}}(?:予告|届))"
)
_DECLARED = re.compile(
    "届け出|届出|届け?を|提出|申請|申告|請求|時効|納付|納め|登録|転入|転出|クーリング|解除|返納|失業|申し?立て|異議|控訴|抗告|予告|放棄|手続"
)
_SENTENCE = re.compile("[^。！？!?\n]+")


def find(passage: Passage) -> Iterator[Found]:
    """Ages and periods on the Japanese side that a law gives their meaning, by what else their sentence speaks of."""
    ages, periods = _AGE.search(passage.text), _PERIOD.search(passage.text)
    for sentence in _SENTENCE.finditer(passage.text) if ages or periods else ():
        for age, matter, function in _RULES if ages else ():
            yield from _beside(passage.text, sentence.span(), age, matter, function)
        if periods:
            yield from _beside(passage.text, sentence.span(), _WITHIN, _DECLARED, "statutory-period")


def _beside(
    text: str, sentence: tuple[int, int], limit: re.Pattern[str], matter: re.Pattern[str], function: str
) -> Iterator[Found]:
    matches = list(limit.finditer(text, *sentence))
    beside = matter.search(text, *sentence) if matches else None
    for match in matches if beside else ():
        what = "a period" if limit is _WITHIN else "an age"
        evidence = f"{what} the law sets ({beside[0] if beside else ''})"
        kind, pull = Kind.LAW_NORM, Label.UNIVERSAL
        english = _in_english(match[0])
        yield Found(match.start(), match.end(), kind, "rights", 0.7, evidence, function, pull, english)


def _in_english(written: str) -> tuple[str, ...]:
    """How the English may say it: digits, or words that are no other number's."""
    numeral = re.match(NUMERAL, written)
    number = value(numeral[0]) if numeral else 20
    if number is None:
        return ()
    word, unit = in_english(number), next((unit for mark, unit in _UNITS.items() if mark in written), "")
    if unit:
        return (f"{number} {unit}s", f"{word} {unit}s", f"{number} {unit}", f"{word} {unit}", f"{number}-{unit}")
    ways = ("under the age of {}", "under {}", "over {}", "{} or over", "{} or older", "age of {}", "aged {}", "age {}")
    named = [way.format(each) for way in ways for each in (number, word)]
    return (*named, f"{word} years", f"turn {word}", f"turn {number}", str(number))
