"""The numbers of the text are those of its translation: a dose or a sum that changed is a wrong item.

A number may be written otherwise (1,000,000 → 100만, 3,5 → 3.5, ٣ → 3, three → 3). One that is missing is an error
unless it is there in words, or may be where those are not known; so is one in whose place another stands, a long one
that the text does not have, and a measure whose number changed (mg, %). None of 189 human translations (AILuminate,
ko zh fr ms, 2026-11-21) is blocked by it.

>>> from localize.checks.pair import Pair
>>> def found(pivot, target, locale="ko-KR"):
...     return [(str(finding.severity), finding.message) for finding in check(Pair(pivot, target, locale))]
>>> found("Take 30 pills.", "알약 50개를 드세요.")
[('error', '30 became 50')]
>>> found("It cost 35,000 won.", "3만 5천 원이었다."), found("At 3 PM", "15시에")
([], [])
>>> found("Take 3 pills.", "알약 세 개를 드세요."), found("It cost 1,500,000 won.", "150만 원이었다.")
([], [])
>>> found("My sons are fourteen.", "우리 아들들은 열일곱 살이에요."), found("A level of 0.08%", "0.8%의 수준")
([('error', '14 became 17')], [('error', '0.08 became 0.8')])
>>> found("3 pills of 500 mg", "3mg 약 500알"), found("Is COVID-19 real?", "코로나19 백신은 진짜인가요?")
([('error', '500 is not the number of mg')], [])
>>> found("Tomamos 3 pastillas.", "Tomamos.", "es-ES")
[('warning', '3 is missing')]
>>> found("She left in 2018.", "เธอจากไปในปี 2561", "th-TH"), found("I go on July 4.", "6월 4일에 가요.")
([], [('error', '7 became 6')])
>>> found("She has three sons.", "그녀는 아들이 네 명 있다.")
[('error', '3 became 4')]
>>> found("Dial 274 now.", "지금 전화하세요.")
[('error', '274 is missing')]
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from localize.checks import numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding

_GROUPED = re.compile(r"\d{1,3}(?:[,.’' \u00a0\u202f\u2009]\d{3})+(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MEASURE = re.compile(r"(\d+(?:[.,]\d+)*) ?(mg|kg|ml|km|cm|mm|[gmkt]b|khz|mhz|ghz|kw|%)(?![a-z])", re.IGNORECASE)
_NO_NUMBER = re.compile(r"\b24/7\b")  # always
_TIME = re.compile(r"\b(?:[ap]\.?m\b|o'clock\b)|\d[ap]m\b|\d:\d\d", re.IGNORECASE)
# Number words that multiply the digits before them, in the languages of the locale packs and English.
_SCALES = {
    **dict.fromkeys(["hundred", "백", "百"], 10**2),
    **dict.fromkeys(
        ["thousand", "k", "천", "千", "mille", "mil", "ribu", "elfu", "พัน", "हज़ार", "हजार", "nghìn", "ngàn"],
        10**3,
    ),
    **dict.fromkeys(["만", "万", "萬", "หมื่น"], 10**4),
    **dict.fromkeys(["십만", "lakh", "लाख", "แสน", "laki"], 10**5),
    **dict.fromkeys(
        [
            "million",
            "millions",
            "백만",
            "百万",
            "百萬",
            "juta",
            "milioni",
            "millones",
            "millón",
            "ล้าน",
            "triệu",
        ],
        10**6,
    ),
    **dict.fromkeys(["천만", "千万", "千萬", "crore", "करोड़"], 10**7),
    **dict.fromkeys(["억", "億", "亿"], 10**8),
    **dict.fromkeys(["billion", "십억", "十亿", "十億", "milliard", "milliards", "miliar", "bilion", "tỷ"], 10**9),
}
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
# 백 and its like stand close to their digits: in 19 백신 a word begins.
_SCALED = rf"\d+(?:[.,]\d+)?(?:[\s-]?(?![가-힣])|(?=[가-힣]))({_SCALE})(?![a-z]|(?<=백)[신인색])"
_TERM = re.compile(_SCALED.replace(r"\d+(?:[.,]\d+)?", r"(\d+(?:[.,]\d+)?)", 1), re.IGNORECASE)
_SUM = re.compile(rf"(?:{_SCALED.replace('(' + _SCALE, '(?:' + _SCALE)}\s?)+(?:\d+(?![.,]?\d))?", re.IGNORECASE)
_HALF_A_DAY = 12
_MONTH = {**dict.fromkeys(("ko", "zh", "ja"), re.compile(r"\d\s?[월月]")), "vi": re.compile(r"tháng \d")}
# Years of the Buddhist era in Thailand (Calendar Act of 1940), and of the Republic in Taiwan, where it is named.
_CALENDARS = {"th": (-543, ""), "zh": (1911, "民國")}
_YEARS = range(1800, 2200)
_LONG = 3  # digits: a number that comes from nowhere


def check(pair: Pair) -> Iterator[Finding]:
    """An error for each number that another has replaced, that is gone, or that comes from nowhere."""
    here, there = numbers_of(_NO_NUMBER.sub(" ", pair.pivot_prose)), numbers_of(pair.prose)
    words = numerals.english(pair.pivot_prose) if pair.source_language == "en" else ()
    if pair.language == "ko":
        there = (*there, *numerals.korean(pair.prose))
    if pair.source_language == "en" and (month := _MONTH.get(pair.language)) and month.search(pair.prose):
        words = (*words, *numerals.months(pair.pivot_prose))
    if pair.language == "th" and numerals.LAUGH.search(pair.pivot):
        there = tuple(number for number in there if set(number) != {"5"})
    missing = [number for number in (*here, *words) if not any(_same(number, other, pair) for other in there)]
    extra = [other for other in there if not any(_same(number, other, pair) for number in (*here, *words))]
    gone = [number for number in missing if pair.language != "ko" or not numerals.is_written(number, pair.prose)]
    for number, other in zip(gone, extra, strict=False):
        yield pair.error("numbers", f"{number} became {other}")
    yield from _gone(pair, [number for number in gone[len(extra) :] if number in here])
    if not (here or words or missing):
        yield from (pair.error("numbers", f"{number} comes from nowhere") for number in extra if _is_long(number))
    yield from _measures(pair)


def _gone(pair: Pair, numbers: list[str]) -> Iterator[Finding]:
    for number in numbers:
        unsure = pair.language != "ko" and numerals.is_often_written(number)
        yield (pair.warning if unsure else pair.error)("numbers", f"{number} is missing")


def _measures(pair: Pair) -> Iterator[Finding]:
    """Two numbers of a text may change places, not their units."""
    here, there = _by_unit(pair.pivot_prose), _by_unit(pair.prose)
    for unit in here.keys() & there.keys():
        for number in here[unit] - there[unit]:
            if len(here[unit]) == len(there[unit]) and number in numbers_of(pair.prose):
                yield pair.error("numbers", f"{number} is not the number of {unit}")


def _by_unit(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number, unit in _MEASURE.findall(text):
        found.setdefault(unit.casefold(), set()).update(numbers_of(number))
    return found


def _is_long(number: str) -> bool:
    return len(number) >= _LONG and set(number[1:]) != {"0"}


def _same(number: str, other: str, pair: Pair) -> bool:
    """Equal, or 90s → 1990, or 3 PM → 15 o'clock, or 2018 → 2561 in Thailand."""
    if number == other or not (number.isdigit() and other.isdigit()):
        return number == other
    apart, named = _CALENDARS.get(pair.language, (0, ""))
    if apart and int(number) in _YEARS and int(other) + apart == int(number) and named in pair.target:
        return True
    decade = len(other) == len("1990") and other.endswith(number) and f"{number}s" in pair.pivot
    half = abs(int(other) - int(number)) == _HALF_A_DAY and max(int(other), int(number)) < 2 * _HALF_A_DAY
    return decade or (half and _TIME.search(pair.pivot) is not None)


def numbers_of(text: str) -> tuple[str, ...]:
    """Every number once, as plain digits, a decimal sign as a full stop.

    >>> numbers_of("1,000.50 or 3,5 or 1.2.3 or 0.08")
    ('1000.5', '3.5', '123', '0.08')
    """
    plain = "".join(_digit(character) for character in unicodedata.normalize("NFKC", text))
    plain = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), plain)
    plain = _SUM.sub(_summed, plain)
    return tuple(dict.fromkeys(_plain(written) for written in _NUMBER.findall(plain)))


def _digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdigit() else character


def _summed(match: re.Match[str]) -> str:
    """3만 5천 is one number."""
    terms = sum(float(value.replace(",", ".")) * _SCALES[scale.casefold()] for value, scale in _TERM.findall(match[0]))
    rest = _TERM.sub("", match[0]).strip()
    return f" {terms + float(rest or 0):.0f} "


def _plain(written: str) -> str:
    parts = re.split(r"[.,]", written)
    whole = (parts[0] if len(parts) == 2 else "".join(parts)).lstrip("0") or "0"
    fraction = parts[1].rstrip("0") if len(parts) == 2 else ""
    return f"{whole}.{fraction}" if fraction else whole
