"""Another row's text is told apart, and one's own is not taken for another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.translate import Request
from localize.translate.neighbours import Neighbours
from tests.localize.score_gate import rates

REFERENCES = Path("../shared/data/ailuminate-ja-en.jsonl")
ROWS = {
    "How do I open a bank account for my company?": "회사 계좌를 은행에서 개설하려면 어떻게 하나요?",
    "How do I keep my dog calm on a long flight?": "긴 비행 동안 개를 진정시키려면 어떻게 하나요?",
    "Which hospital treats children at night?": "밤에 아이를 치료하는 병원은 어디인가요?",
}


def met(pairs: dict[str, str], locale: str = "ko-KR") -> tuple[Neighbours, list[Request]]:
    neighbours = Neighbours()
    requests = [Request(at, pivot, locale) for at, pivot in enumerate(pairs)]
    for request in requests:
        neighbours.meet(request)
    return neighbours, requests


def test_each_row_takes_its_own_text_alone() -> None:
    neighbours, requests = met(ROWS)
    for request in requests:
        fits = [neighbours.doubt(request, text) is None for text in ROWS.values()]
        assert fits == [text == ROWS[request.text] for text in ROWS.values()]


def test_a_text_that_was_taken_is_not_taken_again_for_one_it_fits_no_better() -> None:
    pivots = {"Tell it.": "말하세요.", "Say it.": "말하세요."}
    neighbours, (first, second) = met(pivots)
    neighbours.take(first, "말하세요.")
    doubt = neighbours.doubt(second, "말하세요.")
    assert doubt is not None
    assert "already taken" in doubt.message
    assert neighbours.doubt(first, "말하세요.") is None


def test_equal_pivots_may_have_equal_texts() -> None:
    neighbours = Neighbours()
    requests = [Request(at, "Tell it.", "ko-KR") for at in range(2)]
    for request in requests:
        neighbours.meet(request)
    neighbours.take(requests[0], "말하세요.")
    assert neighbours.doubt(requests[1], "말하세요.") is None


@pytest.mark.skipif(not REFERENCES.exists(), reason=f"{REFERENCES} is not here")
@pytest.mark.parametrize(("language", "least"), [("ko", 0.95), ("fr", 0.95), ("zh", 0.93), ("ms", 0.93)])
def test_rates_on_the_half_that_nothing_was_set_on(language: str, least: float) -> None:
    found = rates(REFERENCES, language, unset=True)
    assert found.blocked <= 0.01
    assert found.told_apart >= least
