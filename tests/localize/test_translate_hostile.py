"""The whole way of a user: items, a server that does its worst, and what `derive translate` lets through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.localize.fake_openai import KEY, FakeOpenAI, fake_openai

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES: list[dict[str, Any]] = json.loads(Path("tests/cases/translate/hostile.json").read_text(encoding="utf-8"))
ROOT = Path(__file__).parents[2]
DERIVE = (sys.executable, "-c", "from derive.cli import main; main()")
BY_PIVOT = {case["pivot"]: case for case in CASES}


def script(text: str, before: int) -> dict[str, Any]:
    answers: list[dict[str, Any]] = BY_PIVOT[text]["answers"]
    return answers[min(before, len(answers) - 1)]


def derive(server: FakeOpenAI, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OPENAI_BASE_URL": server.base,
        "OPENAI_API_KEY": KEY,
        "DERIVE_CHAT_MODEL": "fake",
        "DERIVE_CACHE_DIR": str(folder / "cache"),
        "DERIVE_TIMEOUT": "2",
        "DERIVE_DEBUG": "1",
    }
    command = [*DERIVE, "translate", str(folder / "items.jsonl"), "--locale", "ko-KR"]
    return subprocess.run(
        [*command, "--translator", "chat", *options], env=environment, capture_output=True, text=True, check=False
    )


def write_items(folder: Path, pivots: list[str]) -> None:
    lines = [json.dumps({"id": f"i{at}", "source": "日本語", "pivot": pivot}) for at, pivot in enumerate(pivots)]
    (folder / "items.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


class Played:
    """One run over every case, and a second one after it."""

    def __init__(self, server: FakeOpenAI, folder: Path) -> None:
        write_items(folder, [case["pivot"] for case in CASES])
        output = folder / "out.jsonl"
        self.folder, self.server = folder, server
        self.first = derive(server, folder, "--output", str(output))
        assert output.exists(), self.first.stderr
        self.rows = {row["id"]: row for row in map(json.loads, output.read_text(encoding="utf-8").splitlines())}
        self.asked = dict(server.asked)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with fake_openai(script) as server:
        yield Played(server, tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("at", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_each_case(played: Played, at: int) -> None:
    case, row = CASES[at], played.rows[f"i{at}"]
    if case["expect"] == "good":
        assert (row["target"], row["state"]) == (case["good"], "translated"), row["findings"]
    else:
        assert (row["target"], row["state"]) == (None, "initial")
        assert any(finding["severity"] == "error" for finding in row["findings"])
    assert played.asked[case["pivot"]] <= 6


def test_the_run_as_a_whole(played: Played) -> None:
    assert played.first.returncode == 1, played.first.stderr
    assert list(played.rows) == [f"i{at}" for at in range(len(CASES))]
    written = b"".join(path.read_bytes() for path in played.folder.rglob("*") if path.is_file())
    assert KEY.encode() not in written
    assert KEY not in played.first.stdout + played.first.stderr


def test_the_text_is_data_in_the_last_message(played: Played) -> None:
    for body in played.server.bodies:
        assert sum(pivot in body["messages"][-1]["content"] for pivot in BY_PIVOT) >= 1
        assert not any(pivot in message["content"] for message in body["messages"][:-1] for pivot in BY_PIVOT)
