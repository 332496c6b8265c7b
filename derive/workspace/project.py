"""The folder of a project: derive.toml, derive.db and nothing else of ours."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from derive.config import CONFIG_FILE, STORE_FILE, Settings, read_settings, write_settings
from derive.errors import BadInputError
from derive.workspace import items as item_rows
from derive.workspace.lock import HOLDER_FILE, LOCK_FILE, exclusive
from derive.workspace.soundness import sound
from derive.workspace.store import Store, new_store, open_store
from localize.errors import UnknownLocaleError
from localize.locales import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from derive.model import Item, LeftOut

ALIGNMENT_FILE, TAXONOMY_FILE = "alignment.sssom.tsv", "taxonomy.json"
_ALIGN = {ALIGNMENT_FILE, TAXONOMY_FILE}
_OURS = {
    CONFIG_FILE,
    "locale",
    "prompts",
    LOCK_FILE,
    HOLDER_FILE,
    STORE_FILE,
    f"{STORE_FILE}-wal",
    f"{STORE_FILE}-shm",
    *_ALIGN,
}


@dataclass(frozen=True, slots=True)
class Project:
    """An open project."""

    folder: Path
    settings: Settings
    store: Store


@contextmanager
def open_project(
    folder: Path, say: Callable[[str], None], *, changes: bool = True, **options: Any
) -> Iterator[Project]:
    """The project in `folder`; held against other commands while it is changed."""
    if not (folder / STORE_FILE).is_file():
        raise BadInputError(
            str(folder),
            "there is no project here",
            "make one with `derive new --locale ko-KR`, or name its folder with --project DIR",
        )
    settings = read_settings(folder, **options)
    with exclusive(folder, say) if changes else nullcontext(), open_store(folder / STORE_FILE) as store, sound(store):
        yield Project(folder, _settled(folder, settings, store), store)


def _settled(folder: Path, settings: Settings, store: Store) -> Settings:
    """The settings in force; what the project is for was settled when it was made."""
    locale = item_rows.read_settings(store)["locale"]
    if (folder / CONFIG_FILE).is_file() and _resolved(folder, settings.locale) != locale:
        problem = f"locale is {settings.locale!r} in derive.toml or DERIVE_LOCALE; this project is for {locale}"
        raise BadInputError(str(folder), problem, "make another project for another locale: derive new --out DIR")
    return replace(settings, locale=locale)


def _resolved(folder: Path, locale: str) -> str:
    try:
        return resolve(locale)
    except UnknownLocaleError as error:
        raise BadInputError(f"{folder / CONFIG_FILE} or DERIVE_LOCALE", f"locale: {error}") from error


def exists(folder: Path) -> bool:
    """Whether a project was made in this folder."""
    return (folder / STORE_FILE).is_file()


def prepare_folder(folder: Path) -> None:
    """Make the folder of a new project; one that holds something else is refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted(entry.name for entry in folder.iterdir() if not _is_ours(entry.name))
    except OSError as error:
        raise BadInputError(
            str(folder), f"cannot be made a project folder ({error.strerror})", "take another --out"
        ) from error
    if others:
        raise BadInputError(
            str(folder), f"holds something else ({', '.join(others[:3])})", "take an empty or new folder: --out DIR"
        )


def create(folder: Path, settings: Settings, facts: dict[str, Any], rows: Iterable[Item | LeftOut]) -> int:
    """Fill a new store and write derive.toml; the store appears whole, and with it the project."""
    with new_store(folder / STORE_FILE) as store:
        item_rows.write_settings(store, facts)
        count = item_rows.add_items(store, rows)
        if not count:
            raise BadInputError(settings.source, "holds no item", "look at it with `derive profile guess`")
        if not (folder / CONFIG_FILE).is_file():
            write_settings(folder, settings)
    return count


def leave_nothing(folder: Path) -> None:
    """Take away a folder in which no project came about: what we put there, and it, if nothing else is there."""
    if exists(folder):
        return
    for name in (LOCK_FILE, CONFIG_FILE):
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def _is_ours(name: str) -> bool:
    return name in _OURS or name.endswith(".partial") or name.startswith(f"{STORE_FILE}.partial")
