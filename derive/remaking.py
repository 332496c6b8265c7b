"""Whether `derive new`, run again, asks for the project that is there: what it was made with, beside what is typed."""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from derive.files import STANDARD
from derive.fingerprint import fingerprint
from derive.sources import BUNDLED, load_profile, profile_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from derive.reading import Reading
    from derive.sources import Source
    from derive.sources.profile import Profile

EXAMPLE = "the bundled example"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is typed: `source` None where none is, `opened` None where it need not be read again."""

    locale: str
    source: str | None
    reading: Reading
    opened: Source | None


def made_with(reading: Reading, opened: Source) -> dict[str, Any]:
    """What is kept of how the source was read; a pipe cannot be compared with another."""
    return {
        "profile": opened.profile.name,
        "profile_digest": _digest(opened.profile),
        "source_sha256": opened.digest if opened.where != STANDARD else None,
        "limit": reading.limit,
        "encoding": _encoding(reading.encoding),
    }


def differences(facts: Mapping[str, Any], wanted: Wanted) -> list[str]:
    """What of the project is not as typed, in words that go on after "was made"; what is not typed is as it was."""
    return list(_differences(facts, wanted))


def _differences(facts: Mapping[str, Any], wanted: Wanted) -> Iterator[str]:
    if facts["locale"] != wanted.locale:
        yield f"for {facts['locale']}, not {wanted.locale}"
    if wanted.source == STANDARD and facts["source"] != STANDARD:
        yield f"from {_place(facts['source'])}, not from {_place(STANDARD)}"
    if wanted.opened is not None and facts["source_sha256"] != wanted.opened.digest:
        other = "with other contents" if wanted.source == facts["source"] else f"not from {wanted.source}"
        yield f"from {_place(facts['source'])}, {other}"
    reading = wanted.reading
    typed = wanted.source is not None  # then no --limit is a wish for all of it
    if "limit" in facts and facts["limit"] != reading.limit and (typed or reading.limit):
        yield f"{_with('--limit', facts['limit'])}, not {_with('--limit', reading.limit)}"
    if "encoding" in facts and reading.encoding and _encoding(reading.encoding) != facts["encoding"]:
        yield f"{_with('--encoding', facts['encoding'])}, not {_with('--encoding', reading.encoding)}"
    profile = _profile(wanted)
    if profile is not None and profile.name != facts["profile"]:
        yield f"with --profile {facts['profile']}, not {profile.name}"
    elif profile is not None and _digest(profile) != facts.get("profile_digest", _digest(profile)):
        yield f"with another --profile of the name {profile.name}"


def _profile(wanted: Wanted) -> Profile | None:
    if wanted.opened is not None:
        return wanted.opened.profile
    return None if wanted.reading.profile == "auto" else load_profile(wanted.reading.profile)


def _digest(profile: Profile) -> str | None:
    """Of a profile of one's own; a bundled one is known by its name, and may be bettered."""
    return None if profile.name in BUNDLED else fingerprint(profile_toml(profile))


def _encoding(name: str | None) -> str | None:
    with suppress(LookupError):
        return codecs.lookup(name).name if name else None
    return name


def _place(source: str) -> str:
    return "standard input" if source == STANDARD else source


def _with(option: str, value: object) -> str:
    return f"with {option} {value}" if value is not None else f"without {option}"
