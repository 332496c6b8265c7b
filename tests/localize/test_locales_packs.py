"""The contract of every bundled pack, and what a team's own folder changes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from localize.errors import PackError
from localize.locales import base, load_pack, packs
from localize.locales.pack import Pack, general, lexicon_functions
from localize.locales.rowtypes import EQUIVALENTS, SAME
from localize.locales.tables import HEADER_FACTS, header_facts
from localize.locales.tags import BUNDLED, bundled_tags, region_of
from localize.model import Flag, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from localize.locales.records import Cast, Equivalent, Same, Sensitive

TABLES = ("equivalents.tsv", "same.tsv", "sensitive.tsv", "casting.tsv")
HEADER = "# source: a test\n# licence: CC0-1.0\n# as_of: 2026-11-21\n"
EMERGENCY = (base.POLICE, base.FIRE_AMBULANCE)


def rows_of(pack: Pack) -> list[Equivalent | Same | Sensitive | Cast]:
    ranked = [row for rows in pack.by_function.values() for row in rows]
    return [*ranked, *pack.same, *pack.sensitive, *pack.casting]


@pytest.mark.parametrize("tag", bundled_tags())
class TestEveryPack:
    def test_its_tables_say_where_they_come_from(self, tag: str) -> None:
        for name in TABLES:
            assert set(header_facts(BUNDLED / tag / name)) == set(HEADER_FACTS)

    def test_a_looked_up_row_has_source_and_date(self, tag: str) -> None:
        for row in rows_of(load_pack(tag)):
            assert bool(row.source) == bool(row.as_of), row
            if row.as_of:
                assert dt.date.fromisoformat(row.as_of) <= dt.date(2100, 1, 1)

    def test_what_a_machine_may_choose_is_looked_up(self, tag: str) -> None:
        for rows in load_pack(tag).by_function.values():
            for row in rows:
                assert not row.safe or (row.source and row.as_of and row.pivot), row

    def test_its_emergency_numbers_are_those_phonenumbers_knows(self, tag: str) -> None:
        known = base.emergency_numbers(region_of(tag))
        pack = load_pack(tag)
        chosen = [rows[0].pivot for function in EMERGENCY if (rows := pack.proposals(function))]
        assert chosen
        assert set(chosen) <= set(known)

    def test_it_says_one_thing_of_a_function(self, tag: str) -> None:
        pack = load_pack(tag)
        same = {row.value for row in pack.same if row.kind == "function"}
        assert not same & (pack.by_function.keys() - set(EMERGENCY))

    def test_its_rate_is_dated(self, tag: str) -> None:
        rate = load_pack(tag).rate
        assert rate is None or (rate.yen > 0 and dt.date.fromisoformat(rate.as_of) and rate.source)

    def test_its_pivots_stand_inside_a_sentence(self, tag: str) -> None:
        for rows in load_pack(tag).by_function.values():
            for row in rows:
                assert row.pivot == row.pivot.strip()
                assert not row.pivot.lower().startswith(("a ", "an ", "the ")), row


def test_summaries_count_what_is_covered() -> None:
    summary = next(summary for summary in packs() if summary.tag == "ko-KR")
    assert summary.rows >= 350
    assert 0 < summary.chosen_rows < summary.rows
    assert summary.functions == len(lexicon_functions())
    assert summary.covered <= summary.functions


@pytest.mark.parametrize(("tag", "numbers", "chosen"), [("de-AT", 4, False), ("sv-SE", 2, False), ("es-419", 0, False)])
def test_any_locale_has_a_base_pack_that_does_not_guess(tag: str, numbers: int, chosen: bool) -> None:
    pack = load_pack(tag)
    police = pack.proposals(base.POLICE)
    assert (pack.level, len(police)) == ("base", numbers)
    assert any(row.may_be_chosen for row in police) is chosen


def test_a_single_emergency_number_is_both() -> None:
    region = next(r for r in ("IS", "FI", "EE", "LU", "DK", "PT", "NL") if len(base.emergency_numbers(r)) == 1)
    tag = {"IS": "is-IS", "FI": "fi-FI", "EE": "et-EE", "LU": "lb-LU", "DK": "da-DK", "PT": "pt-PT"}.get(
        region, "nl-NL"
    )
    assert [load_pack(tag).proposals(function)[0].may_be_chosen for function in EMERGENCY] == [True, True]


def test_holidays_do_not_depend_on_the_language_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    there = base.holidays("ko-KR", 2026)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert base.holidays("ko-KR", 2026) == there
    assert "Korean New Year" in {name for _, name in there}


def test_same_by_function_or_by_word() -> None:
    pack = load_pack("ko-KR")

    def flag(text: str, function: str | None) -> Flag:
        return Flag("source", 0, len(text), text, Kind.ORGANIZATION, "lexicon", 0.9, "", None, function)

    assert pack.is_same(flag("家裁", "family-court"))
    assert pack.is_same(flag("119", None))
    assert not pack.is_same(flag("日本年金機構", "national-pension-agency"))


def own_pack(
    tmp_path: Path,
    name: str,
    lines: Sequence[tuple[str, ...]],
    columns: tuple[str, ...] = EQUIVALENTS,
    header: str = HEADER,
) -> Path:
    table = ["\t".join(columns), *("\t".join(line) for line in lines)]
    (tmp_path / name).write_text(header + "\n".join(table) + "\n", encoding="utf-8")
    return tmp_path


def test_a_case_falls_back_on_its_role(tmp_path: Path) -> None:
    korea = load_pack("ko-KR")
    assert [row.target for row in korea.proposals("national-holiday/coming-of-age-day")] == ["성년의 날"]
    assert korea.proposals("national-holiday/no-such-day") == korea.proposals("national-holiday")
    assert korea.same_row("family-court/of-osaka") is not None
    row = ("national-holiday", "쉬는 날", "day off", "substitution", "no", "", "", "")
    own = load_pack("ko-KR", own_pack(tmp_path, "equivalents.tsv", [row]))
    assert [row.target for row in own.proposals("national-holiday/coming-of-age-day")] == ["쉬는 날"]


OF_DETECTORS = frozenset(
    {"area-unit", "postal-address", "legal-age-drinking", "legal-age-smoking", "legal-age-gambling"}
    | {"local-government-office"}
)


@pytest.mark.parametrize("tag", bundled_tags())
def test_its_functions_are_ones_that_something_can_have(tag: str) -> None:
    known = lexicon_functions() | OF_DETECTORS
    assert sorted({general(function) for function in load_pack(tag).by_function} - known) == []


def test_a_teams_rows_go_over_the_bundled_ones(tmp_path: Path) -> None:
    row = (
        "family-court",
        "서울가정법원",
        "Seoul Family Court",
        "specification",
        "yes",
        "",
        "https://example.org",
        "2026-11-01",
    )
    pack = load_pack("ko-KR", own_pack(tmp_path, "equivalents.tsv", [row]))
    assert [(r.pivot, r.may_be_chosen) for r in pack.proposals("family-court")] == [("Seoul Family Court", True)]
    assert pack.same_row("family-court") is None
    assert pack.proposals("national-pension-agency") == load_pack("ko-KR").proposals("national-pension-agency")


def test_a_team_may_call_the_same_what_the_pack_replaces(tmp_path: Path) -> None:
    pack = load_pack("ko-KR", own_pack(tmp_path, "same.tsv", [("function", "tax-agency", "", "", "")], SAME))
    assert pack.same_row("tax-agency")
    assert pack.proposals("tax-agency") == ()


GOOD = ("x", "엑스", "x", "substitution", "no", "", "", "")
BAD_ROWS = {
    "an action that is none": ((*GOOD[:3], "swap", *GOOD[4:]), "equivalents.tsv:5: action is 'swap'"),
    "safe neither yes nor no": ((*GOOD[:4], "maybe", *GOOD[5:]), "equivalents.tsv:5: safe is 'maybe'"),
    "a date that is none": (
        (*GOOD[:6], "https://example.org", "21.11.2026"),
        "equivalents.tsv:5: as_of is '21.11.2026'",
    ),
    "a source without a date": ((*GOOD[:6], "https://example.org", ""), "equivalents.tsv:5: source and as_of"),
    "no English": (("x", "엑스", "", *GOOD[3:]), "equivalents.tsv:5: a row needs function and pivot"),
    "a cell too few": (GOOD[:-1], "equivalents.tsv:5: 7 cells, expected 8"),
}


@pytest.mark.parametrize(("row", "message"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_wrong_row_is_refused_by_line(tmp_path: Path, row: tuple[str, ...], message: str) -> None:
    with pytest.raises(PackError) as refusal:
        load_pack("ko-KR", own_pack(tmp_path, "equivalents.tsv", [row]))
    assert message in str(refusal.value)


def test_a_doubled_row_names_both_lines(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"equivalents.tsv:6: the same function, target as line 5"):
        load_pack("ko-KR", own_pack(tmp_path, "equivalents.tsv", [GOOD, GOOD]))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"equivalents.tsv:4: the column 'pivot' is missing"):
        load_pack("ko-KR", own_pack(tmp_path, "equivalents.tsv", [], ("function", "target")))


def test_a_table_without_its_origin_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="# licence"):
        load_pack(
            "ko-KR", own_pack(tmp_path, "equivalents.tsv", [GOOD], header="# source: a test\n# as_of: 2026-11-21\n")
        )


BAD_SETTINGS = {
    "wrong locale": ('name = "x"\ntag = "ja-JP"', "pack.toml:2: tag is 'ja-JP', expected 'ko-KR'"),
    "wrong level": ('level = "great"', "level is 'great'"),
    "no TOML": ("tag ko-KR", "pack.toml: "),
    "rate without a date": ("[rate]\nyen_per_unit = 0.1", "[rate] has no as_of"),
    "rate of nothing": (
        '[rate]\nyen_per_unit = 0\nas_of = 2026-01-01\nsource = "s"\nenglish = "won"\ntarget = "원"',
        "yen_per_unit is 0",
    ),
}


@pytest.mark.parametrize(("written", "message"), BAD_SETTINGS.values(), ids=BAD_SETTINGS)
def test_wrong_settings_are_refused(tmp_path: Path, written: str, message: str) -> None:
    (tmp_path / "pack.toml").write_text(written, encoding="utf-8")
    with pytest.raises(PackError) as refusal:
        load_pack("ko-KR", tmp_path)
    assert message in str(refusal.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such folder"):
        load_pack("ko-KR", tmp_path / "none")
