"""A model of your own on this machine: CTranslate2 with its tokenizer, from a folder. Nothing leaves the machine.

`DERIVE_CTRANSLATE_MODEL` is the folder that `ct2-transformers-converter` wrote, with the tokenizer's file copied in
(`--copy_files`). Layouts, told apart by the vocabulary (opennmt.net/CTranslate2/guides/transformers.html, read
2026-11): NLLB-200 (`eng_Latn … </s>`, the target language first in the answer), MADLAD-400 (`<2ko> …`), OPUS-MT (one
pair, named by the folder as `opus-mt-en-ko`, or `>>kor<<` in front).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localize.model import Origin
from localize.translate.daemon import in_daemon
from localize.translate.errors import EngineError, FatalEngineError, RefusedError, UnservedError
from localize.translate.layout import END, Layout, layout_of
from localize.translate.model import EngineStatus, Reply
from localize.translate.pieces import Pieces, pieces_of
from localize.translate.shield import restored, shield
from localize.translate.split import around, split

if TYPE_CHECKING:
    import asyncio

    from localize.translate.model import Request, Settings

NAME = "ctranslate"
VARIABLES = ("DERIVE_CTRANSLATE_MODEL",)
PRICE = "free, your machine; nothing leaves it"
LIMITS = "none; texts are cut at sentence ends into pieces of 200 tokens"
HINT = "set DERIVE_CTRANSLATE_MODEL to the folder of a converted model, and pip install 'derive-datasets[ctranslate]'"
_MOST_TOKENS, _LONGEST_ANSWER, _BATCH_TOKENS = 200, 400, 2_048
_GATHER_SECONDS = 0.005  # texts that arrive within it go through the model together
Waiting = tuple[list[str], list[str], "asyncio.Future[list[str]]"]


@dataclass
class CTranslate:
    """The engine; `model` is CTranslate2's Translator."""

    folder: Path
    model: Any = field(repr=False)
    layout: Layout
    pieces: Pieces = field(repr=False)
    device: str = "cpu"
    name = NAME
    steady = True
    _waiting: list[Waiting] = field(default_factory=list, repr=False, compare=False)
    _batch: asyncio.Task[None] | None = field(default=None, repr=False, compare=False)

    @property
    def signature(self) -> str:
        """The folder's name, its layout and the size of its weights, and the library's version."""
        import ctranslate2  # noqa: PLC0415

        size = (self.folder / "model.bin").stat().st_size
        return f"{NAME}|{self.folder.name}|{self.layout.kind} {size} bytes|{ctranslate2.__version__}"

    def locales(self) -> tuple[str, ...]:
        """What of the locales that are asked for most the vocabulary has."""
        return self.layout.locales()

    def speaks(self, locale: str, source: str = "en") -> bool:
        """Whether the vocabulary has both, or the folder is of that pair."""
        return self.layout.frame(source, locale) is not None

    async def translate(self, request: Request) -> Reply:
        """Sentence by sentence where the text is long, together with whatever else waits."""
        frame = self.layout.frame(request.source, request.locale)
        if frame is None:
            raise UnservedError(NAME, f"no {request.source} → {request.locale} in {self.folder.name}")
        shielded, kept = shield(request.text, request.terms)
        parts = []
        for piece in split(shielded, lambda text: len(self.pieces.cut(text)) <= _MOST_TOKENS):
            before, text, after = around(piece)
            tokens = [*frame.before, *self.pieces.cut(text), *frame.after]
            answer = await self._queued(tokens, frame.prefix) if text else []
            if len(answer) >= _LONGEST_ANSWER:
                raise RefusedError(NAME, "the answer was cut short")
            parts.append(before + self.pieces.join(answer[len(frame.prefix) :]) + after)
        return Reply(restored(NAME, "".join(parts), kept), self.signature, Origin.MACHINE)

    async def close(self) -> None:
        """The model stays loaded; what waits for it is dropped."""
        if self._batch is not None:
            self._batch.cancel()
        self._waiting.clear()
        self._batch = None

    async def _queued(self, tokens: list[str], prefix: list[str]) -> list[str]:
        import asyncio  # noqa: PLC0415

        future: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        self._waiting.append((tokens, prefix, future))
        if self._batch is None:
            self._batch = asyncio.ensure_future(self._run())
        return await future

    async def _run(self) -> None:
        """Batch after batch, until nothing waits."""
        import asyncio  # noqa: PLC0415

        await asyncio.sleep(_GATHER_SECONDS)
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                answers = await in_daemon(partial(self._answers, batch))
            except (EngineError, RuntimeError) as problem:
                for _, _, future in batch:
                    if not future.done():
                        future.set_exception(problem)
            else:
                for (_, _, future), answer in zip(batch, answers, strict=True):
                    if not future.done():
                        future.set_result(answer)
        self._batch = None

    def _answers(self, batch: list[Waiting]) -> list[list[str]]:
        """CTranslate2 sorts by length and cuts the batch by tokens itself."""
        prefixes = [prefix for _, prefix, _ in batch]
        try:
            results = self.model.translate_batch(
                [tokens for tokens, _, _ in batch],
                target_prefix=prefixes if any(prefixes) else None,
                max_batch_size=_BATCH_TOKENS,
                batch_type="tokens",
                max_decoding_length=_LONGEST_ANSWER,
                beam_size=4,
            )
        except (RuntimeError, ValueError) as error:
            raise RefusedError(NAME, f"the model failed ({type(error).__name__})") from None
        return [[token for token in result.hypotheses[0] if token != END] for result in results]


def make(settings: Settings, locale: str) -> CTranslate:
    """Load the model; FatalEngineError names the file that is missing."""
    del locale
    folder = _folder(settings)
    layout, pieces = layout_of(folder), pieces_of(folder)
    import ctranslate2  # noqa: PLC0415

    try:
        model = ctranslate2.Translator(str(folder), device=settings.device)
    except (RuntimeError, ValueError) as error:
        raise FatalEngineError(NAME, f"{folder} cannot be loaded on {settings.device}", str(error)[:200]) from None
    return CTranslate(folder, model, layout, pieces, settings.device)


def _folder(settings: Settings) -> Path:
    written = settings.variable("DERIVE_CTRANSLATE_MODEL")
    if not written:
        raise FatalEngineError(NAME, "DERIVE_CTRANSLATE_MODEL is not set", HINT)
    if find_spec("ctranslate2") is None:
        raise FatalEngineError(NAME, "CTranslate2 is not installed", HINT)
    return Path(written).expanduser().resolve()


def status(settings: Settings, locale: str | None, *, online: bool) -> EngineStatus:
    """Whether the folder is whole and has the locale; the model itself is not loaded for that."""
    del online
    try:
        folder = _folder(settings)
        layout = layout_of(folder)
        pieces_of(folder)
    except EngineError as error:
        return EngineStatus(NAME, available=False, why=str(error), languages=(), price=PRICE, limits=LIMITS)
    there = locale is None or layout.frame("en", locale) is not None
    why = f"{folder.name} ({layout.kind})" if there else f"no English → {locale} in {folder.name}"
    return EngineStatus(NAME, available=there, why=why, languages=layout.locales(), price=PRICE, limits=LIMITS)
