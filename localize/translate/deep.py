"""Services behind deep-translator that need a key or an address: one record each, one engine for them all.

Every text leaves the machine. Keys travel in headers or bodies, never in an address; a decided term and what must
survive go through as marks, and where a mark is lost the text is asked for once more without them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from localize.checks.echo import is_echo
from localize.errors import UnknownLocaleError
from localize.locales.tags import resolve, script_of
from localize.model import Origin
from localize.translate.daemon import in_daemon
from localize.translate.errors import EngineError, FatalEngineError, RefusedError, UnservedError
from localize.translate.library import through
from localize.translate.model import EngineStatus, Reply
from localize.translate.page import Call, Page, fetch
from localize.translate.shield import restored, shield
from localize.translate.split import around, split

if TYPE_CHECKING:
    from localize.translate.model import Request, Settings

Values = Mapping[str, str]


def same(codes: str) -> dict[str, str]:
    """The languages that a service calls as we do."""
    return {code: code for code in codes.split()}


@dataclass(frozen=True)
class Service:
    """What is particular to a service.

    `codes` are its names for a locale, a language with script (`zh-Hant`), or a language. `arguments` are those of
    deep-translator's class, `rewrite` turns what the library would send into what the service takes today.
    `address` is where, from the variables; `fits` the true limit of one request; `warning` how an answer begins
    that says that the allowance is used up.
    """

    name: str
    library: str
    translator: str
    variables: tuple[str, ...]
    needed: tuple[str, ...]
    codes: Values
    price: str
    limits: str
    fits: Callable[[str], bool]
    address: Callable[[Values], str]
    arguments: Callable[[Values], dict[str, Any]]
    rewrite: Callable[[Call, Values], Call]
    source_codes: Values = field(default_factory=dict)
    warning: str | None = None

    def code(self, locale: str) -> str | None:
        """The service's name for the language and script of a locale, None where it has none."""
        try:
            tag = resolve(locale)
        except UnknownLocaleError:
            return None
        language, script = tag.split("-")[0], script_of(tag)
        plain = self.codes.get(language) if script == script_of(language) or language == "zh" else None
        return self.codes.get(tag) or self.codes.get(f"{language}-{script}") or plain

    def make(self, settings: Settings, locale: str) -> Deep:
        """The engine as set up; FatalEngineError says which variable is missing."""
        del locale
        values = {name: settings.variable(name) for name in self.variables}
        for name in self.needed:
            if not values[name]:
                raise FatalEngineError(self.name, f"{name} is not set", f"it needs {' and '.join(self.needed)}")
            if not (values[name].isascii() and values[name].isprintable()) or " " in values[name]:
                raise FatalEngineError(self.name, f"{name} holds characters that no key or address has")
        return Deep(self, values, settings.timeout)

    def status(self, settings: Settings, locale: str | None, *, online: bool) -> EngineStatus:
        """Whether its variables are set; asking it would cost a text."""
        del online
        languages = tuple(self.codes)
        try:
            engine = self.make(settings, locale or "en")
        except EngineError as error:
            return EngineStatus(
                self.name, available=False, why=str(error), languages=languages, price=self.price, limits=self.limits
            )
        there = locale is None or engine.speaks(locale)
        why = "set up, not asked" if there else f"no English → {locale}"
        return EngineStatus(
            self.name, available=there, why=why, languages=languages, price=self.price, limits=self.limits
        )


@dataclass(frozen=True)
class Deep:
    """The engine of a service; `values` are its variables, keys among them."""

    service: Service
    values: Values = field(repr=False)
    timeout: float = 60.0
    steady = False

    @property
    def name(self) -> str:
        """The service's."""
        return self.service.name

    @cached_property
    def signature(self) -> str:
        """Services name no model version; the library that speaks with them has one."""
        from importlib.metadata import version  # noqa: PLC0415

        host = urlsplit(self.service.address(self.values)).hostname
        return f"{self.name}|{host}|deep-translator {version('deep-translator')}"

    def locales(self) -> tuple[str, ...]:
        """The locales and languages of the table of codes."""
        return tuple(self.service.codes)

    def speaks(self, locale: str, source: str = "en") -> bool:
        """Both have a code, and not the same language."""
        here, there = self.service.code(source), self.service.code(locale)
        return None not in (here, there) and resolve(source).split("-")[0] != resolve(locale).split("-")[0]

    async def translate(self, request: Request) -> Reply:
        """Piece by piece where the text is too long for one request."""
        if not self.speaks(request.locale, request.source):
            raise UnservedError(self.name, f"no {request.source} → {request.locale}")
        text, kept = (request.text, {}) if request.reason else shield(request.text, request.terms)
        pieces = [
            await in_daemon(partial(self._piece, piece, request.source, request.locale))
            for piece in split(text, self.service.fits)
        ]
        return Reply(restored(self.name, "".join(pieces), kept), self.signature, Origin.MACHINE)

    async def close(self) -> None:
        """Every request has its own connection."""

    def _piece(self, piece: str, source: str, locale: str) -> str:
        before, text, after = around(piece)
        if not any(character.isalpha() for character in text):
            return piece
        answer = self._ask(text, source, locale)
        if not answer:
            raise RefusedError(self.name, "answered with nothing")
        if self.service.warning and answer.startswith(self.service.warning):
            raise FatalEngineError(self.name, "the allowance of the day is used up", "another engine, or tomorrow")
        if is_echo(text, answer):
            raise RefusedError(self.name, "answered with the text itself")
        return before + answer + after

    def _ask(self, text: str, source: str, locale: str) -> str | None:
        service = self.service
        library = import_module(f"deep_translator.{service.library}")
        translator = object.__new__(getattr(library, service.translator))
        here = service.source_codes.get(resolve(source).split("-")[0]) or service.code(source)
        own: dict[str, Any] = {
            "_source": here,
            "_target": service.code(locale),
            "_url_params": {},
            "_base_url": service.address(self.values),
        }
        vars(translator).update(own, **service.arguments(self.values))

        def send(call: Call) -> Page:
            hint = f"{' or '.join(service.needed)} is wrong" if service.needed else ""
            return fetch(service.name, service.rewrite(call, self.values), self.timeout, hint)

        return through(service.name, library, translator, text, send)
