"""Any server that speaks OpenAI's chat completions: hosted, vLLM, Ollama, llama.cpp. One text a request.

Every text leaves for `OPENAI_BASE_URL` (with its `/v1`), `OPENAI_API_KEY` as bearer where there is one, the model
is `DERIVE_CHAT_MODEL`. The reply's content is the translation; what wraps it is for the gate to see off. Shape of
requests and replies: https://platform.openai.com/docs/api-reference/chat (as of November 2026).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from localize.errors import UnknownLocaleError
from localize.locales.tags import bundled_tags, resolve
from localize.model import Origin
from localize.translate.chat_reply import NAME, Said, read
from localize.translate.errors import EngineError, FatalEngineError, RefusedError
from localize.translate.model import EngineStatus, Reply
from localize.translate.peel import readings
from localize.translate.prompt import check, fence_for, leaks, messages
from localize.translate.split import around, split
from localize.translate.wire import client, post

if TYPE_CHECKING:
    import asyncio

    import httpx

    from localize.translate.model import Request, Settings

VARIABLES = ("OPENAI_BASE_URL", "OPENAI_API_KEY", "DERIVE_CHAT_MODEL")
PRICE = "by the server's price list, per token; free where the server is yours"
LIMITS = "the model's context; texts over 8,000 characters are cut at sentence ends"
_MOST_CHARACTERS = 8_000
_EDGES = " \t\r\n\v\f\u00a0\u3000\u200b\u2060\ufeff"  # what models leave around an answer
_OPENAI = "https://api.openai.com/v1"
_KEY_HINT = "the key in OPENAI_API_KEY is wrong or missing"


@dataclass
class Chat:
    """The engine; `base` is the address up to `/v1`, `template` the prompt."""

    base: str
    model: str
    template: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    name = NAME
    steady = False
    _open: tuple[asyncio.AbstractEventLoop, httpx.AsyncClient] | None = field(default=None, compare=False, repr=False)

    @property
    def signature(self) -> str:
        """Host, model and prompt: what answers depend on. No key, and nothing of the address that could hold one."""
        prompt = hashlib.sha256(self.template.encode()).hexdigest()[:12]
        return f"{NAME}|{urlsplit(self.base).hostname}|{self.model}|prompt {prompt}"

    def locales(self) -> tuple[str, ...]:
        """A model does not say what it speaks; these are the locales with a pack."""
        return bundled_tags()

    def speaks(self, locale: str, source: str = "en") -> bool:
        """Whatever has a name and is not the source itself."""
        try:
            return resolve(locale) != resolve(source)
        except UnknownLocaleError:
            return False

    async def translate(self, request: Request) -> Reply:
        """The model's answer, and what it is without its wrapping; RefusedError where it shows prompt or key."""
        before, text, after = around(request.text)
        pieces = split(text, lambda piece: len(piece) <= _MOST_CHARACTERS)
        if len(pieces) == 1:
            said = await self._ask(replace(request, text=text))
            bare = tuple(before + reading + after for reading in readings(said.text))
            return self._reply(before + said.text + after, bare, said.tokens)
        parts = [await self._part(request, piece) for piece in pieces]
        tokens = (sum(part.tokens[0] for part in parts), sum(part.tokens[1] for part in parts))
        return self._reply(before + "".join(part.text for part in parts) + after, (), tokens)

    async def close(self) -> None:
        """Hang up."""
        if self._open is not None:
            connections, self._open = self._open[1], None
            await connections.aclose()

    async def _part(self, request: Request, piece: str) -> Said:
        before, text, after = around(piece)
        said = await self._ask(replace(request, text=text))
        return Said(before + said.text + after, said.tokens)

    async def _ask(self, request: Request) -> Said:
        fence = fence_for(request.text)
        told = messages(self.template, request, fence)
        body = {"model": self.model, "messages": told, "stream": False}
        said = read(await post(NAME, self._connections(), f"{self.base}/chat/completions", body, _KEY_HINT))
        answer = _without_fence(said.text, fence).strip(_EDGES)
        if self.key and self.key.casefold() in answer.casefold():
            raise RefusedError(NAME, "the answer repeats the key")
        if fence.strip("-") in answer or leaks(told, request.text, answer):
            raise RefusedError(NAME, "words of the prompt are in the answer")
        return Said(answer, said.tokens)

    def _connections(self) -> httpx.AsyncClient:
        """One set of connections a loop: they cannot be shared by two."""
        import asyncio  # noqa: PLC0415

        loop = asyncio.get_running_loop()
        if self._open is None or self._open[0] is not loop:
            headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
            self._open = (loop, client(self.base, headers, self.timeout))
        return self._open[1]

    def _reply(self, text: str, bare: tuple[str, ...], tokens: tuple[int, int]) -> Reply:
        return Reply(text, self.signature, Origin.MACHINE, readings=bare, tokens=tokens)


def _without_fence(answer: str, fence: str) -> str:
    """Some models repeat the lines around the text."""
    return "\n".join(line for line in answer.split("\n") if line.strip() != fence)


def make(settings: Settings, locale: str) -> Chat:
    """The engine for the server and model of the settings; FatalEngineError says which variable is missing."""
    del locale
    base = (settings.variable("OPENAI_BASE_URL") or _OPENAI).rstrip("/")
    key, model = settings.variable("OPENAI_API_KEY"), settings.variable("DERIVE_CHAT_MODEL")
    if not model:
        raise FatalEngineError(NAME, "no model is named", "set DERIVE_CHAT_MODEL, such as gpt-4o or qwen3:8b")
    if not key and base == _OPENAI:
        raise FatalEngineError(NAME, "no key", "set OPENAI_API_KEY, or OPENAI_BASE_URL to a server that needs none")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise FatalEngineError(NAME, "OPENAI_API_KEY holds characters that no key has", "copy it anew")
    if not _is_address(base):
        raise FatalEngineError(NAME, "OPENAI_BASE_URL is no http address", "such as http://localhost:11434/v1")
    return Chat(base, model, check(settings.prompt, "the prompt"), key, settings.timeout)


def _is_address(base: str) -> bool:
    try:
        parts = urlsplit(base)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def status(settings: Settings, locale: str | None, *, online: bool) -> EngineStatus:
    """Whether server, key and model are named; asking the server would need a text, or a model list not all have."""
    del online
    try:
        engine = make(settings, locale or "en")
    except EngineError as error:
        return EngineStatus(NAME, available=False, why=str(error), languages=(), price=PRICE, limits=LIMITS)
    there = locale is None or engine.speaks(locale)
    why = f"{engine.model} at {urlsplit(engine.base).hostname}" if there else f"no English → {locale}"
    return EngineStatus(NAME, available=there, why=why, languages=engine.locales(), price=PRICE, limits=LIMITS)
