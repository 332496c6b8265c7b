"""Is this another row's text? Each answer is held against the pivots before and after its own.

A server that shifts rows gives texts that are flawless, and wrong. An answer that fits a neighbour's pivot much
better than its own is not taken, nor one that was taken for another pivot and fits that one better.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.checks.likeness import Things, evidence, mentioned, named
from localize.locales.tags import resolve
from localize.model import Finding, Severity

if TYPE_CHECKING:
    from localize.translate.model import Request

CHECK = "neighbour"
_WINDOW = 256  # texts known at a time; more cost time for each answer
# In logarithms of likelihoods, set on half of the AILuminate prompts (MLCommons, CC-BY-4.0) with their human Korean,
# Chinese, French, Malay and Swahili, 2026-11-21. The other half is in tests/localize/test_translate_neighbours.py.
_DOUBT, _OTHERS_OWN, _MARGIN = 2.0, 3.0, 6.0


@dataclass(slots=True)
class Known:
    """A pivot of the run, what it names, and the text that was taken for it."""

    text: str
    things: Things
    target: str | None = None


class Neighbours:
    """The pivots of a run as they pass, the last few hundred of them."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int | str, str], Known] = OrderedDict()
        self._takers: dict[str, tuple[int | str, str]] = {}

    def meet(self, request: Request) -> None:
        """A text that will be asked for."""
        if request.source.split("-")[0] != "en":
            return
        language = resolve(request.locale).split("-")[0]
        self._known[_place(request)] = Known(request.text, named(request.text, language))
        if len(self._known) > _WINDOW:
            _, gone = self._known.popitem(last=False)
            self._takers.pop(gone.target or "", None)

    def doubt(self, request: Request, answer: str) -> Finding | None:
        """An error if the answer is rather the translation of another text."""
        own = self._known.get(_place(request))
        if own is None:
            return None
        language = resolve(request.locale).split("-")[0]
        there = mentioned(answer, language)
        fit = evidence(own.things, there)
        if fit < _DOUBT and self._best_other(own.text, there) > max(fit + _MARGIN, _OTHERS_OWN):
            return _error(request, "reads like the translation of another row's text")
        taker = self._known.get(self._takers.get(answer, ("", "")))
        if taker is not None and taker.text != own.text and evidence(taker.things, there) >= fit:
            return _error(request, "is the translation already taken for another row")
        return None

    def take(self, request: Request, answer: str) -> None:
        """The answer has become the translation of the request's text."""
        known = self._known.get(_place(request))
        if known is not None:
            known.target = answer
            self._takers[answer] = _place(request)

    def _best_other(self, text: str, there: Things) -> float:
        others = (evidence(known.things, there) for known in self._known.values() if known.text != text)
        return max(others, default=float("-inf"))


def _place(request: Request) -> tuple[int | str, str]:
    return (request.key, request.field)


def _error(request: Request, message: str) -> Finding:
    return Finding(CHECK, Severity.ERROR, request.field, message)
