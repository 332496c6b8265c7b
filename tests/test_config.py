"""Settings that cannot be read are named, with what to do; never passed over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from derive.config import engine_settings, read_settings
from derive.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (lambda path: path.mkdir(), "is no file that can be read"),
    "pipe": (os.mkfifo, "is no file that can be read"),
    "link to nowhere": (lambda path: path.symlink_to("nowhere"), "is no file that can be read"),
    "link to itself": (lambda path: path.symlink_to(path), "is no file that can be read"),
    "unreadable even for root": (lambda path: path.symlink_to("/proc/self/mem"), "cannot be read"),
    "not UTF-8": (lambda path: path.write_bytes(b'locale = "\xff"'), "is not UTF-8 \\(byte 11\\)"),
    "UTF-16": (lambda path: path.write_text('locale = "ko-KR"', encoding="utf-16"), "is not UTF-8"),
    "no TOML": (lambda path: path.write_text("locale = ", encoding="utf-8"), "is not TOML"),
    "nested": (lambda path: path.write_text("memory = " + "[" * 9999 + "]" * 9999, encoding="utf-8"), "is not TOML"),
    "unknown": (lambda path: path.write_text("local = 1", encoding="utf-8"), "local: is no setting"),
    "a table": (lambda path: path.write_text("[locale]", encoding="utf-8"), "locale: is {}, which is not of its kind"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, wrong: str) -> None:
    make, said = WRONG[wrong]
    make(tmp_path / "derive.toml")
    with pytest.raises(BadInputError, match=said) as refused:
        read_settings(tmp_path)
    assert refused.value.where.startswith(str(tmp_path / "derive.toml"))


def test_a_prompt_of_one_s_own_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "prompts/translate.txt").mkdir(parents=True)
    with pytest.raises(BadInputError, match="the prompt cannot be read"):
        engine_settings(tmp_path)
