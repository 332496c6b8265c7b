"""Floors under the measures of detection, a little below what is reached. Only dev.jsonl is read while tuning."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from localize.model import Kind, Label
from tests.localize import fit_judge
from tests.localize.score import Scored, by_type, calibration_error, measures, score_file

ROOT = Path(__file__).parents[2]
CSI = ROOT / "tests/cases/csi"
ELSEWHERE = ROOT.parent / "shared/data"
# What is aimed at; where less is reached, a little below that.
AT_LEAST = {
    "dev": {
        "item_f1": 0.93, "macro_f1": 0.80, "emergency_recall": 1.0,
        "japanese_recall": 0.90, "japanese_precision": 0.85, "english_recall": 0.85, "english_precision": 0.85,
    },
    "test": {
        "item_f1": 0.93, "macro_f1": 0.80, "emergency_recall": 0.95,
        "japanese_recall": 0.88, "japanese_precision": 0.85, "english_recall": 0.85, "english_precision": 0.90,
    },
    "held": {
        "item_f1": 0.93, "macro_f1": 0.80, "emergency_recall": 1.0,
        "japanese_recall": 0.90, "japanese_precision": 0.85, "english_recall": 0.85, "english_precision": 0.90,
    },
}  # fmt: skip
AT_MOST = {
    "dev": {"false_alarms": 0.06, "calibration_error": 0.08},
    "test": {"false_alarms": 0.06, "calibration_error": 0.08},
    "held": {"false_alarms": 0.06, "calibration_error": 0.08},
}
EMERGENCY_RECALL_BY_TYPE = {"dev": 1.0, "test": 0.9, "held": 1.0}


@cache
def scored(part: str) -> list[Scored]:
    return score_file(CSI / f"{part}.jsonl")


@pytest.mark.parametrize("part", ["dev", "test", "held"])
def test_quality_has_not_fallen(part: str) -> None:
    found = measures(scored(part))
    low = {name: (found[name], floor) for name, floor in AT_LEAST[part].items() if found[name] < floor}
    high = {name: (found[name], roof) for name, roof in AT_MOST[part].items() if found[name] > roof}
    assert low | high == {}


@pytest.mark.parametrize("part", ["dev", "test", "held"])
def test_every_type_is_labelled_and_found(part: str) -> None:
    counts = by_type(scored(part))
    assert all(wanted and found for wanted, found, _ in counts.values()), counts
    wanted, found, _ = counts[Kind.EMERGENCY_CONTACT]
    assert found / wanted >= EMERGENCY_RECALL_BY_TYPE[part]


def test_the_stored_judge_is_what_the_dev_items_give() -> None:
    stored = json.loads(fit_judge.JUDGE.read_text(encoding="utf-8"))["models"]
    fitted = fit_judge.fit(fit_judge.labelled(fit_judge.DEV))
    assert {name: pytest.approx(model, abs=0.02) for name, model in stored.items()} == fitted


@pytest.mark.skipif(not ELSEWHERE.is_dir(), reason="the shared data are not beside this checkout")
def test_other_texts_are_judged_as_well() -> None:
    found = measures(score_file(ELSEWHERE / "csi-dev.jsonl"))
    assert found["item_f1"] >= 0.95
    assert found["emergency_recall"] == 1.0
    assert found["japanese_recall"] >= 0.94


@pytest.mark.skipif(not ELSEWHERE.is_dir(), reason="the shared data are not beside this checkout")
def test_prompts_with_nothing_japanese_in_them_are_called_universal() -> None:
    assert measures(score_file(ELSEWHERE / "ailuminate-ja-en.jsonl"))["false_alarms"] <= 0.04


def test_the_calibration_error_is_that_of_a_worked_example() -> None:
    one = scored("dev")[0]
    surely = [type(one)(label, (), (), type(one.judgement)(label, score)) for label, score in (
        (Label.UNIVERSAL, 0.05), (Label.ADAPTABLE, 0.05), (Label.ADAPTABLE, 1.0), (Label.SOURCE_SPECIFIC, 0.9),
    )]  # fmt: skip
    assert calibration_error(surely) == pytest.approx((abs(1 - 0.1) + abs(2 - 1.9)) / 4)
