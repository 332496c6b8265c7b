"""Years and periods of the Japanese calendar (元号).

What: 令和5年, 昭和50年代, 平成生まれ, 明治時代, R5年. What not: Western years, 昭和 in a company's name.
First years of the eras: 明治 1868, 大正 1912, 昭和 1926, 平成 1989, 令和 2019 (Era Name Act, Act No. 43 of 1979,
and the cabinet orders under it).

>>> hits(find, "令和5年の昭和レトロ、2023年、平成生まれ")
['令和5年', '昭和', '平成生まれ']
>>> english_hits(find_english, "In Reiwa 5, or 2023, a Showa-era song")
['Reiwa 5', 'Showa-era']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.detect.found import Found, Passage, english_hits, hits
from localize.detect.numerals import value
from localize.locales.eras import western
from localize.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["english_hits", "find", "find_english", "hits"]

FUNCTION = "era-year"
_ENGLISH_ERAS = {"meiji": "明治", "taisho": "大正", "showa": "昭和", "heisei": "平成", "reiwa": "令和"}
_ERA = re.compile(
    "(明治|大正|昭和|平成|令和)(?:(元|[0-9]{1,2}|[一二三四五六七八九十]{1,3})年(?:度|代)?|時代|生まれ|世代|天皇)?"
    "(?!通り|大学|製菓|神宮|維新|電工|シェル|薬)|(?<![A-Za-z0-9])([MTSHR])([0-9]{1,2})(?=年|[.][0-9]{1,2}[.])年?"
)
_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_ENGLISH = re.compile(
    r"\b(Meiji|Taisho|Taishō|Showa|Shōwa|Heisei|Reiwa)(?:[\s-](?:(\d{1,2})\b|era\b|period\b|emperor\b))?"
    r"|\b(?:the )?(\d{1,2})(?:st|nd|rd|th) year of (Meiji|Taisho|Showa|Heisei|Reiwa)\b",
    re.IGNORECASE,
)

_ENGLISH_HINT = re.compile("Meiji|Taish|Sh[oō]wa|Heisei|Reiwa")


def find(passage: Passage) -> Iterator[Found]:
    """Eras on the Japanese side."""
    for match in _ERA.finditer(passage.text):
        era = match[1] or _LETTERS[match[3]]
        year = _western_year(era, match[2] or match[4])
        yield _found(match.start(), match.end(), era, year)


def find_english(text: str) -> Iterator[Found]:
    """Eras on the English side."""
    if not _ENGLISH_HINT.search(text):
        return
    for match in _ENGLISH.finditer(text):
        name = (match[1] or match[4]).lower().replace("ō", "o")
        if text[match.start()].isupper() or match[4]:
            yield _found(
                match.start(),
                match.end(),
                _ENGLISH_ERAS[name],
                _western_year(_ENGLISH_ERAS[name], match[2] or match[3]),
            )


def _western_year(era: str, year: str | None) -> int | None:
    """令和, 5 → 2023; None where no year of the era is given.

    >>> _western_year("令和", "元"), _western_year("昭和", "六十四")
    (2019, 1989)
    """
    number = value(year) if year else None
    return None if number is None else western(era, number)


def _found(start: int, end: int, era: str, year: int | None) -> Found:
    evidence = f"a year of the era {era}, {year}" if year else f"the era {era}"
    english = (str(year),) if year else ()
    key = f"era:{year or era}"
    return Found(
        start, end, Kind.MONEY_MEASURE_DATE, "dates", 0.93, evidence, FUNCTION, Label.ADAPTABLE, english, (key,)
    )
