"""Two commands on one project: the second waits, or says who holds it. Real processes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from derive.errors import EXIT_BAD_INPUT, BadInputError, BusyError
from derive.workspace.lock import HOLDER_FILE, LOCK_FILE, exclusive

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys, pathlib
from derive.workspace.lock import exclusive
with exclusive(pathlib.Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_the_second_names_the_first_and_goes_on_when_it_has_ended(tmp_path: Path) -> None:
    said: list[str] = []
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(BusyError, match=rf"process {first.pid}"), exclusive(tmp_path, said.append, wait_s=0.1):
            pytest.fail("held twice")
        assert f"process {first.pid}" in said[0]
        (tmp_path / HOLDER_FILE).write_bytes(b"\xff" * 9999)
        with pytest.raises(BusyError) as refused, exclusive(tmp_path, said.append, wait_s=0.1):
            pytest.fail("held twice")
        assert refused.value.exit_code == EXIT_BAD_INPUT
        assert "wait until it has ended" in str(refused.value)
        first.kill()
        first.wait()
        with exclusive(tmp_path, said.append, wait_s=5):
            pass


@pytest.mark.parametrize("name", [LOCK_FILE, HOLDER_FILE])
@pytest.mark.parametrize("link", [False, True])
def test_what_cannot_be_written_is_named_and_a_link_is_not_followed(tmp_path: Path, name: str, link: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine", encoding="utf-8")
    project = tmp_path / "p"
    project.mkdir()
    (project / name).symlink_to(elsewhere) if link else (project / name).mkdir()
    with pytest.raises(BadInputError, match=f"{name}: cannot be written") as refused, exclusive(project, print):
        pytest.fail("held")
    assert "take what stands there away" in refused.value.hint
    assert elsewhere.read_text(encoding="utf-8") == "mine"
