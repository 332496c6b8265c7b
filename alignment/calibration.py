"""From evidence to probabilities. How the numbers were come by is in `calibration.json`."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FAINT = 0.02  # a score that says nothing


@dataclass(frozen=True, slots=True)
class Models:
    """Coefficients of two logistic models, and the probability of `exists` below which nothing is proposed.

    `pair`: intercept, score, share of the best score, distance to the best other, votes of memory → the
    probability that this candidate is right if any is. `exists`: intercept, logarithm of the score and votes of
    the best → the probability that there is a right one at all.
    """

    pair: tuple[float, ...]
    exists: tuple[float, ...]
    abstain_below: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The models where memory says nothing and where it does, and the confidence from which a match is close."""

    plain: Models
    remembered: Models
    close_from: float

    def models(self, votes: Any) -> Models:
        """Those for a source category with these votes."""
        return self.remembered if votes.max() > 0 else self.plain


@cache
def calibration() -> Calibration:
    """The coefficients this version ships with."""
    stored = json.loads((files("alignment") / "calibration.json").read_text(encoding="utf-8"))["coefficients"]
    plain, remembered = (
        Models(tuple(models["pair"]), tuple(models["exists"]), models["abstain_below"])
        for models in (stored["plain"], stored["remembered"])
    )
    return Calibration(plain, remembered, stored["close_from"])


def existence(score: Any, votes: Any) -> float:
    """The probability that a source category with these rows of scores and votes has a counterpart."""
    return _probability(calibration().models(votes).exists, existence_inputs(score, votes))


def rank(score: Any, votes: Any, exists: float) -> list[tuple[int, float]]:
    """One source category's columns with the probability of each being right, best first.

    Equals keep the target's order. A score below zero is never a candidate.
    """
    order = [int(column) for column in (-(score + votes)).argsort(kind="stable")]
    model = calibration().models(votes).pair
    return [
        (column, round(exists * _probability(model, inputs), 3))
        for column, inputs in zip(order, pair_inputs(score, votes), strict=True)
        if score[column] >= 0
    ]


def pair_inputs(score: Any, votes: Any) -> list[tuple[float, ...]]:
    """The inputs of the model `pair` for every candidate, best first."""
    total = score + votes
    order = (-total).argsort(kind="stable")
    first = float(total[order[0]])
    second = float(total[order[1]]) if len(order) > 1 else 0.0
    return [
        (
            float(score[column]),
            float(total[column]) / first if first > 0 else 0.0,
            float(total[column]) - (second if place == 0 else first),
            float(votes[column]),
        )
        for place, column in enumerate(order)
    ]


def existence_inputs(score: Any, votes: Any) -> tuple[float, ...]:
    """The inputs of the model `exists`."""
    best, _share, _gap, vote = pair_inputs(score, votes)[0]
    return math.log(max(best, 0.0) + FAINT), vote


def _probability(model: tuple[float, ...], inputs: tuple[float, ...]) -> float:
    logit = model[0] + sum(weight * value for weight, value in zip(model[1:], inputs, strict=True))
    return 1 / (1 + math.exp(-max(min(logit, 50.0), -50.0)))
