"""Exit codes, whole files, quiet terminals: how every command behaves."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from derive.cli import COMMANDS, GROUPS, app
from derive.workspace.lock import exclusive
from tests.commands.conftest import ROWS, TIMEOUT_S, UNSORTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.commands.conftest import Derive

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
COLOUR = re.compile(r"\x1b\[[\d;]*[34]\d")
TABLES = [["locales"], ["engines"], ["doctor"], ["align", "taxonomies"]]
is_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@pytest.mark.parametrize(
    "command", [[], *([group] for group in GROUPS), *(name.split() for name in COMMANDS)], ids=" ".join
)
def test_every_command_helps(command: list[str]) -> None:
    typed = [*command, "--help"]
    said = CliRunner().invoke(app(typed), typed)
    assert said.exit_code == 0
    assert "Usage: " in said.stdout
    assert said.stderr == ""


@pytest.mark.parametrize("typed", [["nwe"], ["flag", "--outptu", "x"], ["new"], ["align", "proppose"]], ids=" ".join)
def test_wrong_usage_exits_2(derive: Derive, typed: list[str]) -> None:
    refused = derive(*typed)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err


@pytest.mark.parametrize("command", TABLES, ids=" ".join)
def test_every_table_is_also_json(derive: Derive, command: list[str]) -> None:
    shape = json.loads(derive(*command, "--json").out)
    assert isinstance(shape, list)
    first = next(iter(shape[0].values()))
    assert str(first) in derive(*command).out


@pytest.mark.parametrize(
    ("command", "where"),
    [
        (["flag", "none.jsonl"], "none.jsonl"),
        (["flag", "s.jsonl", "--output", "no/such/folder/f"], "no/such/folder/f"),
        (["flag", "s.jsonl", "--output", "."], "."),
        (["flag", "s.jsonl", "--profile", "none"], "none"),
        (["flag", "s.jsonl", "--explain", "none"], "--explain none"),
        (["flag", "s.jsonl", "--locale", "xx"], "xx"),
        (["flag", "s.jsonl", "--output", "/dev/full"], "/dev/full"),
        (["adapt", "s.jsonl", "--locale", "ko", "--output", "/dev/full"], "/dev/full"),
        (["new", "--locale", "ko", "--source", "none.jsonl", "--out", "p"], "none.jsonl"),
        (["new", "--locale", "ko", "--source", "empty.jsonl", "--out", "p"], "empty.jsonl"),
        (["new", "--locale", "ko", "--source", "s.jsonl", "--out", "s.jsonl"], "s.jsonl"),
        (["align", "propose", "none", "mlcommons-ailuminate"], "none"),
        (["profile", "show", "none"], "none"),
        (["measure", "--hypotheses", "none", "--references", "none", "--locale", "ko"], "none"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_bad_input_exits_2_names_it_and_writes_nothing(derive: Derive, command: list[str], where: str) -> None:
    derive.write("s.jsonl", ROWS)
    derive.write("empty.jsonl", [])
    refused = derive(*command)
    assert refused.code == 2, refused.err
    assert refused.err.startswith("derive: ")
    assert where in refused.err
    assert "Traceback" not in refused.err
    assert sorted(path.name for path in derive.folder.iterdir()) == ["empty.jsonl", "s.jsonl"]


def test_a_file_that_cannot_be_finished_leaves_the_old_one(derive: Derive) -> None:
    (derive.folder / "out").write_text("before", encoding="utf-8")
    text = json.dumps(ROWS[0]) + "\n{broken\n"
    assert derive("flag", "-", "--output", "out", stdin=text).code == 2
    assert (derive.folder / "out").read_text(encoding="utf-8") == "before"
    assert [path.name for path in derive.folder.iterdir()] == ["out"]


@pytest.fixture
def closed(derive: Derive) -> Iterator[Path]:
    """A folder nobody may write to; root needs a read-only file system for that."""
    folder = derive.folder / "closed"
    folder.mkdir(mode=0o500)
    if os.geteuid():
        yield folder
        return
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a read-only folder")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_folder_without_permission_is_refused(derive: Derive, closed: Path) -> None:
    derive.write("s.jsonl", ROWS)
    for command in (
        ["flag", "s.jsonl", "--output", "closed/f"],
        ["new", "--locale", "ko", "--source", "s.jsonl", "--out", "closed/p"],
    ):
        refused = derive(*command)
        assert refused.code == 2
        assert "closed" in refused.err
    assert list(closed.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@is_root
def test_a_full_disk_is_named_and_with_room_the_same_command_goes_on(derive: Derive, small_disk: Path) -> None:
    rows = [{**ROWS[1], "id": f"{n}", "source": "空" * 100, "category": []} for n in range(3_000)]
    derive.write("s.jsonl", rows)
    new = ("new", "--locale", "ko", "--source", "s.jsonl", "--out", small_disk / "p", "--quiet")
    refused = derive(*new)
    assert refused.code == 2, refused.err
    assert "make room on the disk" in refused.err
    assert not (small_disk / "p/derive.db").exists()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert derive(*new).code in {0, 1}
    assert len(derive("export", "--project", small_disk / "p").rows) == len(rows)


def test_texts_do_not_command_the_terminal(derive: Derive) -> None:
    row = {
        "id": "a\u202eb",
        "source": "町内会\u202eに110番",
        "pivot": "the \u2066neighborhood association",
        "category": [],
    }
    derive.write("s.jsonl", [row])
    for command in (
        ["new", "--locale", "ko", "--source", "s.jsonl", "--out", "p"],
        ["flag", "s.jsonl", "--explain", row["id"]],
    ):
        said = derive(*command)
        assert said.code in {0, 1}
        assert RAW.findall(said.out + said.err) == []
    assert "町内会〕\\x202eに" in said.out


def test_a_category_does_not_command_the_terminal(derive: Derive) -> None:
    derive.write("s.jsonl", [ROWS[1] | {"category": ["悪\u202e用"]}])
    said = derive("new", "--locale", "ko", "--source", "s.jsonl", "--out", "p")
    assert said.code in {0, 1}
    assert "悪\\x202e用" in said.out
    assert RAW.findall(said.out + said.err) == []


@pytest.mark.parametrize(
    "command",
    [
        ["flag", "a\x1b[2Jb"],
        ["new", "--locale", "\x1b[2J"],
        ["export", "--project", "\x1b]0;x\x07"],
        ["flag", "s.jsonl", "--profile", "\x1b[31m"],
    ],
    ids=repr,
)
def test_what_was_typed_does_not_command_the_terminal(derive: Derive, command: list[str]) -> None:
    derive.write("s.jsonl", ROWS)
    refused = derive(*command)
    assert refused.code == 2
    assert RAW.findall(refused.err) == []
    assert "\\x1b" in refused.err


def test_a_control_code_in_a_text_is_named_not_shown(derive: Derive) -> None:
    refused = derive("flag", "-", stdin=json.dumps(ROWS[0] | {"source": "空\x1b[2J"}))
    assert refused.code == 2
    assert "U+001B" in refused.err
    assert RAW.findall(refused.err) == []


def seen_on_a_terminal(derive: Derive, *typed: str, **environment: str) -> str:
    """What a terminal gets as standard output."""
    ours, theirs = pty.openpty()
    settings = {**derive.environment, "TERM": "xterm-256color", **environment}
    command = [sys.executable, "-c", "from derive.cli import main; main()", *typed]
    subprocess.run(
        command,
        cwd=derive.folder,
        env=settings,
        stdout=theirs,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
        timeout=TIMEOUT_S,
        check=True,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        shown += part
    os.close(ours)
    return shown.decode()


def test_colour_is_for_terminals_that_want_it(derive: Derive) -> None:
    derive.write("s.jsonl", ROWS)
    explain = ("flag", "s.jsonl", "--explain", "a")
    assert COLOUR.search(seen_on_a_terminal(derive, *explain))
    assert not COLOUR.search(seen_on_a_terminal(derive, *explain, NO_COLOR="1"))
    assert "\x1b[" not in derive(*explain).out


def test_ctrl_c_ends_with_130_and_the_project_is_whole(derive: Derive, project: Path) -> None:
    with exclusive(project, print), derive.start("flag", "--project", project, stderr=subprocess.PIPE) as waiting:
        assert waiting.stderr is not None
        assert b"waiting for" in waiting.stderr.readline()
        waiting.send_signal(signal.SIGINT)
        said = waiting.stderr.read()
        assert waiting.wait(TIMEOUT_S) == 130
    assert b"interrupted" in said
    assert b"Traceback" not in said
    assert derive("status", "--project", project).code == 1


def test_the_second_command_waits_says_for_whom_and_then_does_its_work(derive: Derive, project: Path) -> None:
    with derive.start("adapt", "--project", project, stderr=subprocess.PIPE) as second:
        with exclusive(project, print):
            assert second.stderr is not None
            first_line = second.stderr.readline()
        rest = second.stderr.read()
        assert second.wait(TIMEOUT_S) == 0
    if b"waiting" in first_line:  # it may have been quicker than we were
        assert f"process {os.getpid()}".encode() in first_line
        assert b"0 items adapted" in rest


def test_two_new_at_once_make_one_project(derive: Derive) -> None:
    derive.write("s.jsonl", UNSORTED)
    new = ("new", "--locale", "ko", "--source", "s.jsonl", "--out", "p")
    both = [derive.start(*new, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [running.communicate(timeout=TIMEOUT_S) for running in both]
    assert [running.returncode for running in both] == [1, 1], said
    assert [row["id"] for row in derive("export", "--project", "p").rows] == ["a", "b", "c"]


def test_a_key_is_told_of_but_never_shown(derive: Derive) -> None:
    keys = dict.fromkeys(("HF_TOKEN", "DEEPL_API_KEY"), "secret")
    said = derive("doctor", "--json", **keys)
    assert "secret" not in said.out + said.err
    assert {"name": "HF_TOKEN", "version": None, "state": "set"} in json.loads(said.out)
