"""Locale tags: whatever people write, as the `language-REGION` of CLDR (BCP 47, likely subtags).

>>> resolve("ko_KR"), resolve("ko"), resolve("zh-Hant-TW")
('ko-KR', 'ko-KR', 'zh-TW')
>>> language_name("ko-KR"), language_name("zh-TW"), territory_name("zh-TW"), script_of("ko-KR")
('Korean', 'Traditional Chinese', 'Taiwan', 'Kore')
"""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from localize.errors import UnknownLocaleError

if TYPE_CHECKING:
    from babel import Locale
    from langcodes import Language

BUNDLED = Path(__file__).parent
_CHINESE = {"Hant": "Traditional Chinese", "Hans": "Simplified Chinese"}
_SUGGESTIONS, _LONGEST = 3, 40


@cache
def resolve(tag: str) -> str:
    """The canonical tag; a script is kept only where it is not the usual one (`sr-Latn-RS`).

    Raises UnknownLocaleError, with the nearest tags, for what CLDR has no language or region for.
    """
    language = _parsed(tag)
    if language is None or not _known(language):
        raise UnknownLocaleError(f"unknown locale {tag!r}; did you mean {_nearest(tag)}?")
    plain = f"{language.language}-{language.territory}"
    usual = _parsed(plain)
    return (
        plain
        if usual and usual.script == language.script
        else f"{language.language}-{language.script}-{language.territory}"
    )


@cache
def language_name(tag: str) -> str:
    """The English name of the language, as an instruction to a translator would say it."""
    language = _parsed(resolve(tag))
    assert language is not None  # noqa: S101  # resolve() has refused it otherwise
    if language.language == "zh" and language.script in _CHINESE:
        return _CHINESE[language.script]
    return str(_english().languages.get(language.language, language.language))


@cache
def territory_name(tag: str) -> str:
    """The English name of the country or region."""
    language = _parsed(resolve(tag))
    assert language is not None  # noqa: S101  # resolve() has refused it otherwise
    return str(_english().territories[language.territory])


def region_of(tag: str) -> str:
    """The region alone: ISO 3166 letters, or a UN number such as 419."""
    return resolve(tag).rsplit("-", 1)[1]


@cache
def script_of(tag: str) -> str:
    """The ISO 15924 code of the script the locale is usually written in."""
    language = _parsed(resolve(tag))
    return str(language.script) if language else ""


def bundled_tags() -> tuple[str, ...]:
    """The tags that have a pack here."""
    return tuple(sorted(path.parent.name for path in BUNDLED.glob("*/pack.toml")))


def _parsed(tag: str) -> Language | None:
    from langcodes import Language  # noqa: PLC0415
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    try:
        language = Language.get(tag.strip().replace("_", "-"))
        if language.language is None:  # und: whatever is likely, which is no wish
            return None
        return Language.get(language.to_tag()).prefer_macrolanguage().maximize()
    except LanguageTagError:
        return None


def _known(language: Language) -> bool:
    from babel import localedata  # noqa: PLC0415

    territories = _english().territories  # private-use regions (QX) are valid in BCP 47, and no place
    return bool(language.is_valid() and language.territory in territories and localedata.exists(str(language.language)))


@cache
def _english() -> Locale:
    """CLDR's names in English."""
    from babel import Locale  # noqa: PLC0415

    return Locale("en")


def _nearest(tag: str) -> str:
    from babel import localedata  # noqa: PLC0415

    known = [
        *bundled_tags(),
        *sorted(name.replace("_", "-") for name in localedata.locale_identifiers() if "_" in name),
    ]
    near = difflib.get_close_matches(tag.replace("_", "-")[:_LONGEST], dict.fromkeys(known), n=_SUGGESTIONS, cutoff=0.0)
    return ", ".join(near)
