"""What holds for every engine, whatever it is: one suite over all adapters."""

from __future__ import annotations

import asyncio
import inspect
import shutil
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from localize.checks import blocks
from localize.model import Finding, Origin, Severity
from localize.translate import Engine, Patience, Reply, Request, Settings, probe, translate_rows
from localize.translate.apertium import Apertium
from localize.translate.chat import Chat
from localize.translate.engines import ENGINES
from localize.translate.english import AdaptedEnglish
from localize.translate.errors import EngineError, UnservedError
from localize.translate.google import Google
from localize.translate.memory import load
from tests.localize.fake_google import Handler, fake_google
from tests.localize.fake_openai import KEY, fake_openai
from tests.localize.fake_services import VARIABLES, fake_service, variables

if TYPE_CHECKING:
    from collections.abc import Iterator


Terms = tuple[tuple[str, str], ...]
UNSPOKEN = {"memory": "ko-KR", "apertium": "ko-KR"}
PROMPT = Path("templates/prompts/translate.txt").read_text(encoding="utf-8")
QUICK = Patience(pause=0.001)
PIVOT = "Where can I learn to swim in this town?"
SPANISH = "¿Dónde puedo aprender a nadar en esta ciudad?"
TMX = f"""<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>{PIVOT}</seg></tuv><tuv xml:lang="es"><seg>{SPANISH}</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>How do I get to the sea?</seg></tuv><tuv xml:lang="es">
<seg>How do I get to the sea?</seg></tuv></tu>
</body></tmx>"""


def serve(handler: Handler, text: str, _: int) -> None:
    handler.result({PIVOT: SPANISH}.get(text, text))


# One gives back what it gets, the other needs a model: both have claims of their own beside these.
TRANSLATORS = sorted(set(ENGINES) - {"adapted-english", "ctranslate"})
SERVICES = set(VARIABLES)


@pytest.fixture(params=TRANSLATORS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "memory":
        path = tmp_path / "m.tmx"
        path.write_text(TMX, encoding="utf-8")
        yield load((path,), "es-ES")
    elif request.param == "google":
        with fake_google(serve) as server:
            yield Google(server.url, 5.0)
    elif request.param == "chat":
        with fake_openai(lambda text, _: {"say": {PIVOT: SPANISH}.get(text, text)}) as chat:
            yield Chat(chat.base, "fake", PROMPT, KEY, 5.0)
    elif request.param in SERVICES:
        with fake_service(request.param, lambda text: {PIVOT: SPANISH}.get(text, text)) as service:
            values = variables(request.param, service.url)
            yield import_module(ENGINES[request.param]).make(Settings(timeout=5.0, variables=values), "es-ES")
    else:
        program = shutil.which("apertium")
        if program is None or not Apertium(program).speaks("es-ES"):
            pytest.skip("apertium with apertium-eng-spa is not installed")
        yield Apertium(program)


def once(engine: Engine, request: Request) -> Reply:
    async def ask() -> Reply:
        try:
            return await engine.translate(request)
        finally:
            await engine.close()

    return asyncio.run(ask())


def test_name_and_signature_are_stable(engine: Engine) -> None:
    assert engine.name in ENGINES
    assert engine.signature == engine.signature
    assert engine.signature.startswith(engine.name)
    assert len(engine.signature.split("|")) > 1


def test_it_says_what_it_speaks(engine: Engine) -> None:
    assert engine.speaks("es-ES")
    assert not engine.speaks("en-US", "en")
    assert "es" in {tag.split("-")[0].casefold() for tag in engine.locales()}


def test_a_text_is_translated_and_signed(engine: Engine) -> None:
    reply = once(engine, Request(1, PIVOT, "es-ES"))
    assert reply.text.startswith(("¿", "Dónde"))
    assert reply.engine == engine.signature
    assert reply.origin in {Origin.MACHINE, Origin.MEMORY}


def test_white_space_around_stays(engine: Engine) -> None:
    reply = once(engine, Request(1, f"\n {PIVOT}\n\n", "es-ES"))
    assert (reply.text[:2], reply.text[-2:]) == ("\n ", "\n\n")
    assert reply.text.strip() == reply.text[2:-2]


@pytest.mark.parametrize("text", ["", " \n", "…"])
def test_a_text_without_words_has_an_outcome(engine: Engine, text: str) -> None:
    (outcome,) = translate_rows(engine, [Request("k", text, "es-ES")], patience=QUICK)
    assert outcome.key == "k"
    assert outcome.text in {None, text}


def test_an_echo_is_no_translation(engine: Engine) -> None:
    text = "How do I get to the sea?"
    if engine.name == "apertium":
        text = "Xyzzyq plughq blorbq frotzq gnustoq"
    (outcome,) = translate_rows(engine, [Request(7, text, "es-ES", field="target_answer")], patience=QUICK)
    assert outcome.text is None
    assert blocks(outcome.findings)
    assert {finding.field for finding in outcome.findings} == {"target_answer"}


def test_errors_carry_no_text(engine: Engine) -> None:
    if engine.name == "chat":  # what a model cannot do only its answers tell
        assert engine.speaks("yue-HK", "en")
        return
    private = "Zzsecretword is where the key of the door is hidden?"
    with pytest.raises(EngineError) as caught:
        once(engine, Request("zzkey", private, UNSPOKEN.get(engine.name, "yue-HK")))
    shown = "".join(traceback.format_exception(caught.value, limit=0))
    assert isinstance(caught.value, UnservedError)
    assert "zzsecretword" not in shown.casefold()
    assert "zzkey" not in shown


def test_a_gate_that_blocks_everything_lets_nothing_through(engine: Engine) -> None:

    def no(pivot: str, target: str, locale: str, *, source: str, field: str, terms: Terms) -> tuple[Finding, ...]:
        del pivot, target, locale, source, terms
        return (Finding("no", Severity.ERROR, field, "never"),)

    (outcome,) = translate_rows(engine, [Request(1, PIVOT, "es-ES")], no, patience=QUICK)
    assert outcome.text is None
    assert [finding.check for finding in outcome.findings] == ["engine", "no"]


def test_every_adapter_is_probed_without_the_network() -> None:
    states = probe("es-ES")
    assert [state.name for state in states] == list(ENGINES)
    assert all(state.why and state.price for state in states)
    assert inspect.signature(probe).parameters["online"].default is False


def test_adapted_english_is_the_text_and_passes_the_gate() -> None:
    (outcome,) = translate_rows(AdaptedEnglish(), [Request(1, PIVOT, "en-SG")], patience=QUICK)
    assert (outcome.text, outcome.engine, outcome.origin) == (PIVOT, "adapted-english|1", Origin.MACHINE)
    assert not AdaptedEnglish().speaks("ko-KR")
    assert not AdaptedEnglish().speaks("en-US", "ja")


@pytest.mark.parametrize("name", ENGINES)
def test_every_variable_has_a_name_of_the_environment(name: str) -> None:
    named = getattr(import_module(ENGINES[name]), "VARIABLES", ())
    assert all(variable.isupper() for variable in named)
