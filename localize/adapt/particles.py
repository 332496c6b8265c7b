"""Korean particles (조사): which of two forms follows a word, by its final consonant (받침).

Digits and Latin letters count as they are read in Korean: 112 ends in 이, 119 in 구, KBS in 에스, LINE in
라인. What stands in brackets at the end is not read. Source: 표준국어대사전 under 은, 이, 을, 과, 으로.

>>> [attach(word, "은/는") for word in ("경찰", "112", "119", "카카오톡", "국민연금공단(NPS)")]
['경찰은', '112는', '119는', '카카오톡은', '국민연금공단(NPS)은']
>>> attach("서울", "으로/로"), attach("부산", "으로/로"), attach("1366", "으로/로"), attach("1577", "로")
('서울로', '부산으로', '1366으로', '1577로')
>>> attach("KBS", "을/를"), attach("URL", "이/가"), attach("Facebook", "과/와"), attach("3%", "이/가")
('KBS를', 'URL이', 'Facebook과', '3%가')
"""

from __future__ import annotations

import re

PAIRS = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("이나", "나"),
    ("이라", "라"),
)
_SHOWN = (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"))
_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
_DIGIT_FINALS = dict(zip("0123456789", "ㅇㄹ-ㅁ--ㄱㄹㄹ-", strict=True))
_LETTER_FINALS = {"l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "r": "ㄹ"}
_ENGLISH_ENDING = re.compile(r"(?P<rieul>le?$)|(?P<final>(?:[mn]e?|ng|[kpt]|ck)$)", re.IGNORECASE)
_UNREAD = re.compile(r"[\"'”’」』》>)\]]+$")
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_SYMBOLS = {"%": "", "℃": ""}


def attach(word: str, particle: str) -> str:
    """The word with the right form of a particle, named by one form or by both ("은/는").

    Raises ValueError for a particle that does not vary.
    """
    with_final, without = _pair(particle)
    final = final_consonant(word)
    if with_final == "으로":
        return word + (without if final in ("", "ㄹ") else with_final)
    return word + (with_final if final else without)


def final_consonant(word: str) -> str:
    """Empty where the word as read ends in a vowel, "ㄹ" for that one (으로/로 asks), "ㅇ" for any other."""
    bare = _UNREAD.sub("", _BRACKETED.sub("", word.strip())).strip()
    if not bare or bare[-1] in _SYMBOLS:
        return ""
    last = bare[-1]
    if _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        index = (ord(last) - _FIRST_SYLLABLE) % _FINALS
        return "" if index == 0 else "ㄹ" if index == _RIEUL else "ㅇ"
    if last in _DIGIT_FINALS:
        return {"-": "", "ㄹ": "ㄹ"}.get(_DIGIT_FINALS[last], "ㅇ")
    return _latin_final(bare) if last.isascii() and last.isalpha() else ""


def forms(word: str) -> str:
    """The word as it stands in a sentence, for somebody who is to write one.

    >>> forms("112"), forms("국민연금공단")
    ('112는 112가 112를 112와 112로', '국민연금공단은 국민연금공단이 국민연금공단을 국민연금공단과 국민연금공단으로')
    """
    return " ".join(attach(word, "/".join(pair)) for pair in _SHOWN)


def _pair(particle: str) -> tuple[str, str]:
    wanted = set(particle.split("/"))
    for pair in PAIRS:
        if wanted <= set(pair):
            return pair
    raise ValueError(f"{particle!r} is none of {', '.join('/'.join(pair) for pair in PAIRS)}")


def _latin_final(word: str) -> str:
    """Capitals are spelled out; anything else is read as an English word."""
    last_word = re.split(r"[^A-Za-z]", word)[-1]
    if last_word.isupper() and not re.search("[AEIOU][A-Z]?E$", last_word):
        return {"": "", "ㄹ": "ㄹ"}.get(_LETTER_FINALS.get(last_word[-1].lower(), ""), "ㅇ")
    match = _ENGLISH_ENDING.search(last_word)
    return "" if match is None else "ㄹ" if match["rieul"] else "ㅇ"
