"""What was accepted is kept: a killed run, a repeated run and Ctrl-C lose and pay for nothing twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from localize.errors import LocalizeError
from localize.translate import Budget, Patience, Reply, Request, translate_rows
from localize.translate.cache import FILE, Cache
from localize.translate.chat import Chat
from tests.localize.fake_openai import KEY, FakeOpenAI, fake_openai

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DERIVE = (sys.executable, "-c", "from derive.cli import main; main()")
TEMPLATE = Path("templates/prompts/translate.txt").read_text(encoding="utf-8")
TEXTS = 60


def pivot(at: int) -> str:
    return f"How do I get from house number {1000 + at} to the school?"


def korean(text: str, _: int = 0) -> dict[str, Any]:
    number = text.rsplit("number ", maxsplit=1)[-1].split(maxsplit=1)[0]
    return {"say": f"{number}번 집에서 학교까지 어떻게 가나요?", "after": 0.01}


def start(server: FakeOpenAI, folder: Path, *options: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OPENAI_BASE_URL": server.base,
        "OPENAI_API_KEY": KEY,
        "DERIVE_CHAT_MODEL": "fake",
        "DERIVE_CACHE_DIR": str(folder / "cache"),
    }
    lines = [json.dumps({"id": f"i{at}", "source": "日本語", "pivot": pivot(at)}) for at in range(TEXTS)]
    (folder / "items.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [*DERIVE, "translate", str(folder / "items.jsonl"), "--locale", "ko-KR", "--translator", "chat"]
    return subprocess.Popen(
        [*command, "--output", str(folder / "out.jsonl"), *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    printed, said = process.communicate(timeout=60)
    return process.returncode, printed + said


def kept(folder: Path) -> int:
    import sqlite3  # noqa: PLC0415

    path = folder / "cache" / FILE
    if not path.exists():
        return 0
    with sqlite3.connect(path) as db:
        try:
            return int(db.execute("SELECT count(*) FROM translations").fetchone()[0])
        except sqlite3.OperationalError:  # killed before the table was made
            return 0


def test_the_same_again_asks_for_nothing(tmp_path: Path) -> None:
    with fake_openai(korean) as server:
        assert finish(start(server, tmp_path))[0] == 0
        first = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
        assert sum(server.asked.values()) == TEXTS
        assert finish(start(server, tmp_path))[0] == 0
        assert sum(server.asked.values()) == TEXTS
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == first


@pytest.mark.parametrize("seed", range(5))
def test_killed_it_goes_on_and_asks_only_for_what_was_not_kept(seed: int, tmp_path: Path) -> None:
    """Killed when so many requests have come, then run again; five moments here, twenty in the measures."""
    moment = random.Random(seed).randrange(1, TEXTS)  # noqa: S311
    killed: list[subprocess.Popen[str]] = []

    def script(text: str, before: int) -> dict[str, Any]:
        if sum(server.asked.values()) >= moment and killed and killed[0].poll() is None:
            killed[0].kill()
        return korean(text, before)

    with fake_openai(script) as server:
        process = start(server, tmp_path)
        killed.append(process)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        assert not (tmp_path / "out.jsonl").exists()
        stored = kept(tmp_path)
        asked = dict(server.asked)
        killed.clear()
        server.script = korean
        assert finish(start(server, tmp_path))[0] == 0
        again = {text for text, times in server.asked.items() if times > asked.get(text, 0)}
    assert len(again) == TEXTS - stored
    assert len(again & set(asked)) == len(asked) - stored
    assert kept(tmp_path) == TEXTS


def test_ctrl_c_keeps_what_was_in_flight_and_leaves_with_130(tmp_path: Path) -> None:
    interrupted: list[int] = []

    def script(text: str, before: int) -> dict[str, Any]:
        if sum(server.asked.values()) >= 20 and not interrupted:
            interrupted.append(1)
            process.send_signal(signal.SIGINT)
        return {**korean(text, before), "after": 0.3}

    with fake_openai(script) as server:
        process = start(server, tmp_path)
        code, said = finish(process)
        assert (code, "goes on where it stopped" in said) == (130, True)
        assert kept(tmp_path) == len(server.asked) < TEXTS
    assert not (tmp_path / "out.jsonl").exists()


def test_dry_run_sends_nothing_and_counts(tmp_path: Path) -> None:
    with fake_openai(korean) as server:
        code, said = finish(start(server, tmp_path, "--dry-run"))
        assert not server.asked
    characters = sum(len(pivot(at)) for at in range(TEXTS))
    assert (code, f"{TEXTS} texts, {characters} characters" in said) == (0, True)
    assert not (tmp_path / "out.jsonl").exists()


def test_the_budget_stops_in_time_and_the_rest_is_left(tmp_path: Path) -> None:
    with fake_openai(korean) as server:
        code, _ = finish(start(server, tmp_path, "--max-characters", "500"))
        assert sum(len(text) * times for text, times in server.asked.items()) <= 500
        assert len(server.asked) == 500 // len(pivot(0))
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (code, len(rows)) == (1, TEXTS)
    assert sum(row["state"] == "translated" for row in rows) == 500 // len(pivot(0))
    assert "is spent" in str(rows[-1]["findings"])


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    opened = Cache(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "other",
    [
        Request(1, "Another text.", "ko-KR"),
        Request(1, "A text.", "ja-JP"),
        Request(1, "A text.", "ko-KR", terms=(("text", "글"),)),
        Request(1, "A text.", "ko-KR", source="ja"),
    ],
)
def test_the_key_is_all_that_an_answer_depends_on(cache: Cache, other: Request) -> None:
    request = Request(1, "A text.", "ko-KR")
    cache.keep("chat|m", request, Reply("글.", "chat|m"))
    assert cache.find("chat|m", Request("another row", "A text.", "ko-KR", reason="x", field="target_answer"))
    assert cache.find("chat|n", request) is None
    assert cache.find("chat|m", other) is None


def test_a_text_in_many_rows_is_asked_for_once() -> None:
    with fake_openai(korean) as server:
        chat = Chat(server.base, "fake", TEMPLATE, KEY)
        requests = [Request(at, pivot(at % 3), "ko-KR", field=f"f{at}") for at in range(30)]
        outcomes = list(translate_rows(chat, requests, patience=Patience(pause=0.001)))
        assert sum(server.asked.values()) == 3
    assert sorted(int(outcome.key) for outcome in outcomes) == list(range(30))
    assert all(outcome.text == korean(pivot(int(outcome.key) % 3))["say"] for outcome in outcomes)


def test_a_budget_takes_all_or_nothing() -> None:
    budget = Budget(10)
    budget.spend("chat", 7)
    with pytest.raises(LocalizeError, match="10 is spent"):
        budget.spend("chat", 4)
    assert budget.spent == 7


def test_a_file_that_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("not a database, and long enough to be read as one " * 50)
    with pytest.raises(LocalizeError, match=f"{FILE}.*DERIVE_CACHE_DIR"):
        Cache(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalizeError, match="DERIVE_CACHE_DIR"):
        Cache(tmp_path / "file" / "cache")
