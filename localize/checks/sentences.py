"""About as many sentences as the text: an answer has more, a text that was cut short has fewer.

>>> from localize.checks.pair import Pair
>>> pivot = "Where is it?"
>>> [str(finding.severity) for finding in check(Pair(pivot, "저기. 아니. 그래. 여기?", "ko-KR"))]
['error']
>>> list(check(Pair("Where is it? I can't see it.", "어디 있죠? 안 보여요.", "ko-KR")))
[]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.checks.length import ratio_of, usual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding

_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)|[。！？।]+[」』”）]*")
_PAUSE = re.compile(r"…+|(?:\s?\.){2,}")
_UNMARKED = {"th", "lo", "km", "my"}  # no mark ends a sentence
_MUCH = 1.2
_SOME, _MANY = 1, 2  # sentences more or fewer: a translator may cut a long one in two


def check(pair: Pair) -> Iterator[Finding]:
    """An error where the length is as unusual, or for three more or fewer that are half or double; a remark for two."""
    if pair.language in _UNMARKED or pair.source_language in _UNMARKED:
        return
    here, there = _count(pair.pivot_prose), _count(pair.prose)
    apart = abs(here - there)
    far = apart > _MANY and (there > 2 * here or here > 2 * there)
    if far or _is_part(pair, here, there) or _is_more(pair, here, there):
        yield pair.error("sentences", f"{there} sentences for {here}")
    elif apart > _SOME:
        yield pair.warning("sentences", f"{there} sentences for {here}")


def _is_part(pair: Pair, here: int, there: int) -> bool:
    """Less than half of the sentences, and shorter than translations are; or half of them, and much shorter."""
    if 2 * there > here or there == here or pair.source_language != "en":
        return False
    return ratio_of(pair) < usual(pair)[0] / (1 if 2 * there < here else _MUCH)


def _is_more(pair: Pair, here: int, there: int) -> bool:
    """More sentences, and longer than translations are."""
    return there > here and pair.source_language == "en" and ratio_of(pair) > usual(pair)[1]


def _count(text: str) -> int:
    return max(1, len(_END.findall(_PAUSE.sub(" ", text).strip())))
