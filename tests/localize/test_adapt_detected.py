"""Plans for items as the detector really finds them, the bundled example among them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from localize.adapt import apply, check_plan, propose
from localize.detect import Detector, judge
from localize.locales import load_pack
from localize.locales.tags import bundled_tags
from localize.model import FIELDS, Action, Texts
from localize.shapes import step_from_json, step_to_json
from tests.localize.test_adapt_propose import ADAPTABLE, adapted

if TYPE_CHECKING:
    from localize.model import Flag

EXAMPLE = Path(__file__).parents[2] / "examples" / "quickstart_ko_KR" / "items.jsonl"
KOREA = load_pack("ko-KR")
KEPT = (Action.RETENTION, Action.DIRECT_TRANSLATION)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def bundled_items() -> list[dict[str, Any]]:
    return [json.loads(line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def flagged(detector: Detector) -> list[tuple[Texts, tuple[Flag, ...]]]:
    texts = [Texts(*(item[field] for field in FIELDS)) for item in bundled_items()]
    return [(each, detector.flags(each)) for each in texts]


@pytest.mark.parametrize("tag", bundled_tags())
def test_every_stored_plan_replays_to_the_same_bytes(tag: str, flagged: list[tuple[Texts, tuple[Flag, ...]]]) -> None:
    pack = load_pack(tag)
    for texts, flags in flagged:
        plan = propose(texts, flags, judge(texts, flags, {}), pack)
        stored = tuple(step_from_json(json.loads(json.dumps(step_to_json(step)))) for step in plan.steps)
        assert stored == plan.steps
        check_plan(texts, plan)
        for step in plan.steps:
            assert step.chosen is None or (step.proposals[step.chosen].as_of and step.proposals[step.chosen].source)
            assert (step.action is Action.ASK) <= (step.chosen is None)
            assert step.action in KEPT or step.chosen is not None or step.action is Action.ASK
        for field in FIELDS:
            assert apply(texts.get(field), field, stored) == apply(texts.get(field), field, plan.steps)
            assert apply(texts.get(field), field, [replace(step, chosen=None) for step in stored]) == texts.get(field)


@pytest.mark.parametrize("tag", bundled_tags())
def test_whatever_a_person_takes_can_be_put_in(tag: str, flagged: list[tuple[Texts, tuple[Flag, ...]]]) -> None:
    """Each proposal in its turn; what stands further off than the phrase is long stays as it is."""
    pack = load_pack(tag)
    for texts, flags in flagged:
        steps = [step for step in propose(texts, flags, judge(texts, flags, {}), pack).steps if step.proposals]
        for step in steps:
            for at in range(len(step.proposals)):
                made = apply(texts.get(step.field), step.field, [replace(step, chosen=at)])
                near = len(step.proposals[at].pivot) + len(" Prefecture")
                assert made.startswith(texts.get(step.field)[: max(step.start - near, 0)])
                assert made.endswith(texts.get(step.field)[step.end + near :])


DETECTED = [
    ("30万円を貸した。", "I lent 300,000 yen.", "I lent 3 million won."),
    ("令和5年に110番した。", "In Reiwa 5 I called 110.", "In 2023 I called 112."),
    ("令和6年の話。", "A story of Reiwa 6.", "A story of 2024."),
]


@pytest.mark.parametrize(("source", "pivot", "expected"), DETECTED)
def test_what_detection_computes_is_read_from_its_evidence(
    detector: Detector, source: str, pivot: str, expected: str
) -> None:
    texts = Texts(source, pivot)
    flags = detector.flags(texts)
    assert adapted(texts, propose(texts, flags, judge(texts, flags, {}), KOREA)) == expected


def test_with_a_target_locale_detection_and_plan_agree(detector: Detector) -> None:
    texts = Texts("119と110へ。日本海のカジノ。", "Call 119 or 110. A casino on the Sea of Japan.")
    flags = Detector(KOREA).flags(texts)
    plan = propose(texts, flags, judge(texts, flags, {}), KOREA)
    actions = {step.text: step.action for step in plan.steps if step.field == "pivot"}
    assert actions == {"110": Action.SUBSTITUTION, "casino": Action.RETENTION, "Sea of Japan": Action.ASK}
    assert "119" in {step.text for step in propose(texts, detector.flags(texts), ADAPTABLE, KOREA).steps}
