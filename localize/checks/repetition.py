"""A loop: a model that lost its way says the same again and again until it is stopped.

>>> from localize.checks.pair import Pair
>>> [finding.check for finding in check(Pair("Where is it?", "어디에 " * 12, "ko-KR"))]
['repetition']
>>> list(check(Pair("Ha ha ha ha ha!", "하하하하하!", "ko-KR")))
[]
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding

# Up to 60 characters four times on end, and at least twelve in all.
_LOOP = re.compile(r"(.)\1{11}|(..)\2{5}|(.{3,60}?)\3{3}")
_TWICE = re.compile(r"(\S.{4,}\S) ?\1")
_SENTENCE = re.compile(r"[^.!?。！？\n]{20,}")


def check(pair: Pair) -> Iterator[Finding]:
    """An error for a stretch said four times on end, or a long sentence said twice, that the pivot does not do."""
    if _loops(pair.prose) and not _loops(pair.pivot_prose):
        yield pair.error("repetition", "the same words again and again")
    elif _most_said(pair.prose) > _most_said(pair.pivot_prose):
        yield pair.error("repetition", "the same sentence twice")
    elif _is_double(pair.prose) and not _is_double(pair.pivot_prose):
        yield pair.error("repetition", "the whole text twice")


def _loops(text: str) -> bool:
    return _LOOP.search(re.sub(r"[\W_]+", " ", text)) is not None


def _is_double(text: str) -> bool:
    return _TWICE.fullmatch(re.sub(r"[\W_]+(?<![\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])", " ", text).strip()) is not None


def _most_said(text: str) -> int:
    said = Counter(match.strip() for match in _SENTENCE.findall(text))
    return max(said.values(), default=1)
