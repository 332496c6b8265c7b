"""Numbers written in words: English ones in the text, Korean ones in its translation.

Only what cannot be read otherwise counts: 열두 and 스무 are numbers, 열 may open and 이 may be this.

>>> english("My fourteen cats, twenty-five dogs and two hundred birds, a dozen of them blue")
('14', '25', '12')
>>> korean("열두 살과 스물다섯 살, 문을 열고"), is_written("3", "개 세 마리"), is_written("75", "아스피린")
(('12', '25'), True, False)
"""

from __future__ import annotations

import re

_UNITS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {
    **_UNITS,
    **{word: 10 + at for at, word in enumerate(_TEENS)},
    **{word: 20 + 10 * at for at, word in enumerate(_TENS)},
    "dozen": 12,
}
_ENGLISH = re.compile(
    rf"\b(?:({'|'.join(_TENS)})[- ])?({'|'.join(_VALUES)})\b"
    r"(?![- ](?:hundred|thousand|million|billion|dozen|and a half))",
    re.IGNORECASE,
)

# Native numerals, alone and before a counter; then the Sino-Korean digit. National Institute of Korean Language.
_KOREAN_UNITS = ("하나|한", "둘|두", "셋|세|석", "넷|네|넉", "다섯|닷", "여섯|엿", "일곱", "여덟", "아홉")
_KOREAN_TENS = ("열", "스물|스무", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_SINO = "일이삼사오육칠팔구"
_SINO_IN_WORDS = "일이사오구"  # syllables that many words begin with
_COUNTED = "(?:년|월|개월|층|학년|차|단계|인|주일|배|등|위|분의|중|급)"
_OTHER_WORDS = {
    1: "첫|매|각",
    2: "이틀|쌍|양|반|절반|부부",
    3: "사흘|서너",
    4: "나흘|너",
    6: "반년",
    12: "한 해|일 년",
    24: "하루",
}
_KOREAN_TEN = "|".join(f"(?P<t{at}>{words})" for at, words in enumerate(_KOREAN_TENS, 1))
_KOREAN_UNIT = "|".join(f"(?P<u{at}>{words})" for at, words in enumerate(_KOREAN_UNITS, 1))
_KOREAN = re.compile(rf"(?<![가-힣])(?:{_KOREAN_TEN})(?:{_KOREAN_UNIT})?(?=\s|[가-힣])")
# Before a counter these are numbers and nothing else; one may be an article.
_COUNTED_FEW = re.compile(
    "(?<![가-힣])(?:(?P<u2>두)|(?P<u3>세)|(?P<u4>네)|(?P<u5>다섯)|(?P<u6>여섯)|(?P<u7>일곱)|(?P<u8>여덟)|(?P<u9>아홉))"
    " (?:명|마리|사람|개|살|시간|가지|대|권|잔|달|채|켤레|그루|송이)(?![가-힣]{2})"
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# May and March are words too: months beside a day, a year or another word of time.
_ENGLISH_MONTH = re.compile(
    rf"\b(?:({'|'.join(name for name in _MONTHS if name not in {'may', 'march'})})\b"
    r"|(may|march)\b,? (?=\d)|(?<=\d )(may|march)\b)",
    re.IGNORECASE,
)
LAUGH = re.compile(r"\b(?:lo+l|lmao|rofl|ha(?:ha)+|hehe)\w*|[😂🤣😆😹]", re.IGNORECASE)  # written 555 in Thai
_ROUND = {"100": "백", "1000": "천", "10000": "만"}


def english(text: str) -> tuple[str, ...]:
    """The numbers from 2 to 99 that an English text has in words, as digits; those before "hundred" are left out."""
    return tuple(
        str((_VALUES[match[1].lower()] if match[1] else 0) + _VALUES[match[2].lower()])
        for match in _ENGLISH.finditer(text)
    )


def in_english(number: int) -> str:
    """The words of a number from 2 to 99, else its digits.

    >>> in_english(6), in_english(20), in_english(65), in_english(120)
    ('six', 'twenty', 'sixty-five', '120')
    """
    tens, unit = number - number % 10, number % 10
    words = {value: word for word, value in _VALUES.items() if word != "dozen"}
    if number in words:
        return words[number]
    return f"{words[tens]}-{words.get(unit, 'one')}" if tens in words else str(number)


def korean(text: str) -> tuple[str, ...]:
    """The native Korean numbers from 11 to 99, and smaller ones before a counter, as digits; 열 alone is left out."""
    found = (_value(match) for match in _KOREAN.finditer(text))
    few = (_value(match) for match in _COUNTED_FEW.finditer(text))
    return (*(str(number) for number in found if number > 10), *map(str, few))


def months(text: str) -> tuple[str, ...]:
    """The months that an English text names, as the numbers that other languages call them by.

    >>> months("On July 4 or 3 May, what may happen in March?")
    ('7', '5')
    """
    found = (next(filter(None, match.groups())).lower() for match in _ENGLISH_MONTH.finditer(text))
    return tuple(str(_MONTHS.index(name) + 1) for name in found)


def is_written(number: str, text: str) -> bool:
    """Whether a Korean text has the number in words."""
    if number in _ROUND:
        return _ROUND[number] in text
    return number.isdigit() and re.search(_written(int(number)), text) is not None


def is_often_written(number: str) -> bool:
    """Whether people rather write the number in words: up to 12, and round ones."""
    return number.isdigit() and (int(number) <= 12 or int(number) % 10 == 0)


def _written(number: int) -> str:
    """Up to 99, as a pattern; nothing matches for more."""
    if not 0 < number < 100:
        return "(?!)"
    ten, unit = divmod(number, 10)
    native = (f"(?:{_KOREAN_TENS[ten - 1]})" if ten else "") + (f"(?:{_KOREAN_UNITS[unit - 1]})" if unit else "")
    sino = (_SINO[ten - 1] * (ten > 1) + "십" if ten else "") + (_SINO[unit - 1] if unit else "")
    if not ten and sino in _SINO_IN_WORDS:
        sino += _COUNTED
    return rf"(?<![가-힣])(?:{native}|{_OTHER_WORDS.get(number, native)})|(?<![가-힣]){sino}"


def _value(match: re.Match[str]) -> int:
    parts = [(name[0], int(name[1:])) for name, found in match.groupdict().items() if found]
    return sum(10 * digit if kind == "t" else digit for kind, digit in parts)
