"""What is typed at the prompt or written in the editor: whole, or not taken and said."""

from __future__ import annotations

import io

import pytest

from derive.review.editor import asked, edited

FAILING = {
    "missing": "/no/such/editor",
    "unbalanced": "vi '",
    "deletes": "rm",
    "fails": "false",
    "no UTF-8": 'bash -c \'printf "\\xff" > "$0"\'',
    "a folder": "bash -c 'rm $0; mkdir $0'",
}


@pytest.mark.parametrize("editor", FAILING.values(), ids=FAILING)
def test_an_editor_that_fails_changes_nothing_and_is_told_of(
    editor: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    assert edited("그대로\n") == "그대로\n"
    assert "left no text" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "a\n", "a\r\n", "a\r\nb\r\n", "\n\n", "가\u2028나"])
def test_what_was_only_looked_at_is_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "true")
    assert edited(text) == text


def test_what_was_written_is_taken_without_the_last_line_break_or_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", 'bash -c \'printf "\\xef\\xbb\\xbf새\\n글\\n\\n" > "$0"\'')
    assert edited("옛") == "새\n글"


@pytest.mark.parametrize(
    ("typed", "taken"), [(" 김 \n", "김"), ("", ""), ("\x1b[D김\n", ""), ("a\u202eb\n", ""), ("\udcff\n", "")]
)
def test_a_line_is_taken_if_it_is_text(typed: str, taken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert asked("why") == taken
