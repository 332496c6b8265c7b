"""The services behind deep-translator: their codes, their limits, and keys that stay where they belong."""

from __future__ import annotations

import asyncio
import traceback
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from localize.translate import Request, Settings
from localize.translate.engines import ENGINES
from localize.translate.errors import (
    EngineError,
    FatalEngineError,
    RefusedError,
    RejectedError,
    TransientError,
    UnreachableError,
    UnservedError,
)
from tests.localize.fake_services import KEY, VARIABLES, FakeService, fake_service, variables

if TYPE_CHECKING:
    from localize.translate.deep import Deep

TEXT = "Where is the secret garden of Mr. Kim?"
KOREAN = "김 선생님의 비밀 정원은 어디인가요?"
LOCALES = ["ko-KR", "zh-TW", "zh-HK", "id-ID", "ms-MY", "th-TH", "vi-VN", "hi-IN", "fr-FR", "es-ES", "sw-KE", "en-SG"]
CODES = {
    "deepl": "KO ZH-HANT ZH-HANT ID None TH VI None FR ES None EN-US",
    "papago": "ko zh-TW zh-TW id None th vi None fr es None en",
    "microsoft": "ko zh-Hant zh-Hant id ms th vi hi fr es sw en",
    "libre": "ko zt zt id ms th vi hi fr es None en",
    "mymemory": "ko-KR zh-TW zh-HK id-ID ms-MY th-TH vi-VN hi-IN fr-FR es-ES sw-KE en-GB",
}


def service(name: str) -> Any:
    return import_module(ENGINES[name]).SERVICE


def engine_for(server: FakeService, timeout: float = 5.0) -> Deep:
    settings = Settings(timeout=timeout, variables=variables(server.service, server.url))
    engine: Deep = service(server.service).make(settings, "ko-KR")
    return engine


def ask(engine: Deep, text: str = TEXT, locale: str = "ko-KR", **more: Any) -> str:
    return asyncio.run(engine.translate(Request(1, text, locale, **more))).text


@pytest.mark.parametrize("name", CODES)
def test_codes_of_every_locale(name: str) -> None:
    assert [str(service(name).code(locale)) for locale in LOCALES] == CODES[name].split()


@pytest.mark.parametrize("name", CODES)
def test_a_text_goes_there_and_back(name: str) -> None:
    with fake_service(name, lambda _: KOREAN) as server:
        engine = engine_for(server)
        assert ask(engine, f"\n{TEXT} ") == f"\n{KOREAN} "
        assert [asked[0] for asked in server.requests] == [TEXT]
        assert server.requests[0][2] == service(name).code("ko-KR")
        assert KEY not in server.paths[0]
        assert "secret" not in server.paths[0]
    assert KEY not in repr(engine) + engine.signature


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize(
    ("status", "expected"),
    [(401, FatalEngineError), (403, RejectedError), (400, RejectedError), (429, TransientError), (500, TransientError)],
)
def test_errors_repeat_neither_key_nor_text(name: str, status: int, expected: type[EngineError]) -> None:
    with fake_service(name, lambda _: KOREAN) as server:
        server.status = status
        with pytest.raises(expected) as caught:
            ask(engine_for(server))
    shown = "".join(traceback.format_exception(caught.value))
    assert KEY not in shown
    assert "Mr. Kim" not in shown.replace("TEXT", "")


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize("raw", [{}, [], {"translations": []}, {"message": {"result": None}}, "x", None, 3])
def test_a_reply_without_a_translation(name: str, raw: Any) -> None:
    with fake_service(name, lambda _: KOREAN) as server:
        server.raw = raw if raw is not None else {"translatedText": None}
        with pytest.raises((RefusedError, TransientError)):
            ask(engine_for(server))


@pytest.mark.parametrize("name", CODES)
def test_a_host_that_is_gone(name: str) -> None:
    with fake_service(name, lambda _: KOREAN) as server:
        engine = engine_for(server)
    with pytest.raises(UnreachableError):
        ask(engine)


@pytest.mark.parametrize("name", CODES)
def test_long_texts_are_cut_at_their_true_limit(name: str) -> None:
    text = "これはとても長い文章の一部です。" * 8_000
    with fake_service(name, lambda given: given[::-1]) as server:
        ask(engine_for(server), text[: 16 * 500], source="ja", locale="en")
        assert all(service(name).fits(asked[0]) for asked in server.requests)
        assert "".join(asked[0] for asked in server.requests) == text[: 16 * 500]


@pytest.mark.parametrize("name", CODES)
def test_decided_terms_and_placeholders_go_as_marks(name: str) -> None:
    with fake_service(name, lambda _: "⟦2⟧의 정원은 {name}에게 ⟦1⟧인가요?".replace("{name}", "")) as server:
        answer = ask(engine_for(server), "Is {name} in Osaka?", terms=(("Osaka", "부산"),))
        assert server.requests[0][0] == "Is ⟦1⟧ in ⟦2⟧?"
    assert answer == "부산의 정원은 에게 {name}인가요?"


@pytest.mark.parametrize("name", CODES)
def test_a_lost_mark_is_a_refusal_and_then_asked_for_plainly(name: str) -> None:
    with fake_service(name, lambda _: KOREAN) as server:
        engine = engine_for(server)
        with pytest.raises(RefusedError, match="⟦1⟧"):
            ask(engine, "Is {name} in?")
        assert ask(engine, "Is {name} in?", reason="a mark was lost") == KOREAN


@pytest.mark.parametrize("name", [name for name in CODES if service(name).needed])
def test_without_its_variables_it_says_which(name: str) -> None:
    state = service(name).status(Settings(), "ko-KR", online=False)
    assert not state.available
    assert all(needed in state.why for needed in service(name).needed)


@pytest.mark.parametrize("name", [name for name in CODES if KEY in VARIABLES[name].values()])
def test_a_key_that_is_none(name: str) -> None:
    wrong = {**variables(name, "http://127.0.0.1:9"), **dict.fromkeys(service(name).needed, "k\u00e9y\nX-Evil: 1")}
    with pytest.raises(FatalEngineError, match="characters") as caught:
        service(name).make(Settings(variables=wrong), "ko-KR")
    assert "Evil" not in str(caught.value)


def test_mymemory_says_in_a_text_that_it_has_enough() -> None:
    with (
        fake_service("mymemory", lambda _: "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS") as server,
        pytest.raises(FatalEngineError, match="allowance"),
    ):
        ask(engine_for(server))


def test_a_language_it_has_not() -> None:
    with fake_service("papago", lambda _: KOREAN) as server, pytest.raises(UnservedError):
        ask(engine_for(server), locale="sw-KE")
