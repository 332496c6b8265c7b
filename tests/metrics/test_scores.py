"""The scores are the sacrebleu program's, also of texts it breaks off at when asked for intervals."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from derive.metrics import scores

if TYPE_CHECKING:
    from pathlib import Path

UNEVEN = [  # some samples of these score a plain 0
    (["a", ""], ["a", "b"]),
    (["", "a"], ["", "b"]),
    ([""], ["a"]),
    (["a"], [""]),
    ([""], [""]),
    (["고양이가 매트 위에 앉았다", "네"], ["고양이가 매트에 앉았다", "예"]),
    (["the cat sat", "", "on a mat"], ["the cat sat on", "b c", "the mat on a"]),
    (["", "고양이가 매트 위에", " "], ["개가", "고양이가 매트에", ""]),
]
EVEN = [
    (["the cat sat", "on a mat", "by the door"], ["the cat sat on", "on the mat", "by the door"]),
    (["고양이가 매트 위에 앉았다", "네"], ["고양이가 매트에 앉았다", "네네"]),
]


def of_program(folder: Path, hypotheses: list[str], references: list[str], *options: str) -> list[dict[str, object]]:
    """What the program prints for English, or Korean by characters."""
    for name, lines in (("h", hypotheses), ("r", references)):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "sacrebleu",
        str(folder / "r"),
        "-i",
        str(folder / "h"),
        "-m",
        "chrf",
        "bleu",
        "ter",
    ]
    command += ["--chrf-word-order", "2", "-w", "4", "-tok", "char", *options]
    ended = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    bleu, chrf, ter = json.loads(ended.stdout)  # in an order of its own
    return [chrf, bleu, ter]


@pytest.mark.parametrize(("hypotheses", "references"), UNEVEN, ids=repr)
def test_a_line_that_is_empty_or_all_wrong_is_scored_as_the_program_does(
    tmp_path: Path, hypotheses: list[str], references: list[str]
) -> None:
    found = scores(hypotheses, references, "ko-KR", "h")
    assert [round(each.score, 4) for each in found] == [
        each["score"] for each in of_program(tmp_path, hypotheses, references)
    ]
    assert all(each.low <= each.high for each in found)


@pytest.mark.parametrize(("hypotheses", "references"), EVEN, ids=repr)
def test_intervals_are_the_program_s(tmp_path: Path, hypotheses: list[str], references: list[str]) -> None:
    found = scores(hypotheses, references, "ko-KR", "h")
    printed = of_program(tmp_path, hypotheses, references, "--confidence")
    assert [round(each.score, 4) for each in found] == [each["score"] for each in printed]
    ours = [f"μ = {(each.low + each.high) / 2:.4f} ± {(each.high - each.low) / 2:.4f}" for each in found]
    assert ours == [each["confidence"] for each in printed]
