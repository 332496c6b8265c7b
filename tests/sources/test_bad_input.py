"""Every kind of bad input is found, and named by file, line and field. The table is the claim."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from derive.errors import BadInputError
from derive.model import Item, LeftOut
from derive.sources import formats, open_source

CASES = json.loads(Path(__file__).with_name("bad_input.json").read_text("utf-8"))


def write(case: dict[str, Any], folder: Path) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in case.get("rows", ())) + case.get("text", "")
    if "repeat" in case:
        before, part, times, after = case["repeat"]
        text += before + part * times + after * times
    text += case.get("append", "")
    data = bytes.fromhex(case["hex"]) if "hex" in case else text.encode(case.get("encode", "utf-8"))
    path = folder / str(case["file"])
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_bad_input_is_named(case: dict[str, Any], tmp_path: Path) -> None:
    path = write(case, tmp_path)
    with pytest.raises(BadInputError) as caught:
        list(open_source(str(path), **case.get("options", {})))
    assert caught.value.where.removeprefix(f"{tmp_path}/") == case["where"]
    assert case["problem"] in caught.value.problem
    assert case.get("hint", "") in caught.value.hint


# A file in another encoding is wrong as a whole, and a broken UTF-16 stream cannot be taken up again.
ROWS = [
    case
    for case in CASES
    if case["where"].startswith("a.jsonl:")
    and "encode" not in case
    and case.get("options", {}).get("encoding") != "utf-16"
]


@pytest.mark.parametrize("case", ROWS, ids=lambda case: case["case"])
def test_a_bad_row_of_lines_can_be_left_out(case: dict[str, Any], tmp_path: Path) -> None:
    path = write(case, tmp_path)
    path.write_bytes(path.read_bytes().rstrip(b"\n") + b'\n{"id": "last", "source": "z"}\n')
    options = {"profile": "canonical", **case.get("options", {}), "skip_bad": True}
    got = list(open_source(str(path), **options))
    left = [entry for entry in got if isinstance(entry, LeftOut)]
    assert [f"{entry.where} {entry.field}".strip().removeprefix(f"{tmp_path}/") for entry in left] == [case["where"]]
    assert isinstance(got[-1], Item)
    assert got[-1].id == "last"


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text("{}")
    with pytest.raises(BadInputError, match=r"(?s)item\.jsonl: no such file.*did you mean .*items\.jsonl\?"):
        open_source(str(tmp_path / "item.jsonl"))
    with pytest.raises(BadInputError, match=r"the folder .* is not there either"):
        open_source(str(tmp_path / "no" / "item.jsonl"))


def test_a_folder_names_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text("{}")
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(BadInputError, match=r"(?s)a folder, not a file.*in it: items\.jsonl$"):
        open_source(str(tmp_path))


def test_workbooks_with_two_filled_sheets_are_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("one", "two"):
        book.create_sheet(name).append(["id", "source"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(BadInputError, match="2 sheets are filled: 'one', 'two'"):
        open_source(str(tmp_path / "a.xlsx"))


def test_a_cell_beyond_the_header_is_ragged(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in (["id", "source"], ["1", "a"], [], ["2", "b", "more"]):
        sheet.append(cells)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(BadInputError, match=r"a\.xlsx:4: 3 cells, but the header names 2"):
        list(open_source(str(tmp_path / "a.xlsx")))


def test_a_damaged_parquet_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["1", "2"], "source": ["あ" * 50, "い"], "pivot": ["a", "b"]}), path)
    data = bytearray(path.read_bytes())
    data[4:60] = bytes(56)
    path.write_bytes(data)
    with pytest.raises(BadInputError, match="not a readable Parquet file"):
        list(open_source(str(path)))


def test_bytes_in_parquet_strings_that_are_not_utf8(tmp_path: Path) -> None:
    bad = pa.array([b"\xff\xfe"]).view(pa.string())
    pq.write_table(pa.table({"id": ["1"], "source": bad, "pivot": ["a"]}), tmp_path / "a.parquet")
    with pytest.raises(BadInputError, match="not a readable Parquet file"):
        list(open_source(str(tmp_path / "a.parquet")))


def test_without_a_right_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as root every file can be read, so the refusal is the system's own, raised by the open call."""
    path = tmp_path / "a.jsonl"
    path.write_text("{}")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(formats, "_Bytes", refuse)
    with pytest.raises(BadInputError, match="cannot be read: Permission denied"):
        open_source(str(path))
