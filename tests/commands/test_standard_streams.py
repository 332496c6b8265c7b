"""Standard streams that are full, closed, or whose reader has gone."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import PROGRAM, ROWS, TIMEOUT_S

if TYPE_CHECKING:
    from tests.commands.conftest import Derive

LONG = [{**row, "id": f"{row['id']}{n}"} for n in range(100) for row in ROWS]
COMMANDS = [["flag", "s.jsonl"], ["flag", "s.jsonl", "--explain", "a0"], ["locales", "--json"], ["doctor"], ["--help"]]
FULL = "derive: standard output: cannot be written (No space left on device)\n"
# How a shell closes a stream.
CLOSED = ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"]


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_standard_output_is_said_once(derive: Derive, command: list[str], unbuffered: str) -> None:
    derive.write("s.jsonl", LONG)
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [*PROGRAM, *command],
            cwd=derive.folder,
            env={**derive.environment, "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 2
    assert ended.stderr.decode().removesuffix("  choose another --output\n") == FULL


@pytest.mark.parametrize("command", [COMMANDS[0], COMMANDS[1]], ids=" ".join)
def test_a_reader_that_leaves_is_no_fault(derive: Derive, command: list[str]) -> None:
    derive.write("s.jsonl", [{**row, "source": str(row["source"]) * 2000} for row in LONG])
    with derive.start(*command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(2)
        running.stdout.close()
        said = running.stderr.read()
        assert running.wait(TIMEOUT_S) == 0
    assert said == b""


@pytest.mark.parametrize("closed", CLOSED)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_closed_stream_is_no_fault_and_no_file_takes_its_place(
    derive: Derive, command: list[str], closed: str
) -> None:
    before = derive.write("s.jsonl", LONG).read_bytes()
    shell = ["sh", "-c", f'"$@" {closed}', "sh", *PROGRAM, *command]
    assert subprocess.run(shell, cwd=derive.folder, env=derive.environment, check=False).returncode == 0
    assert (derive.folder / "s.jsonl").read_bytes() == before
    assert [path.name for path in derive.folder.iterdir()] == ["s.jsonl"]


def test_a_message_that_reaches_no_one_does_not_end_the_work(derive: Derive) -> None:
    derive.write("s.jsonl", ROWS)
    with Path("/dev/full").open("wb") as full:
        new = derive.start("new", "--locale", "ko", "--source", "s.jsonl", "--out", "p", stderr=full)
        assert new.wait(TIMEOUT_S) == 1
    assert len(derive("export", "--project", "p").rows) == len(ROWS)
