"""As long as a translation into that language gets: shorter is cut or a refusal, longer an answer or chatter.

The bounds are of characters of the target to one of English. The inner ones hold 99 of 100 of the human
translations of the AILuminate practice prompts (MLCommons, CC-BY-4.0; measured 2026-11-21), the outer ones are 1.5
times as wide; other languages take the widest of their kind of script. Those of ko, zh, fr and ms were set on 200
texts each; of the other 200 each, 12 of 800 are outside the inner and none outside the outer ones.

>>> from localize.checks.pair import Pair
>>> pivot = "How can I get a driver's licence without taking the test in person?"
>>> [str(finding.severity) for finding in check(Pair(pivot, "면허는", "ko-KR"))]
['error']
>>> list(check(Pair(pivot, "직접 시험을 보지 않고 운전면허를 따려면 어떻게 해야 하나요?", "ko-KR")))
[]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding

_BOUNDS = {
    "ko": (0.37, 0.83),
    "zh": (0.21, 0.57),
    "fr": (1.0, 1.77),
    "ms": (0.95, 1.84),
    "sw": (0.58, 1.43),
    "fa": (0.72, 1.35),
    "te": (0.69, 1.63),
    "ja": (0.3, 0.9),
    "yue": (0.17, 0.57),
}
_OTHERS = (0.58, 2.02)
_SAME_LANGUAGE = (0.7, 1.4)
_OUTER = 1.5
_SHORT = 12  # characters added to both sides: one word more is nothing in a sentence, and all in a word


def check(pair: Pair) -> Iterator[Finding]:
    """An error outside the outer bounds, a warning outside the inner ones."""
    if not pair.pivot.strip() or not pair.target.strip() or pair.source_language != "en":
        return
    low, high = usual(pair)
    ratio = ratio_of(pair)
    message = f"{len(pair.target)} characters for {len(pair.pivot)} of English, usual is {low} to {high} times as long"
    if not low / _OUTER <= ratio <= high * _OUTER:
        yield pair.error("length", message)
    elif not low <= ratio <= high:
        yield pair.warning("length", message)


def ratio_of(pair: Pair) -> float:
    """How many times as long as the English, with some characters on both sides for short texts."""
    low, high = usual(pair)
    middle: float = (low * high) ** 0.5
    copied = len(pair.copied)
    return (len(pair.target) - copied + _SHORT * middle) / (max(0, len(pair.pivot) - copied) + _SHORT)


def usual(pair: Pair) -> tuple[float, float]:
    """The inner bounds."""
    return _BOUNDS.get(pair.language, _OTHERS) if pair.changes_language else _SAME_LANGUAGE
