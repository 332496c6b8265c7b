"""An answer that has no English: made where the engine can, else a finding, and the item is not done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.localize.fake_openai import KEY, fake_openai

ROOT = Path(__file__).parents[2]
SAID = {
    "空はなぜ青いのですか？": "Why is the sky blue?",
    "光が空気で散らばるからです。": "Because light is scattered by the air.",
    "Why is the sky blue?": "하늘은 왜 파란가요?",
    "Because light is scattered by the air.": "빛이 공기에 의해 흩어지기 때문입니다.",
}
QUESTION, ANSWER = tuple(SAID)[:2]
ROWS = [
    {"id": "half", "source": QUESTION, "pivot": SAID[QUESTION], "source_answer": ANSWER},
    {"id": "none", "source": QUESTION, "source_answer": ANSWER},
]


def run(folder: Path, base: str, *arguments: str) -> list[dict[str, Any]]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OPENAI_BASE_URL": base,
        "OPENAI_API_KEY": KEY,
        "DERIVE_CHAT_MODEL": "fake",
        "DERIVE_CACHE_DIR": str(folder / "cache"),
    }
    program = (sys.executable, "-c", "from derive.cli import main; main()")
    made = subprocess.run(
        [*program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return [json.loads(line) for line in made.stdout.splitlines() if line.startswith("{")]


def test_a_project_makes_the_english_of_an_answer_too(tmp_path: Path) -> None:
    (tmp_path / "i.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    with fake_openai(lambda text, _: {"say": SAID[text]}) as server:
        run(tmp_path, server.base, "new", "--locale", "ko-KR", "--source", "i.jsonl", "--translator", "chat")
        rows = run(tmp_path, server.base, "export", "--format", "jsonl", "--project", "ko-KR")
    drafts = [(row["question"], row["answer"], row["state"]) for row in rows]
    assert drafts == [(SAID[SAID[QUESTION]], SAID[SAID[ANSWER]], "translated")] * 2
