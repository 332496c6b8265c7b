"""The store of a project: one SQLite file, made whole or not at all, opened only if its version is ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from derive.errors import BadInputError, DeriveError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCRIPTS = ("schema.sql", "casting.sql")  # the Nth brings a store to version N
VERSION = len(_SCRIPTS)
sqlite_version = sqlite3.sqlite_version
_BUSY_TIMEOUT_S = 30.0
MOVE_ASIDE = "put a copy of it back, or move it aside and make the project anew with `derive new`"


class Store:
    """A connection to `derive.db`; the modules beside this one hold the queries."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self.connection = path, connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written in the block is kept, or nothing of it."""
        try:
            with self.connection:
                self.connection.execute("BEGIN IMMEDIATE")
                yield self.connection
        except sqlite3.OperationalError as error:
            refused = refusal(self.path, error)
            if refused:
                raise refused from error
            raise

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def new_store(path: Path) -> Iterator[Store]:
    """A store to fill; it stands at `path` only once the block has ended well."""
    partial = path.with_name(path.name + ".partial")
    _remove(partial)
    try:
        store = Store(path, _connect(partial))
        try:
            _prepare(store.connection)
            _bring_up(store.connection, 0)
            yield store
        finally:
            store.close()
        partial.replace(path)
    except sqlite3.OperationalError as error:
        refused = refusal(path, error)
        if refused:
            raise refused from error
        raise
    finally:
        _remove(partial)


def open_store(path: Path) -> Store:
    """The store at `path`, brought up to our version; a newer one is refused."""
    if not path.is_file():
        raise BadInputError(str(path), "there is no project here", "derive new --locale ko-KR")
    try:
        return Store(path, _ours(path))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        damaged = BadInputError(str(path), f"cannot be read as a store of derive ({error})", MOVE_ASIDE)
        raise refusal(path, error) or damaged from error


def _bring_up(connection: sqlite3.Connection, version: int) -> None:
    """Run the scripts that a store of this version lacks, each with its version in one transaction."""
    for step in range(version, VERSION):
        script = Path(__file__).with_name(_SCRIPTS[step]).read_text(encoding="utf-8")
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {step + 1};\nCOMMIT;")
        except sqlite3.OperationalError:
            connection.rollback()
            if _version(connection) <= step:  # else another command was first: reading takes no lock
                raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _ours(path: Path) -> sqlite3.Connection:
    """A connection to a store that is ours, brought up to our version; another file is left as it is."""
    connection = _connect(path)
    version = _version(connection)
    if version > VERSION:
        connection.close()
        problem = f"is a store of version {version}; this derive reads up to version {VERSION}"
        raise BadInputError(str(path), problem, "pip install --upgrade derive-datasets")
    if version < 1 or not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'decisions_stay'").fetchone():
        connection.close()
        raise BadInputError(str(path), "is not a store of derive", MOVE_ASIDE)
    _prepare(connection)
    _bring_up(connection, version)
    return connection


@contextmanager
def schema_in_memory() -> Iterator[sqlite3.Connection]:
    """A store without rows, to see what tables and columns one has."""
    with closing(sqlite3.connect(":memory:")) as connection:
        _bring_up(connection, 0)
        yield connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Writes to the file, so only to one that is ours."""
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _remove(partial: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def refusal(path: Path, error: Exception) -> DeriveError | None:
    """What the disk or another process refused, with what to do about it; None where it is neither."""
    hints = {
        sqlite3.SQLITE_FULL: "make room on the disk; what was stored before is safe, the same command goes on",
        sqlite3.SQLITE_READONLY: "you may not write there: check the permissions of the folder",
        sqlite3.SQLITE_CANTOPEN: "you may not write there: check the permissions of the folder",
        sqlite3.SQLITE_IOERR: "the disk does not answer as it should; what was stored before is safe",
        sqlite3.SQLITE_BUSY: "another command is writing: try again when it has ended",
    }
    code = getattr(error, "sqlite_errorcode", -1) & 0xFF  # what Python's own layer refuses has none
    return BadInputError(str(path), str(error), hints[code]) if code in hints else None
