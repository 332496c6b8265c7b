"""`pack.toml`: every key known, every value of its kind, each complaint with its line."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from typing import TYPE_CHECKING, Any

from localize.errors import PackError
from localize.locales.records import LEVELS
from localize.locales.tables import check_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOURCE_LOCALE = "ja-JP"
_DATE = (str, dt.date)
_KINDS: dict[str, dict[str, tuple[type, ...]]] = {
    "": dict.fromkeys(("tag", "name", "level", "source_locale", "currency"), (str,)) | {"as_of": _DATE},
    "rate": dict.fromkeys(("source", "rounding", "english", "target"), (str,))
    | {"yen_per_unit": (int, float), "as_of": _DATE, "myriads": (list,)},
    "dates": {"year": (str,)},
    "names": {"target": (str,), "pivot": (str,)},
    "writing": {"scripts": (list,)},
}
_EXPECTED: dict[type, str] = {list: "a list of strings", str: "a text"}
# The places that a wording may have, with something to try it on.
_PLACES = {"dates": {"year": "2026"}, "names": {"surname": "Kim", "given": "Ana"}}


def read_settings(path: Path, tag: str) -> dict[str, Any]:
    """The settings of a pack for the locale `tag`; none where there is no file. PackError for what is wrong."""
    if not os.path.lexists(path):
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
        settings = tomllib.loads(text)
    except OSError as error:
        raise PackError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PackError(f"{path}: {error}") from error

    def wrong(key: str, problem: str) -> PackError:
        lines = text.splitlines()
        found = (at for at, line in enumerate(lines, 1) if line.strip().strip("[").startswith(key))
        return PackError(f"{path}:{next(found, 1)}: {problem}")

    tables = {name: settings.get(name, {}) for name in _KINDS if name}
    for name, table in {"": {k: v for k, v in settings.items() if k not in tables}, **tables}.items():
        if not isinstance(table, dict):
            raise wrong(name, f"{name} is {table!r}, expected a table [{name}]")
        for key, value in table.items():
            _check(name, key, value, wrong)
    allowed: dict[str, tuple[str, ...]] = {"tag": (tag,), "source_locale": (SOURCE_LOCALE,), "level": LEVELS}
    for key, expected in allowed.items():
        if settings.get(key, expected[0]) not in expected:
            raise wrong(key, f"{key} is {settings[key]!r}, expected {', '.join(map(repr, expected))}")
    if "as_of" in settings:
        check_date(str(settings["as_of"]), str(path), "as_of")
    return settings | {"as_of": str(settings.get("as_of", ""))}


def _check(table: str, key: str, value: Any, wrong: Callable[[str, str], PackError]) -> None:
    kinds = _KINDS[table].get(key)
    named = f"[{table}] {key}" if table else key
    if kinds is None:
        raise wrong(key, f"{named} is no setting of a pack; known are {', '.join(_KINDS[table])}")
    right = isinstance(value, kinds) and not isinstance(value, bool)
    if right and isinstance(value, list):
        right = all(isinstance(each, str) for each in value)
    if not right:
        raise wrong(key, f"{named} is {value!r}, expected {_EXPECTED.get(kinds[0], 'a number')}")
    if table in _PLACES:
        try:
            value.format(**_PLACES[table])
        except (KeyError, ValueError, IndexError, AttributeError) as error:
            places = ", ".join(f"{{{place}}}" for place in _PLACES[table])
            raise wrong(key, f"{named} is {value!r}, expected a text with {places}") from error
