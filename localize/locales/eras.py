"""The eras of Japan (元号) and the years they began in; the year an era begins in is its first, 元年.

Source: Era Name Act (Act No. 43 of 1979) and the cabinet orders under it; for the earlier ones, their edicts.

>>> western("令和", 5), western("昭和", 64)
(2023, 1989)
"""

from __future__ import annotations

FIRST_YEARS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}


def western(era: str, year: int) -> int:
    """The Western year of a year of an era."""
    return FIRST_YEARS[era] + year - 1
