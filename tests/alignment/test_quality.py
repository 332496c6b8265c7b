"""How often the proposals agree with curators: 27 crosswalks of dataset labels to PyRIT's harm categories.

The split is by dataset name (SHA-256 divisible by 3: test). The lexicon was written from general knowledge and
revised once after reading what went wrong on the development part; weights and calibration come from that
part too, among others (tests/alignment/test_curated.py). Memory is that of all other crosswalks, without the
taxonomy under test and without its labels. Measured 2026-11-21, without abstention, Hits@1/3/5: without memory
dev .728/.881/.929 of 312, test .783/.913/.949 of 138; with it dev .843/.929/.946, test .906/.978/.978. The floors
are a little below.
"""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest

from alignment import calibration, propose
from tests.alignment import crosswalks
from tests.alignment.crosswalks import SHARED, gold, memory_for, target

pytestmark = pytest.mark.skipif(
    not (SHARED / "crosswalks").is_dir(), reason="the crosswalks are not here (../shared/data/crosswalks)"
)

FLOORS = {
    ("dev", False): (0.69, 0.86, 0.90),
    ("test", False): (0.74, 0.88, 0.91),
    ("dev", True): (0.80, 0.91, 0.92),
    ("test", True): (0.85, 0.94, 0.95),
}


@pytest.mark.parametrize(("wanted", "remembering"), FLOORS)
def test_hits(wanted: str, remembering: bool) -> None:
    found: list[list[str | None]] = []
    right: list[set[str]] = []
    for one in gold(wanted):
        memory = memory_for(one, gold("dev", "test")) if remembering else None
        rows = propose.propose(one.source, target(), abstain_below=0, memory=memory)
        for subject, objects in one.objects.items():
            found.append([row.object for row in rows if row.subject == subject])
            right.append(objects)
    measured = [
        float(np.mean([bool(set(objects[:k]) & wanted) for objects, wanted in zip(found, right, strict=True)]))
        for k in (1, 3, 5)
    ]
    floors = FLOORS[wanted, remembering]
    assert all(hit >= floor for hit, floor in zip(measured, floors, strict=True)), measured


@pytest.mark.parametrize("wanted", ["dev", "test"])
def test_what_has_no_counterpart_is_told_from_what_has(wanted: str) -> None:
    """True absence: the curators' choices and their near-twins are taken out of the target. .861 and .890."""
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415

    samples = [sample for one in gold(wanted) for sample in crosswalks.answerable(one)]
    model = np.array(calibration.calibration().plain.exists[1:])
    assert roc_auc_score([s.answer for s in samples], [s.inputs @ model for s in samples]) >= 0.85


@pytest.mark.parametrize("wanted", ["dev", "test"])
def test_what_is_abstained_from_would_have_been_wrong(wanted: str) -> None:
    abstained = right = total = 0
    for one in gold(wanted):
        best = propose.best(propose.propose(one.source, target(), top=1))
        forced = propose.best(propose.propose(one.source, target(), top=1, abstain_below=0))
        silent = forced.keys() - best.keys()
        total += len(forced)
        abstained += len(silent)
        right += sum(forced[subject].object in one.objects[subject] for subject in silent)
    assert abstained / total <= 0.1
    assert right <= abstained / 2, (right, abstained)


@pytest.mark.parametrize("remembering", [False, True])
@pytest.mark.parametrize("wanted", ["dev", "test"])
def test_confidence_is_a_probability(wanted: str, remembering: bool) -> None:
    """Over all and in both halves. It allows for categories without counterpart, of which there are none here:
    so it may be lower than the share of right ones, but hardly higher."""
    pairs = []
    for one in gold(wanted):
        memory = memory_for(one, gold("dev", "test")) if remembering else None
        rows = propose.propose(one.source, target(), top=1, abstain_below=0, memory=memory)
        for subject, row in propose.best(rows).items():
            pairs.append((row.confidence, row.object in one.objects[subject]))
    table = np.array(sorted(pairs), dtype=float)
    for half in (table, *np.array_split(table, 2)):
        assert -0.05 < half[:, 1].mean() - half[:, 0].mean() < 0.18


@pytest.mark.parametrize("remembering", [False, True])
def test_the_calibration_is_what_its_recipe_gives(remembering: bool) -> None:
    shipped = calibration.calibration().remembered if remembering else calibration.calibration().plain
    fitted = crosswalks.fit([gold("dev")] if remembering else crosswalks.domains(), remembering=remembering)
    for name, coefficients in fitted.items():
        assert asdict(shipped)[name] == pytest.approx(coefficients, abs=0.05), name
