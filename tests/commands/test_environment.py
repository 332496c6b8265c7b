"""Settings by option, then by environment, then by derive.toml."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import ROWS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Derive

LINE = json.dumps({"id": "a", "source": "119番", "pivot": "Call 119"})


def test_the_locale_of_a_stream(derive: Derive) -> None:
    everything = derive("flag", "-", stdin=LINE)
    assert derive("flag", "-", stdin=LINE, DERIVE_LOCALE="ko_KR").out != everything.out
    assert derive("flag", "-", stdin=LINE, DERIVE_LOCALE="").out == everything.out
    typed = derive("adapt", "-", "--locale", "ko", stdin=LINE)
    assert derive("adapt", "-", stdin=LINE, DERIVE_LOCALE="ko").out == typed.out
    assert derive("adapt", "-", "--locale", "ko", stdin=LINE, DERIVE_LOCALE="fr").out == typed.out
    assert derive("adapt", "-", stdin=LINE, DERIVE_LOCALE="fr").out != typed.out
    (derive.folder / "h").write_text("a\n", encoding="utf-8")
    assert derive("measure", "--hypotheses", "h", "--references", "h", DERIVE_LOCALE="ko").code == 0
    translated = derive("translate", "-", "--translator", "memory", stdin=LINE, DERIVE_LOCALE="xx-YY")
    assert translated.code == 2
    assert "'xx-YY'; did you mean" in translated.err


@pytest.mark.parametrize("command", [["flag"], ["adapt"], ["translate", "--translator", "memory"]], ids=" ".join)
def test_the_profile_of_a_stream(derive: Derive, command: list[str]) -> None:
    refused = derive(*command, "-", stdin=LINE, DERIVE_PROFILE="answercarefuly", DERIVE_LOCALE="es")
    assert refused.code == 2
    if command[0] != "translate":  # which asks for its engine first
        assert "did you mean answercarefully?" in refused.err
        assert (
            derive(*command, "-", "--profile", "auto", stdin=LINE, DERIVE_PROFILE="none", DERIVE_LOCALE="es").code == 0
        )


def test_a_project_is_made_of_the_environment(derive: Derive) -> None:
    derive.write("s.jsonl", ROWS[:1])
    settings = {"DERIVE_LOCALE": "ko", "DERIVE_SOURCE": "s.jsonl", "DERIVE_PROFILE": "canonical"}
    assert derive("new", **settings).code == 1
    status = json.loads(derive("status", "--json", "--project", "ko-KR", DERIVE_LOCALE="ko").out)
    assert (status["locale"], status["source"], status["items"]) == ("ko-KR", "s.jsonl", 1)


@pytest.mark.parametrize("tag", ["ko", "ko_KR", "KO-kr", "ko-Kore-KR"])
def test_a_locale_is_the_same_in_any_writing(derive: Derive, project: Path, tag: str) -> None:
    assert derive("status", "--project", project, DERIVE_LOCALE=tag).code == 1
    (project / "derive.toml").write_text(f'locale = "{tag}"\n', encoding="utf-8")
    assert derive("status", "--project", project).code == 1


def test_another_locale_than_the_project_s_is_refused(derive: Derive, project: Path) -> None:
    for tag in ("fr", "xx"):
        refused = derive("status", "--project", project, DERIVE_LOCALE=tag)
        assert refused.code == 2
        assert tag in refused.err
