"""Settings: option > environment (`DERIVE_…`) > derive.toml > default. The one place that reads either."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from string import Template
from typing import Any

from derive.errors import BadInputError
from derive.files import whole_file
from derive.resources import folder
from localize.translate import Settings as EngineSettings
from localize.translate import variables as engine_variables

CONFIG_FILE, STORE_FILE, PROMPT_FILE = "derive.toml", "derive.db", "translate.txt"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project is made with."""

    locale: str = "ko-KR"
    source: str = ""
    profile: str = "auto"
    translator: str = "auto"
    taxonomy: str = "mlcommons-ailuminate"
    memory: tuple[str, ...] = field(default_factory=tuple)


def read_settings(project: Path, **options: Any) -> Settings:
    """The settings in force in a project folder; options that are None were not given."""
    written = _read_toml(project / CONFIG_FILE)
    given = {name: value for name, value in options.items() if value is not None}
    return Settings(**{**written, **_from_environment(), **given})


def timeout_s() -> float:
    """Seconds that one request to a translation engine may take (`DERIVE_TIMEOUT`)."""
    return _number("DERIVE_TIMEOUT", 60.0, "a number of seconds, such as 60")


def concurrency() -> int | None:
    """How many requests are in flight (`DERIVE_CONCURRENCY`); None leaves it to what the server bears."""
    if not os.environ.get("DERIVE_CONCURRENCY"):
        return None
    written = _number("DERIVE_CONCURRENCY", 0, "a whole number of requests in flight, such as 16")
    if written != int(written):
        raise BadInputError("DERIVE_CONCURRENCY", f"is {written}", "a whole number, such as 16")
    return int(written)


def cache_dir() -> Path:
    """Where accepted translations are kept (`DERIVE_CACHE_DIR`, else the user's cache folder)."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    written = os.environ.get("DERIVE_CACHE_DIR")
    return Path(written).expanduser() if written else user_cache_path("derive", appauthor=False)


def engine_settings(
    project: Path | None = None, memory: tuple[Path, ...] = (), device: str | None = None
) -> EngineSettings:
    """What engines are set up with: the environment, and the prompt of the project where it has its own."""
    return EngineSettings(
        memory,
        timeout_s(),
        variables={name: os.environ[name] for name in engine_variables() if os.environ.get(name)},
        prompt=_prompt(project),
        device=device or os.environ.get("DERIVE_DEVICE") or "cpu",
    )


def _prompt(project: Path | None) -> str:
    own = project / "prompts" / PROMPT_FILE if project else None
    path = own if own and os.path.lexists(own) else folder("templates") / "prompts" / PROMPT_FILE
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(str(path), "the prompt cannot be read", "a text file in UTF-8") from error


def _number(name: str, default: float, expected: str) -> float:
    written = os.environ.get(name) or str(default)
    try:
        number = float(written)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise BadInputError(name, f"is {written!r}", expected)
    return number


def write_settings(project: Path, settings: Settings) -> None:
    """Write derive.toml, commented, from its template."""
    template = Template((folder("templates") / "project" / CONFIG_FILE).read_text(encoding="utf-8"))
    values = {name: json.dumps(getattr(settings, name), ensure_ascii=False) for name in _TEXT_SETTINGS}
    with whole_file(project / CONFIG_FILE) as partial:
        partial.write_text(template.substitute(values, profile_name=settings.profile), encoding="utf-8")


_TEXT_SETTINGS = tuple(each.name for each in fields(Settings) if each.name != "memory")


def _from_environment() -> dict[str, str]:
    named = {name: os.environ.get(f"DERIVE_{name.upper()}") for name in _TEXT_SETTINGS}
    return {name: value for name, value in named.items() if value}


_MEND = "correct it, or take it away: without it the defaults are in force"


def _read_toml(path: Path) -> dict[str, Any]:
    if not os.path.lexists(path):
        return {}
    if not path.is_file():
        raise BadInputError(str(path), "is no file that can be read", _MEND)
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInputError(str(path), f"cannot be read ({error.strerror})", _MEND) from error
    except UnicodeDecodeError as error:
        raise BadInputError(str(path), f"is not UTF-8 (byte {error.start + 1})", _MEND) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInputError(str(path), f"is not TOML ({error})", _MEND) from error
    for name, value in written.items():
        _check(path, name, value)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in written.items()}


def _check(path: Path, name: str, value: Any) -> None:
    if name == "memory":
        right = isinstance(value, list) and all(isinstance(each, str) for each in value)
    elif name in _TEXT_SETTINGS:
        right = isinstance(value, str)
    else:
        known = ", ".join((*_TEXT_SETTINGS, "memory"))
        raise BadInputError(f"{path} {name}", "is no setting", f"known are: {known}")
    if not right:
        raise BadInputError(f"{path} {name}", f"is {value!r}, which is not of its kind (text; memory: a list of files)")
