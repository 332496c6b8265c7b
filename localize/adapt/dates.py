"""Years of the Japanese eras, as years everybody counts."""

from __future__ import annotations

import re

from localize.locales import eras
from localize.model import Proposal

FUNCTION = "era-year"
_KNOWN = re.compile(r", (\d{4})\b")
_WRITTEN = re.compile(r"(明治|大正|昭和|平成|令和)(\d+|元)年")
_GLOSS = re.compile(r"\s?[(（]\s?(\d{4})年?\s?[)）]")
_VAGUE = re.compile("年代|0s|era|period|century", re.IGNORECASE)
_CONFIDENCE = 0.9
SOURCE, AS_OF = "Era Name Act (Act No. 43 of 1979) and the cabinet orders under it", "2026-11-21"


def year_in(evidence: str, written: str) -> int | None:
    """The Western year in the date detector's evidence; None for an era without a year, or a decade.

    >>> year_in("a year of the era 令和, 2023", "Reiwa 5"), year_in("the era 昭和", "Showa")
    (2023, None)
    >>> year_in("令和: current imperial era", "令和6年"), year_in("", "令和元年")
    (2024, 2019)
    >>> year_in("a year of the era 昭和, 1975", "昭和50年代")
    """
    if _VAGUE.search(written):
        return None
    match, said = _KNOWN.search(evidence), _WRITTEN.fullmatch(written)
    if match is None and said is not None:
        return eras.western(said[1], 1 if said[2] == "元" else int(said[2]))
    return int(match[1]) if match else None


def gloss_end(text: str, end: int, year: int) -> int:
    """Where the span ends if the year stands behind it in brackets already: "Reiwa 5 (2023)" is one thing."""
    match = _GLOSS.match(text, end)
    return match.end() if match and int(match[1]) == year else end


def western(year: int, year_format: str) -> Proposal:
    """The year in the target language and in English."""
    return Proposal((year_format or "{year}").format(year=year), str(year), _CONFIDENCE, SOURCE, AS_OF)
