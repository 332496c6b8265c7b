"""The chat engine: what it sends, what it is set up with, and what it makes of an answer."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import LocalizeError
from localize.locales.tables import header_facts
from localize.translate import Patience, Request, Settings, translate_rows
from localize.translate.chat import Chat, make, status
from localize.translate.errors import FatalEngineError, RefusedError, RejectedError, UnreachableError
from localize.translate.peel import readings
from localize.translate.prompt import REGISTERS, check, fence_for, messages
from tests.localize.fake_openai import KEY, fake_openai, read_fenced

TEMPLATE = Path("templates/prompts/translate.txt").read_text(encoding="utf-8")
LOCALES = ["ko-KR", "zh-TW", "zh-HK", "id-ID", "ms-MY", "th-TH", "vi-VN", "hi-IN", "fr-FR", "es-ES", "sw-KE", "en-SG"]
TEXT, KOREAN = "Where can I learn to drive a truck?", "트럭 운전은 어디에서 배울 수 있나요?"
QUICK = Patience(2.0, 6, 0.001)


def engine(base: str, key: str = KEY) -> Chat:
    return Chat(base, "fake", TEMPLATE, key, 5.0)


def say(text: str, _: int) -> dict[str, Any]:
    return {"say": KOREAN if text == TEXT else text[::-1]}


async def ask(chat: Chat, request: Request) -> str:
    try:
        return (await chat.translate(request)).text
    finally:
        await chat.close()


@given(st.text(max_size=200))
def test_the_text_cannot_end_its_fence(text: str) -> None:
    told = messages(TEMPLATE, Request(1, text, "ko-KR"), fence_for(text))
    fence, inside = read_fenced(told[-1]["content"])
    assert inside == text
    assert fence not in text


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_a_register(locale: str) -> None:
    told = messages("$language|$territory|$register", Request(1, TEXT, locale), "--")[0]["content"].split("|")
    assert all(told)
    assert told[2] in REGISTERS.read_text(encoding="utf-8")
    assert header_facts(REGISTERS)["licence"] == "Apache-2.0"


def test_glossary_reason_and_language_are_told_beside_the_text() -> None:
    request = Request(1, TEXT, "zh-TW", terms=(("truck", "卡車"),), reason="30 became 50")
    system, user = messages(TEMPLATE, request, "--f--")
    assert "- truck → 卡車" in system["content"]
    assert "30 became 50" in system["content"]
    assert "Traditional Chinese" in system["content"]
    assert "Taiwan" in system["content"]
    assert TEXT in user["content"]
    assert TEXT not in system["content"]


@pytest.mark.parametrize("template", ["Into $language, $nonsense", "Into $", "no place at all"])
def test_a_template_that_cannot_be_filled(template: str) -> None:
    with pytest.raises(LocalizeError, match=r"prompts/translate\.txt"):
        check(template, "prompts/translate.txt")


def test_the_signature_follows_host_model_and_prompt_and_holds_no_key() -> None:
    chat = engine("http://user:secret@host.example/v1")
    assert chat.signature == engine("http://user:secret@host.example/v1").signature
    assert chat.signature != Chat(chat.base, "other", TEMPLATE).signature
    assert chat.signature != Chat(chat.base, "fake", TEMPLATE + ".").signature
    assert not {"secret", KEY} & set(chat.signature.split("|"))
    assert KEY not in repr(chat)


def test_a_wrong_key_is_sent_once() -> None:
    with fake_openai(say) as server:
        requests = [Request(at, f"{TEXT} {at}", "ko-KR") for at in range(30)]
        outcomes = list(translate_rows(engine(server.base, "sk-wrong"), requests, patience=QUICK))
        assert sum(server.asked.values()) == 1
    assert len(outcomes) == 30
    assert all("OPENAI_API_KEY is wrong" in outcome.findings[0].message for outcome in outcomes)
    assert not any("sk-wrong" in str(outcome) for outcome in outcomes)


def test_an_unknown_model_is_asked_for_three_times() -> None:
    with fake_openai(lambda _text, _before: {"status": 404}) as server:
        requests = [Request(at, f"{TEXT} {at}", "ko-KR") for at in range(30)]
        outcomes = list(translate_rows(engine(server.base), requests, patience=QUICK))
        assert sum(server.asked.values()) == 3
    assert all("model's name" in outcome.findings[0].message for outcome in outcomes)


def test_nobody_there() -> None:
    with fake_openai(say) as server:
        base = server.base
    with pytest.raises(UnreachableError):
        asyncio.run(ask(engine(base), Request(1, TEXT, "ko-KR")))


def test_a_long_text_is_cut_at_sentence_ends_and_put_together() -> None:
    text = "\n" + "Is this one sentence of many? " * 600 + "\n\nAnd a last one.\n"
    with fake_openai(say) as server:
        answer = asyncio.run(ask(engine(server.base), Request(1, text, "ko-KR")))
        assert len(server.asked) > 1
    assert (answer[0], answer[-1], answer.count("\n")) == ("\n", "\n", text.count("\n"))
    assert sorted(answer) == sorted(text)


@pytest.mark.parametrize("key", ["sk-ké", "sk-a\nX-Evil: 1", "sk a"])
def test_a_key_that_is_none(key: str) -> None:
    variables = {"OPENAI_BASE_URL": "http://localhost:1/v1", "OPENAI_API_KEY": key, "DERIVE_CHAT_MODEL": "m"}
    with pytest.raises(FatalEngineError, match="OPENAI_API_KEY") as caught:
        make(Settings(variables=variables, prompt=TEMPLATE), "ko-KR")
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "DERIVE_CHAT_MODEL"),
        ({"DERIVE_CHAT_MODEL": "m"}, "OPENAI_API_KEY"),
        ({"DERIVE_CHAT_MODEL": "m", "OPENAI_BASE_URL": "localhost:8000"}, "OPENAI_BASE_URL"),
        ({"DERIVE_CHAT_MODEL": "m", "OPENAI_BASE_URL": "http://[bad/v1"}, "OPENAI_BASE_URL"),
    ],
)
def test_what_is_missing_is_said(variables: dict[str, str], said: str) -> None:
    state = status(Settings(variables=variables, prompt=TEMPLATE), "ko-KR", online=False)
    assert (state.available, said in state.why) == (False, True)


def test_the_key_in_an_answer_is_a_refusal() -> None:
    with fake_openai(lambda _text, _before: {"key": "키는 {}"}) as server, pytest.raises(RefusedError, match="the key"):
        asyncio.run(ask(engine(server.base), Request(1, TEXT, "ko-KR")))


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), max_size=80))
def test_readings_are_never_empty_and_never_the_answer(text: str) -> None:
    assert not {"", text.strip()} & set(readings(text))


@pytest.mark.parametrize("status_", [307, 308])
def test_a_post_follows_where_its_own_server_leads(status_: int) -> None:
    def moved(text: str, before: int) -> dict[str, Any]:
        return say(text, before) if before else {"status": status_, "location": "/moved/v1/chat/completions"}

    with fake_openai(moved) as server:
        assert asyncio.run(ask(engine(server.base), Request(1, TEXT, "ko-KR"))) == KOREAN
        assert [read_fenced(body["messages"][-1]["content"])[1] for body in server.bodies] == [TEXT, TEXT]


@pytest.mark.parametrize("status_", [301, 302, 303, 307, 308])
def test_neither_text_nor_key_goes_to_another_origin(status_: int) -> None:
    with fake_openai(say) as other:
        there = {"status": status_, "location": f"{other.base}/chat/completions"}
        with fake_openai(lambda _text, _before: there) as server, pytest.raises(RejectedError, match=f"HTTP {status_}"):
            asyncio.run(ask(engine(server.base), Request(1, TEXT, "ko-KR")))
        assert not other.bodies


def test_an_address_that_leads_to_itself_is_left() -> None:
    with fake_openai(lambda _text, _before: {"status": 308, "location": "/v1/chat/completions"}) as server:
        with pytest.raises(RejectedError, match="on and on"):
            asyncio.run(ask(engine(server.base), Request(1, TEXT, "ko-KR")))
        assert server.asked[TEXT] <= 3
