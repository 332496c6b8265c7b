from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from alignment.errors import AlignmentError
from alignment.evaluate import evaluate, gold_of
from alignment.model import Justification, Mapping, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable

    from alignment.model import Taxonomy


def row(subject: str, object_: str | None, confidence: float | None = None) -> Mapping:
    close = Predicate.CLOSE
    return Mapping("m", subject, "", close, "t", object_, confidence=confidence, justification=Justification.MANUAL)


GOLD = (row("a", "x"), row("b", "x"), row("b", "y"), row("c", "z"), row("d", None), row("e", None))
PROPOSED = (
    row("a", "x", 0.9),
    replace(row("b", "z", 0.8)),
    replace(row("b", "y", 0.6), predicate=Predicate.BROAD),
    row("c", None, 0.7),
    row("d", "x", 0.2),
    row("e", None, 0.95),
    row("unknown to the gold", "x", 1.0),
)


def test_each_measure_by_hand() -> None:
    found = {measure.name: measure for measure in evaluate((GOLD, PROPOSED), samples=200)}
    assert found["Hits@1"].value == pytest.approx(1 / 3)
    assert found["Hits@3"].value == pytest.approx(2 / 3)
    assert found["MRR"].value == pytest.approx((1 + 1 / 2 + 0) / 3)
    # At .5: a→x, b→z, b→y are taken, two of them right, of four wanted.
    assert found["pair F1"].value == pytest.approx(2 * 2 / (3 + 4))
    # With a counterpart: .9 .8 .3; without: .2 .05.
    assert found["abstention AUROC"].value == 1.0
    # Right pairs: a→x close for close, b→y broad for close.
    assert found["predicate macro-F1"].value == pytest.approx(2 / 3)
    for measure in found.values():
        assert measure.low is not None
        assert measure.high is not None
        assert measure.value is not None
        assert measure.low <= measure.value <= measure.high


def test_there_is_no_auroc_where_everything_has_a_counterpart() -> None:
    found = {measure.name: measure for measure in evaluate((GOLD[:4], PROPOSED), samples=10)}
    assert found["abstention AUROC"].value is None


def test_gold_that_nobody_curated_is_refused(small: Callable[..., Taxonomy]) -> None:
    source, target = small("m", {"id": "a", "label": "A"}), small("t", {"id": "x", "label": "X"})
    guessed = replace(row("a", "x"), justification=Justification.LEXICAL)
    with pytest.raises(AlignmentError, match=r"f: 'a' is semapv:LexicalMatching, not manual curation"):
        gold_of([guessed], source, target, "f", trust=False)
    assert gold_of([guessed], source, target, "f", trust=True).rows == (guessed,)
    with pytest.raises(AlignmentError, match="f: no row maps a category of 'm' to 't'"):
        gold_of([replace(row("a", "x"), target="elsewhere", object="q")], source, target, "f", trust=False)
