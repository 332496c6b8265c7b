"""What a reviewer types: a line at the prompt, or a text in the editor of their choice."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from derive.console import is_plain, say


def asked(what: str) -> str:
    """A line that was typed; empty where it was left, or is none that may stand in a text."""
    try:
        text = input(f"{what}: ").strip()
    except EOFError:
        return ""
    except UnicodeDecodeError:
        text = "\x00"
    if is_plain(text):
        return text
    say("it has control characters (an arrow key?) or is not UTF-8: not taken")
    return ""


def edited(text: str) -> str:
    """The text as changed in $EDITOR; unchanged if the editor failed, which is said."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.txt"
        path.write_bytes(f"{text}\n".encode())
        try:
            command = [*shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"), str(path)]
            subprocess.run(command, check=True)  # noqa: S603 - the user's own editor
            written = path.read_bytes().decode("utf-8-sig")
        except (ValueError, OSError, subprocess.CalledProcessError) as error:
            say(f"the editor ($VISUAL or $EDITOR) left no text: {error}")
            return text
    return text if written.rstrip("\r\n") == text.rstrip("\r\n") else written.rstrip("\r\n")
