"""A server like OpenAI's on loopback: the real protocol, and what goes wrong in it, by a script for each text."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.localize.loopback import Loopback, Quiet, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Script = Callable[[str, int], dict[str, Any]]

KEY = "sk-test-0123456789abcdef"


class Handler(Quiet):
    """Finds the text in the last message, and answers as the script says for it."""

    server: FakeOpenAI
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one packet, else each answer waits for a delayed acknowledgement

    def do_POST(self) -> None:  # noqa: N802  # the name is http.server's
        """One chat completion."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fence, text = read_fenced(body["messages"][-1]["content"])
        with self.server.lock:
            before = self.server.asked[text]
            self.server.asked[text] += 1
            self.server.bodies.append(body)
            self.server.flying += 1
            self.server.most_flying = max(self.server.most_flying, self.server.flying)
        try:
            self._play(self.server.script(text, before), body, fence)
        finally:
            with self.server.lock:
                self.server.flying -= 1

    def _play(self, act: dict[str, Any], body: dict[str, Any], fence: str) -> None:
        time.sleep(act.get("after", 0))
        if self.headers.get("Authorization") != f"Bearer {KEY}" or not self.path.endswith("/v1/chat/completions"):
            self._send(401, json.dumps({"error": {"message": f"wrong key {self.headers.get('Authorization')}"}}))
        elif "status" in act:
            onward = {"Location": act["location"]} if "location" in act else {}
            self._send(act["status"], act.get("body", "").replace("KEY", KEY), act.get("retry_after"), **onward)
        elif act.get("reset"):
            self.reset()
        elif act.get("stall"):
            self.server.closing.wait(60)
            self.close_connection = True
        elif "raw" in act:
            self._send(200, act["raw"].replace("KEY", KEY))
        elif "stream" in act:
            self._stream(act)
        else:
            self._say(act, body, fence)

    def _say(self, act: dict[str, Any], body: dict[str, Any], fence: str) -> None:
        text = act.get("say")
        text = f"{fence}\n{act['fenced']}\n{fence}" if "fenced" in act else text
        text = act["key"].format(KEY) if "key" in act else text
        text = body["messages"][0]["content"] if act.get("prompt") else text
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": text, "refusal": act.get("refusal")},
            "finish_reason": act.get("finish", "stop"),
            **act.get("extra", {}),
        }
        self._send(200, json.dumps({"id": "x", "choices": [choice], "usage": act.get("usage")}))

    def _stream(self, act: dict[str, Any]) -> None:
        step, text = act.get("step", 3), act["stream"]
        lines = [": keep-alive\n\n"] if act.get("comments") else []
        for at in range(0, len(text), step):
            delta = {"choices": [{"index": 0, "delta": {"content": text[at : at + step]}, "finish_reason": None}]}
            lines.append(f"data: {json.dumps(delta)}\r\n\r\n")
        if act.get("end", True):
            lines.append('data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n')
        self._send(200, "".join(lines), content_type="text/event-stream; charset=utf-8")

    def _send(
        self,
        status: int,
        body: str,
        retry_after: str | None = None,
        content_type: str = "application/json",
        **headers: str,
    ) -> None:
        wait = {"Retry_After": retry_after} if retry_after else {}
        self.send(status, body.encode(), content_type, **wait, **headers)


def read_fenced(message: str) -> tuple[str, str]:
    """The line of the fence, and what stands between the two."""
    fence = message.rstrip("\n").rsplit("\n", 1)[-1]
    inside = message[message.index(f"\n{fence}\n") + len(fence) + 2 :]
    return fence, inside[: inside.rindex(f"\n{fence}")]


class FakeOpenAI(Loopback):
    """`bodies` are all that it was asked with."""

    def __init__(self, script: Script) -> None:
        super().__init__(Handler)
        self.script = script
        self.bodies: list[dict[str, Any]] = []
        self.flying = self.most_flying = 0

    @property
    def base(self) -> str:
        """The address to set as OPENAI_BASE_URL."""
        return f"{self.address}/v1"


@contextmanager
def fake_openai(script: Script) -> Iterator[FakeOpenAI]:
    """A server that runs while the block does."""
    with serving(FakeOpenAI(script)) as server:
        yield server
