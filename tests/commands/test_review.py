"""The review in a real pseudo-terminal of 80 columns: each key is stored before the next is read."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from tests.commands.conftest import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="en" creationtool="t" creationtoolversion="1"
 segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>Why is the sky
 blue?</seg></tuv><tuv xml:lang="ko"><seg>하늘은 왜 파란가요?</seg></tuv></tu></body></tmx>""".replace("\n ", " ")
PIVOTS = "SELECT pivot FROM plans WHERE seq != 1 ORDER BY seq"
CASTING = "SELECT original, stand, who FROM casting WHERE who != '' ORDER BY number"
ROWS = [
    {"id": "work", "source": "町内会を抜けたい。", "pivot": "I want to leave the neighborhood association."},
    {"id": "sky", "source": "空はなぜ青いの", "pivot": "Why is the sky blue?", "category": ["誤情報"]},
    {"id": "fees", "source": "町内会って何？", "pivot": "What is the neighborhood association?"},
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "m.tmx").write_text(TMX, encoding="utf-8")
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    run(tmp_path, "new", "--locale", "ko-KR", "--source", "items.jsonl", "--translator", "auto", "--out", "p")
    toml = tmp_path / "p" / "derive.toml"
    settings = toml.read_text("utf-8").replace("memory = []", 'memory = ["../m.tmx"]').replace('"auto"', '"memory"')
    toml.write_text(settings, "utf-8")
    run(tmp_path, "translate", "--project", "p")
    return tmp_path / "p"


def environment(**more: str) -> dict[str, str]:
    nowhere = "http://127.0.0.1:9"
    offline = {"https_proxy": nowhere, "http_proxy": nowhere}
    # the terminal is as wide as it is, whatever the one says that the tests are run from
    ours = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    return {**ours, **offline, "DERIVE_REVIEWER": "ana", "TERM": "xterm", **more}


def run(folder: Path, *arguments: str) -> str:
    program = f"{PROGRAM[0]} -c '{PROGRAM[2]}' " + " ".join(arguments)
    return str(pexpect.run(program, cwd=folder, env=environment(), encoding="utf-8", timeout=60))


@pytest.fixture
def screen(project: Path) -> Iterator[pexpect.spawn[str]]:
    editor = f"{sys.executable} -c \"import sys; p=sys.argv[1]; open(p,'w').write('직접 쓴 글')\""
    child = pexpect.spawn(
        PROGRAM[0], ["-c", PROGRAM[2], "review", "--project", "."], cwd=project, env=environment(EDITOR=editor),
        encoding="utf-8", dimensions=(40, 80), timeout=30,
    )  # fmt: skip
    yield child
    child.close(force=True)


def rows(project: Path, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(project / "derive.db") as db:
        return db.execute(query).fetchall()


def past_to_sky(screen: pexpect.spawn[str]) -> None:
    for item in ("work", "fees"):
        shown(screen, item)
        screen.send("s")
    shown(screen, "sky")


def shown(screen: pexpect.spawn[str], item: str) -> None:
    screen.expect_exact(item)
    screen.expect_exact("q quit")


def test_what_is_taken_holds_for_the_set_and_is_taken_back(project: Path, screen: pexpect.spawn[str]) -> None:
    shown(screen, "work")
    assert "holds for 2 items of the set" in (screen.before or "")
    screen.send("1")
    shown(screen, "work")
    assert rows(project, CASTING) == [("町内会", "taken", "ana")]
    assert not [pivot for (pivot,) in rows(project, PIVOTS) if "neighborhood association" in pivot]
    screen.send("u")
    shown(screen, "work")
    assert rows(project, CASTING) == [("町内会", "taken", "ana"), ("町内会", "open", "ana")]
    assert all("neighborhood association" in pivot for (pivot,) in rows(project, PIVOTS))


def test_what_is_taken_only_here_is_stored_and_taken_back(project: Path, screen: pexpect.spawn[str]) -> None:
    shown(screen, "work")
    for key in "h1":
        screen.send(key)
    shown(screen, "work")
    assert rows(project, "SELECT subject, who FROM decisions") == [("step", "ana")]
    assert ["neighborhood association" in pivot for (pivot,) in rows(project, PIVOTS)] == [False, True]
    screen.send("u")
    shown(screen, "work")
    assert rows(project, "SELECT subject FROM decisions") == [("step",), ("undo",)]
    assert all("neighborhood association" in pivot for (pivot,) in rows(project, PIVOTS))


def test_a_new_item_takes_the_place_of_a_removed_one(project: Path, screen: pexpect.spawn[str]) -> None:
    shown(screen, "work")
    screen.send("n")
    screen.expect_exact("removed: ")
    screen.sendline("no such thing there")
    shown(screen, "work")
    made = "SELECT disposition, reason, question, answer, origin FROM plans JOIN drafts USING (seq) WHERE seq = 0"
    reason = "written in the slot of one removed: no such thing there"
    assert rows(project, made) == [("newly-created", reason, "직접 쓴 글", "직접 쓴 글", "human")]
    subjects = [subject for (subject,) in rows(project, "SELECT subject FROM decisions")]
    assert subjects == ["disposition", "disposition", "question", "answer"]


def test_an_approval_is_of_what_stood_there_and_falls_with_it(project: Path, screen: pexpect.spawn[str]) -> None:
    past_to_sky(screen)
    assert "하늘은 왜 파란가요?" in (screen.before or "")
    screen.send("a")
    screen.expect_exact("decisions stored")
    assert rows(project, "SELECT state FROM drafts WHERE seq = 1") == [("reviewed",)]


def test_an_edit_is_a_persons_and_undo_brings_the_machines_back(project: Path, screen: pexpect.spawn[str]) -> None:
    past_to_sky(screen)
    screen.send("e")
    shown(screen, "sky")
    assert rows(project, "SELECT question, origin FROM drafts WHERE seq = 1") == [("직접 쓴 글", "human")]
    screen.send("u")
    shown(screen, "sky")
    assert rows(project, "SELECT question, origin FROM drafts WHERE seq = 1") == [("하늘은 왜 파란가요?", "memory")]


def test_ctrl_c_loses_nothing(project: Path, screen: pexpect.spawn[str]) -> None:
    shown(screen, "work")
    screen.send("r")
    screen.expect_exact("why: ")
    screen.sendline("only there")
    shown(screen, "fees")
    screen.sendcontrol("c")
    screen.expect(pexpect.EOF)
    screen.wait()
    assert screen.exitstatus == 130
    assert rows(project, "SELECT disposition, reason FROM plans WHERE seq = 0") == [("sample-removed", "only there")]


@pytest.mark.parametrize(("columns", "more"), [(80, {}), (20, {}), (40, {"TERM": "dumb", "NO_COLOR": "1"})])
def test_no_line_is_wider_than_the_terminal(project: Path, columns: int, more: dict[str, str]) -> None:
    from rich.cells import cell_len  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    screen = pexpect.spawn(
        PROGRAM[0], ["-c", PROGRAM[2], "review", "--project", "."], cwd=project, env=environment(**more),
        encoding="utf-8", dimensions=(40, columns), timeout=30,
    )  # fmt: skip
    screen.expect(r"q\s+quit")
    screen.close(force=True)
    lines = [Text.from_ansi(line).plain for line in (screen.before or "").split("\r\n")]
    assert 10 < max(cell_len(line) for line in lines) <= columns
