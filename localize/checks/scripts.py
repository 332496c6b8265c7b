"""Which writing system a letter belongs to, by the first word of its Unicode name (UCD 15, UAX 24).

>>> [system(letter) for letter in "한漢かカàдक"]
['HANGUL', 'CJK', 'HIRAGANA', 'KATAKANA', 'LATIN', 'CYRILLIC', 'DEVANAGARI']
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

# ISO 15924 to the names; Han characters alone do not make a Korean text Korean.
SYSTEMS: dict[str, tuple[str, ...]] = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Gujr": ("GUJARATI",),
    "Guru": ("GURMUKHI",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Khmr": ("KHMER",),
    "Knda": ("KANNADA",),
    "Kore": ("HANGUL",),
    "Laoo": ("LAO",),
    "Latn": ("LATIN",),
    "Mlym": ("MALAYALAM",),
    "Mymr": ("MYANMAR",),
    "Orya": ("ORIYA",),
    "Sinh": ("SINHALA",),
    "Taml": ("TAMIL",),
    "Telu": ("TELUGU",),
    "Thai": ("THAI",),
    "Tibt": ("TIBETAN",),
}


@lru_cache(maxsize=1 << 15)
def system(letter: str) -> str:
    """The writing system's name; width variants count as what they are variants of."""
    words = unicodedata.name(letter, "").split()
    if words[:1] and words[0] in {"FULLWIDTH", "HALFWIDTH"}:
        words = words[1:]
    return words[0] if words else ""


def letters(text: str) -> Counter[str]:
    """How many letters of each writing system a text has."""
    return Counter(system(character) for character in text if character.isalpha())


def is_jamo(letter: str) -> bool:
    """A part of a Korean syllable that stands alone, as in ㅋㅋ."""
    return "\u3131" <= letter <= "\u318e"
