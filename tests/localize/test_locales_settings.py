"""What a team may get wrong in its own folder: each refused by file and, where there is one, line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.errors import PackError, UnknownLocaleError
from localize.locales import load_pack, resolve

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "# What\n# source: me\n# licence: CC0\n# as_of: 2026-11-21\n"
COLUMNS = "function\ttarget\tpivot\taction\tsafe\tnote\tsource\tas_of\n"
ROW = "police\t경찰\tpolice\tsubstitution\tyes\t\thttps://example.org\t2026-11-21\n"
TABLE = HEAD + COLUMNS + ROW
TOML = {
    'tag = "fr-FR"': "1: tag is 'fr-FR', expected 'ko-KR'",
    "\ntag = 3": "2: tag is 3, expected a text",
    'name = "x"\ncurency = "KRW"': "2: curency is no setting of a pack; known are tag, name",
    'names = "x"': "1: names is 'x', expected a table",
    '[names]\nsurname = "x"': r"2: \[names\] surname is no setting of a pack; known are target, pivot",
    '[names]\npivot = "{first}"': r"2: \[names\] pivot is '{first}', expected a text with {surname}, {given}",
    '[names]\npivot = "{surname"': "2: ",
    "rate = 3": "1: rate is 3, expected a table",
    "[rate]\nyen_per_unit = true": r"2: \[rate\] yen_per_unit is True, expected a number",
    "dates = 3": "1: dates is 3",
    '[dates]\nyear = "{jahr}"': "2: .* expected a text with {year}",
    "[writing]\nscripts = [1]": r"2: \[writing\] scripts is \[1\], expected a list of strings",
    'level = "top"': "1: level is 'top', expected 'complete', 'standard', 'base'",
    'as_of = "soon"': " as_of is 'soon', expected a date",
    "as_of = [": " ",
    "name = " + "[" * 9999 + "]" * 9999: " ",
}
TABLES = {
    "UTF-16": (TABLE.encode("utf-16"), ": is not UTF-8 .*: save it as UTF-8, separated by tabs"),
    "Latin-1": (TABLE.replace("경찰", "é").encode("latin-1"), ": is not UTF-8"),
    "a date without hyphens": (TABLE.replace("org\t2026-11-21", "org\t20261121").encode(), ":6: as_of is '20261121'"),
    "a space at the edge": (TABLE.replace("police\t경찰", "police \t경찰").encode(), ":6: function is 'police '"),
    "a function twice": ((TABLE + ROW).encode(), ":7: the same function, target as line 6"),
    "a column missing": (TABLE.replace("\tsafe", "").encode(), ":5: the column 'safe' is missing"),
}


@pytest.mark.parametrize("text", TOML, ids=[text[:30] for text in TOML])
def test_settings_are_checked_key_by_key(tmp_path: Path, text: str) -> None:
    (tmp_path / "pack.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=f"{tmp_path}/pack.toml:{TOML[text]}"):
        load_pack("ko-KR", tmp_path)


@pytest.mark.parametrize("wrong", TABLES)
def test_tables_are_checked_row_by_row(tmp_path: Path, wrong: str) -> None:
    written, said = TABLES[wrong]
    (tmp_path / "equivalents.tsv").write_bytes(written)
    with pytest.raises(PackError, match=f"{tmp_path}/equivalents.tsv{said}"):
        load_pack("ko-KR", tmp_path)


@pytest.mark.parametrize("name", ["equivalents.tsv", "pack.toml"])
def test_a_folder_in_the_place_of_a_file_is_not_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(PackError, match=f"{name}: cannot be read"):
        load_pack("ko-KR", tmp_path)


def test_a_file_of_another_name_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "equivalent.tsv").write_text(TABLE, encoding="utf-8")
    with pytest.raises(PackError, match=r"equivalent.tsv: is no table of a pack; known are pack.toml, equivalents.tsv"):
        load_pack("ko-KR", tmp_path)


@pytest.mark.parametrize(
    "written", [TABLE, "\ufeff" + TABLE, TABLE.replace("\n", "\r\n")], ids=["plain", "mark", "crlf"]
)
def test_what_editors_save_is_read(tmp_path: Path, written: str) -> None:
    (tmp_path / "equivalents.tsv").write_bytes(written.encode())
    assert [row.target for row in load_pack("ko-KR", tmp_path).proposals("police")] == ["경찰"]


@pytest.mark.parametrize("tag", ["und", "zh_TW.UTF-8", "ko-", "C", "", "../../etc", "\udcff", "k" * 9999, "mul"])
def test_an_odd_tag_is_refused_with_three_that_differ(tag: str) -> None:
    with pytest.raises(UnknownLocaleError, match="did you mean") as refused:
        resolve(tag)
    near = str(refused.value).split("did you mean ")[1].removesuffix("?").split(", ")
    assert len(set(near)) == 3


def test_a_tag_in_any_writing() -> None:
    assert [resolve(tag) for tag in ("zh-Hant-TW", "KO-kr", "kor", "ko-KR-u-ca-buddhist")] == ["zh-TW", *["ko-KR"] * 3]
