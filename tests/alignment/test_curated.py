"""How often the proposals agree with the gold made for this project (tests/cases/align/README.md), without memory.

Measured 2026-11-21, Hits@1/3/5 and AUROC of abstention, before anything was changed: dev .800/.943/.971, .790;
test .788/.879/.894, .818; ja-dev .850/.900/.900; ja-test .750/.900/.900. After: dev .843/.943/.971, .863; test
.773/.848/.864, .948; ja-dev .850/.950/.950; ja-test .850/1/1. Character TF-IDF alone: dev .514/.686/.786, test
.576/.682/.727, ja-dev and ja-test .200/.450/.550. The floors are a little below.
"""

from __future__ import annotations

import pytest

from alignment import propose
from alignment.evaluate import evaluate
from tests.alignment.crosswalks import CURATED, curated

FLOORS = {
    "dev": {"Hits@1": 0.80, "Hits@3": 0.90, "Hits@5": 0.94, "abstention AUROC": 0.80, "pair F1": 0.60},
    "test": {"Hits@1": 0.75, "Hits@3": 0.82, "Hits@5": 0.85, "abstention AUROC": 0.85, "pair F1": 0.52},
    "ja-dev": {"Hits@1": 0.80, "Hits@3": 0.90},
    "ja-test": {"Hits@1": 0.80, "Hits@3": 0.90},
}


@pytest.mark.parametrize("part", FLOORS)
def test_measures(part: str) -> None:
    judged = [(one.rows, propose.propose(one.source, one.target)) for one in curated(part)]
    found = {measure.name: measure.value or 0.0 for measure in evaluate(*judged, samples=0)}
    assert all(found[name] >= floor for name, floor in FLOORS[part].items()), found


def test_every_row_is_curated_and_of_categories_that_are_there() -> None:
    folders = [path.name for path in CURATED.iterdir() if path.is_dir()]
    assert sorted(folders) == sorted(FLOORS)
    for one in curated(*folders):
        for row in one.rows:
            assert row.curated
            assert row.subject in one.source.by_id
            assert row.object is None or row.object_label == one.target.by_id[row.object].label
