"""The formats by suffix, and the file a path means."""

from __future__ import annotations

import io
import os
from difflib import get_close_matches
from typing import TYPE_CHECKING

from derive.errors import BadInputError
from derive.sources import delimited, json_file, jsonl, parquet, xlsx
from derive.sources.rows import File

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from _typeshed import WriteableBuffer

    from derive.sources.rows import Reader

# In the order of preference where a hub folder holds the same split in several.
FORMATS: Mapping[str, Reader] = {
    ".parquet": parquet.rows,
    ".jsonl": jsonl.rows,
    ".ndjson": jsonl.rows,
    ".json": json_file.rows,
    ".csv": delimited.csv_rows,
    ".tsv": delimited.tsv_rows,
    ".xlsx": xlsx.rows,
}


def file_at(path: Path, encoding: str | None) -> File:
    """The file at a path, if it is one we can read; says what is wrong with the path otherwise."""
    if path.is_dir():
        inside = sorted(p.name for p in path.iterdir() if p.suffix.lower() in FORMATS)[:5]
        raise BadInputError(str(path), "a folder, not a file", f"in it: {', '.join(inside)}" if inside else "")
    if not path.exists():
        raise BadInputError(str(path), "no such file", _nearest(path))
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        shown = f"the suffix {suffix!r} is not known" if suffix else "a file name without a suffix"
        raise BadInputError(str(path), shown, f"known: {', '.join(sorted(FORMATS))}; or pipe JSON Lines into -")
    return File(str(path), suffix, lambda: open_bytes(path), encoding)


def open_bytes(path: Path) -> io.BufferedReader:
    """The bytes of a file that is there; a missing right to read is the user's to mend."""
    try:
        return io.BufferedReader(_Bytes(path))
    except OSError as error:
        raise BadInputError(str(path), f"cannot be read: {error.strerror}") from error


class _Bytes(io.FileIO):
    """A disk that fails in the middle is told of by the file, not taken for the output that is being written."""

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise BadInputError(os.fsdecode(self.name), f"cannot be read: {error.strerror}") from error


def _nearest(path: Path) -> str:
    if not path.parent.is_dir():
        return f"the folder {path.parent} is not there either"
    close = get_close_matches(path.name, [sibling.name for sibling in path.parent.iterdir()], n=1)
    return f"did you mean {path.parent / close[0]}?" if close else ""
