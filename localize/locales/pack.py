"""Locale packs: what plays which role there. A team's own folder goes over the bundled one, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from os.path import lexists
from typing import TYPE_CHECKING, TypeVar

from localize.errors import PackError
from localize.locales import base, rates
from localize.locales.records import Cast, Equivalent, Level, Names, Rate, Same, Sensitive, Summary
from localize.locales.rowtypes import read_casting, read_equivalents, read_same, read_sensitive
from localize.locales.settings import SOURCE_LOCALE, read_settings
from localize.locales.tables import rows
from localize.locales.tags import BUNDLED, bundled_tags, language_name, region_of, resolve, territory_name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from pathlib import Path

    from localize.model import Flag

Row = TypeVar("Row")
SETTINGS = "pack.toml"
_FILES = (SETTINGS, "equivalents.tsv", "same.tsv", "sensitive.tsv", "casting.tsv")
LEXICON_COLUMNS = (
    "headword",
    "variants",
    "reading",
    "english",
    "type",
    "label",
    "function",
    "why",
    "condition",
    "source",
    "as_of",
)


@dataclass(frozen=True, slots=True)
class Pack:
    """All that is known of one locale: ranked rows by function, the libraries' where it has none."""

    tag: str
    name: str
    level: Level
    as_of: str
    currency: str
    rate: Rate | None = None
    year_format: str = ""
    names: Names = field(default_factory=Names)
    scripts: tuple[str, ...] = ()
    by_function: Mapping[str, tuple[Equivalent, ...]] = field(default_factory=dict)
    same: tuple[Same, ...] = ()
    sensitive: tuple[Sensitive, ...] = ()
    casting: tuple[Cast, ...] = ()

    def proposals(self, function: str | None) -> tuple[Equivalent, ...]:
        """What could play the role there, best first; empty where nothing is known, or nothing plays it."""
        return tuple(row for row in self._listed(function) if row.pivot)

    def none_note(self, function: str | None) -> str:
        """Why nothing plays the role there, where the pack says so."""
        return next((row.note for row in self._listed(function) if not row.pivot), "")

    def _listed(self, function: str | None) -> tuple[Equivalent, ...]:
        """The rows of the function, or else of the general role that it is a case of."""
        return self.by_function.get(function or "") or self.by_function.get(general(function or ""), ())

    def is_same(self, flag: Flag) -> bool:
        """Whether the flagged thing is the same there: its function, or the very word."""
        return self.same_row(flag.function, flag.text) is not None

    def same_row(self, function: str | None, *headwords: str) -> Same | None:
        """The row that says so, for a function or one of the words."""
        wanted = {("function", function), *(("headword", word) for word in headwords)}
        if function and function not in self.by_function:
            wanted.add(("function", general(function)))
        return next((row for row in self.same if (row.kind, row.value) in wanted), None)


def load_pack(tag: str, own: Path | None = None) -> Pack:
    """The pack of a locale: bundled rows, over what the libraries know, under the rows of the folder `own`.

    Raises UnknownLocaleError for a tag that is none, and PackError, by file and line, for a wrong row.
    """
    resolved = resolve(tag)
    bundled = _bundled(resolved)
    if own is None:
        return bundled
    if not own.is_dir():
        raise PackError(f"{own}: no such folder; make it with a {SETTINGS} or any of the tables of a pack")
    _require_known(own)
    return _laid_over(bundled, _read(own, resolved))


def _require_known(own: Path) -> None:
    """A table under a name that nobody reads would be passed over in silence."""
    stray = sorted(path for path in own.iterdir() if path.suffix in (".tsv", ".toml") and path.name not in _FILES)
    if stray:
        raise PackError(f"{stray[0]}: is no table of a pack; known are {', '.join(_FILES)}")


def packs() -> list[Summary]:
    """The bundled packs, with how much of the source lexicon each covers."""
    wanted = lexicon_functions()
    return [_summary(load_pack(tag), wanted) for tag in bundled_tags()]


def lexicon_functions() -> frozenset[str]:
    """The general roles that words of the source lexicon play; empty while there is no lexicon."""
    return frozenset(general(row["function"]) for row in lexicon_rows() if row["function"])


def general(function: str) -> str:
    """The role that a function is a case of: a pack that lists none for the case falls back on it.

    >>> general("national-holiday/coming-of-age-day"), general("national-holiday")
    ('national-holiday', 'national-holiday')
    """
    return function.partition("/")[0]


@cache
def lexicon_rows() -> tuple[dict[str, str], ...]:
    """The rows of the source lexicon, none while there is no lexicon."""
    path = BUNDLED / SOURCE_LOCALE / "lexicon.tsv"
    return tuple(row for _, row in rows(path, LEXICON_COLUMNS)) if path.is_file() else ()


def _summary(pack: Pack, wanted: frozenset[str]) -> Summary:
    listed = [row for ranked in pack.by_function.values() for row in ranked]
    known = pack.by_function.keys() | {row.value for row in pack.same if row.kind == "function"}
    chosen = sum(row.may_be_chosen for row in listed)
    return Summary(pack.tag, pack.name, pack.level, pack.as_of, len(listed), chosen, len(known & wanted), len(wanted))


@cache
def _bundled(tag: str) -> Pack:
    libraries = _group(base.equivalents(tag))
    folder = BUNDLED / tag
    if not (folder / SETTINGS).is_file():
        name = f"{language_name(tag)} ({territory_name(tag)})"
        return Pack(tag, name, "base", base.AS_OF, base.currency(region_of(tag))[0], by_function=libraries)
    pack = _read(folder, tag)
    return replace(pack, by_function={**libraries, **pack.by_function})


def _read(folder: Path, tag: str) -> Pack:
    """The rows of one folder; a table that is not there has none."""
    settings = read_settings(folder / SETTINGS, tag)
    return Pack(
        tag,
        settings.get("name", ""),
        settings.get("level", "base"),
        settings.get("as_of", ""),
        settings.get("currency", ""),
        rates.read(settings, str(folder / SETTINGS)),
        settings.get("dates", {}).get("year", ""),
        Names(**settings["names"]) if "names" in settings else Names(),
        tuple(settings.get("writing", {}).get("scripts", ())),
        _group(_table(folder / "equivalents.tsv", read_equivalents)),
        tuple(_table(folder / "same.tsv", read_same)),
        tuple(_table(folder / "sensitive.tsv", read_sensitive)),
        tuple(_table(folder / "casting.tsv", read_casting)),
    )


def _table(path: Path, read: Callable[[Path], list[Row]]) -> list[Row]:
    return read(path) if lexists(path) else []


def _group(listed: Iterable[Equivalent]) -> dict[str, tuple[Equivalent, ...]]:
    grouped: dict[str, list[Equivalent]] = {}
    for row in listed:
        grouped.setdefault(row.function, []).append(row)
    return {function: tuple(ranked) for function, ranked in grouped.items()}


def _laid_over(bundled: Pack, own: Pack) -> Pack:
    """A function the team lists is theirs with all its cases, and no longer `same`; other rows go over by subject."""
    same = tuple(row for row in bundled.same if row.value not in own.by_function)
    ours = {row.value for row in own.same if row.kind == "function"} | own.by_function.keys()
    equivalents = {
        function: ranked
        for function, ranked in bundled.by_function.items()
        if function not in ours and general(function) not in ours
    }
    return replace(
        bundled,
        name=own.name or bundled.name,
        as_of=own.as_of or bundled.as_of,
        currency=own.currency or bundled.currency,
        rate=own.rate or bundled.rate,
        year_format=own.year_format or bundled.year_format,
        names=own.names if own.names != Names() else bundled.names,
        scripts=own.scripts or bundled.scripts,
        by_function={**equivalents, **own.by_function},
        same=_merged(same, own.same, lambda row: (row.kind, row.value)),
        sensitive=_merged(bundled.sensitive, own.sensitive, lambda row: row.pattern),
        casting=_merged(bundled.casting, own.casting, lambda row: (row.kind, row.original)),
    )


def _merged(under: tuple[Row, ...], over: tuple[Row, ...], about: Callable[[Row], Hashable]) -> tuple[Row, ...]:
    taken = {about(row) for row in over}
    return (*over, *(row for row in under if about(row) not in taken))
