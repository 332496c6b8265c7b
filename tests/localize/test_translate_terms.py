"""What a plan decided is told to the translator and asked of the translation, in streams and in projects."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from localize.translate.apertium import Apertium
from tests.localize.fake_openai import KEY, FakeOpenAI, fake_openai

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
DERIVE = (sys.executable, "-c", "from derive.cli import main; main()")
ITEM = {
    "id": "a",
    "source": "110番に電話するといくらかかりますか？",
    "pivot": "How much does it cost to call 110?",
    "source_answer": None,
    "pivot_answer": None,
    "category": ["Risk"],
}


def run(folder: Path, server: FakeOpenAI | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DERIVE_CACHE_DIR": str(folder / "cache"),
        "DERIVE_CHAT_MODEL": "fake",
    }
    if server:
        environment |= {"OPENAI_BASE_URL": server.base, "OPENAI_API_KEY": KEY}
    return subprocess.run(
        [*DERIVE, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def planned(folder: Path) -> dict[str, Any]:
    """A plan made by `derive adapt`, with one wording decided by hand."""
    write(folder / "items.jsonl", [ITEM])
    assert run(folder, None, "adapt", "items.jsonl", "--locale", "ko-KR", "--output", "plans.jsonl").returncode == 0
    plan: dict[str, Any] = json.loads((folder / "plans.jsonl").read_text(encoding="utf-8"))
    proposal = {"target": "112번", "pivot": "112", "confidence": 1.0, "source": "x", "as_of": "2026-01-01"}
    step = {"field": "pivot", "start": 30, "end": 33, "text": "110", "type": "emergency_contact"}
    decided = {**step, "action": "substitution", "proposals": [proposal], "chosen": 0, "function": None, "note": ""}
    adapted = {"pivot": "How much does it cost to call 112?", "pivot_answer": None}
    write(folder / "plans.jsonl", [{**plan, "steps": [decided], "adapted": adapted}])
    return plan


@pytest.mark.parametrize(
    ("answer", "state"),
    [("112번에 전화하면 얼마나 드나요?", "translated"), ("112에 전화하면 얼마나 드나요?", "initial")],
)
def test_the_plan_is_the_glossary_and_the_gate_holds_to_it(answer: str, state: str, tmp_path: Path) -> None:
    planned(tmp_path)
    with fake_openai(lambda _text, _before: {"say": answer}) as server:
        options = ("--locale", "ko-KR", "--translator", "chat", "--plans", "plans.jsonl", "--output", "out.jsonl")
        run(tmp_path, server, "translate", "items.jsonl", *options)
        assert "- 112 → 112번" in server.bodies[0]["messages"][0]["content"]
        assert set(server.asked) == {"How much does it cost to call 112?"}
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert row["state"] == state


def test_a_project_takes_its_own_prompt_and_keeps_drafts(tmp_path: Path) -> None:
    write(tmp_path / "items.jsonl", [ITEM])
    with fake_openai(lambda _text, _before: {"say": "112번에 전화하면 얼마나 드나요?"}) as server:
        arguments = ("new", "--locale", "ko-KR", "--source", "items.jsonl", "--translator", "chat", "--out", "p")
        assert run(tmp_path, server, *arguments).returncode in {0, 1}
        first = len(server.bodies)
        assert first == 1
        (tmp_path / "p" / "prompts").mkdir()
        (tmp_path / "p" / "prompts" / "translate.txt").write_text("Our own words, into $language.", encoding="utf-8")
        again = run(tmp_path, server, "translate", "--project", "p")
    assert again.returncode == 0, again.stderr
    assert len(server.bodies) == first


def test_english_for_singapore_is_the_adapted_english(tmp_path: Path) -> None:
    write(tmp_path / "items.jsonl", [{**ITEM, "pivot": "Where is the sea?", "source": "海はどこですか？"}])
    done = run(tmp_path, None, "translate", "items.jsonl", "--locale", "en-SG", "--output", "out.jsonl")
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert (done.returncode, row["target"], row["state"]) == (0, "Where is the sea?", "translated")
    assert (row["origin"], row["engine"]) == ("machine", "adapted-english|1")


def test_a_second_opinion_is_a_finding(tmp_path: Path) -> None:
    program = shutil.which("apertium")
    if program is None or not Apertium(program).speaks("en-US", "es-ES"):
        pytest.skip("apertium with apertium-eng-spa is not installed")
    items = [
        {**ITEM, "id": "a", "pivot": "Where is the red house?"},
        {**ITEM, "id": "b", "pivot": "How much money does the doctor want for the visit?"},
    ]
    write(tmp_path / "items.jsonl", items)
    said = {
        items[0]["pivot"]: "¿Dónde está la casa roja?",
        items[1]["pivot"]: "¿A quién pertenece aquel perro negro del jardín vecino?",
    }
    with fake_openai(lambda text, _: {"say": said[text]}) as server:
        options = ("--locale", "es-ES", "--translator", "chat", "--back-translate", "apertium", "--output", "out.jsonl")
        run(tmp_path, server, "translate", "items.jsonl", *options)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    checks = [[finding["check"] for finding in row["findings"]] for row in rows]
    assert ["back-translation" in each for each in checks] == [False, True]
