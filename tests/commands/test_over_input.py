"""An output that is one of the inputs is refused under any name, before anything is read; the input stays as it is."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import PROGRAM, ROWS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Derive

SSSOM = ["align", "propose", "answercarefully-v2"]
COMMANDS: dict[str, list[str]] = {
    "flag": ["flag", "s.jsonl"],
    "flag, output of another": ["flag", "./x/../s.jsonl"],
    "adapt": ["adapt", "s.jsonl", "--locale", "ko"],
    "translate": ["translate", "s.jsonl", "--locale", "ko"],
    "translate, its plans": ["translate", "other.jsonl", "--locale", "ko", "--plans", "s.jsonl"],
    "translate, its memory": ["translate", "other.jsonl", "--locale", "ko", "--memory", "s.jsonl"],
    "align propose": [*SSSOM, "s.jsonl"],
    "align propose, its memory": [*SSSOM, "mlcommons-ailuminate", "--memory", "s.jsonl"],
}


@pytest.fixture
def names(derive: Derive) -> dict[str, Path]:
    """The input under its name, through a symbolic and a hard link."""
    (derive.folder / "x").mkdir()
    source = derive.write("s.jsonl", ROWS)
    derive.write("other.jsonl", ROWS)
    links = {"itself": source, "symbolic": derive.folder / "soft", "hard": derive.folder / "hard"}
    links["symbolic"].symlink_to("s.jsonl")
    os.link(source, links["hard"])
    return links


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_does_not_write_over_what_it_reads(
    derive: Derive, names: dict[str, Path], command: list[str]
) -> None:
    before = names["itself"].read_bytes()
    for output in names.values():
        refused = derive(*command, "--output", output.name)
        assert (refused.code, refused.out) == (2, "")
        assert refused.err.startswith(f"derive: {output.name}: is the same file as ")
        assert refused.err.endswith("which is to be read\n  name another --output\n")
    assert names["itself"].read_bytes() == before
    assert names["symbolic"].is_symlink()


@pytest.mark.parametrize("shell", ['"$@" s.jsonl >> s.jsonl', '"$@" - < s.jsonl >> hard', '"$@" - -o soft < s.jsonl'])
@pytest.mark.usefixtures("names")
def test_a_stream_of_the_input_is_the_input(derive: Derive, shell: str) -> None:
    before = (derive.folder / "s.jsonl").read_bytes()
    typed = ["sh", "-c", shell, "sh", *PROGRAM, "flag"]
    refused = subprocess.run(typed, cwd=derive.folder, env=derive.environment, capture_output=True, check=False)
    assert refused.returncode == 2
    assert b"is the same file as" in refused.stderr
    assert (derive.folder / "s.jsonl").read_bytes() == before


@pytest.mark.parametrize("command", [["export"], ["align", "export"], ["align", "export", "--format", "sssom"]])
@pytest.mark.parametrize("own", ["derive.db", "derive.toml"])
def test_an_export_does_not_write_over_its_project(derive: Derive, project: Path, command: list[str], own: str) -> None:
    before = (project / own).read_bytes()
    refused = derive(*command, "--project", project, "--output", project / own)
    assert refused.code == 2
    assert "is the same file as" in refused.err
    assert (project / own).read_bytes() == before


def test_the_same_terminal_or_device_is_no_file(derive: Derive) -> None:
    derive.write("s.jsonl", ROWS)
    assert derive("flag", "s.jsonl", "--output", "/dev/null").code == 0
    assert derive("flag", "/dev/null").code == 2
