"""Read what an OpenAI-compatible server answers, plain or streamed, and accept nothing that is not whole.

>>> from localize.translate.wire import Answer
>>> body = b'{"choices": [{"message": {"content": "Hola."}, "finish_reason": "stop"}]}'
>>> read(Answer(body, streamed=False)).text
'Hola.'
>>> body = b'data: {"choices": [{"delta": {"content": "Hola."}}]}\\n\\ndata: [DONE]\\n\\n'
>>> read(Answer(body, streamed=True)).text
'Hola.'
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localize.translate.errors import RefusedError, TransientError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.translate.wire import Answer

NAME = "chat"
_CUT = {
    "length": "the answer was cut short (finish_reason length)",
    "content_filter": "the answer was filtered (finish_reason content_filter)",
    "tool_calls": "the model called a tool",
    "function_call": "the model called a tool",
}
_END = "[DONE]"


@dataclass(frozen=True, slots=True)
class Said:
    """The content of the reply, and the tokens of request and answer."""

    text: str
    tokens: tuple[int, int]


def read(answer: Answer) -> Said:
    """What the model said; TransientError for a body that cannot be read, RefusedError for one that was cut."""
    try:
        text = answer.body.decode("utf-8-sig")
        said = _streamed(text) if answer.streamed else _plain(json.loads(text))
        said.text.encode("utf-8")  # JSON can name half a surrogate pair, which no file can hold
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        problem = TransientError(NAME, "the answer cannot be read")
    else:
        return said
    raise problem


def _plain(body: dict[str, Any]) -> Said:
    choice = body["choices"][0]
    message = choice["message"]
    content = message.get("content")
    if message.get("refusal"):
        raise RefusedError(NAME, "the model refused")
    _require_whole(choice.get("finish_reason"))
    if content is None:
        raise RefusedError(NAME, "the answer has no content")
    return Said(_text(content), _tokens(body))


def _streamed(text: str) -> Said:
    """Server-sent events: a line of data each, and an end that must be there."""
    parts, tokens, ended = [], (0, 0), False
    for data in _events(text):
        if data == _END:
            ended = True
            break
        chunk = json.loads(data)
        tokens = _tokens(chunk) if chunk.get("usage") else tokens
        for choice in chunk["choices"][:1]:
            delta = choice.get("delta") or {}
            if delta.get("refusal"):
                raise RefusedError(NAME, "the model refused")
            parts.append(_text(delta.get("content") or ""))
            _require_whole(choice.get("finish_reason"))
            ended = ended or choice.get("finish_reason") is not None
    if not ended:
        raise TransientError(NAME, "the streamed answer broke off")
    return Said("".join(parts), tokens)


def _events(text: str) -> Iterator[str]:
    """WHATWG HTML, 9.2.6: lines end in LF, CR or both, an empty one ends an event."""
    data: list[str] = []
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        if line.startswith("data:"):
            data.append(line.removeprefix("data:").removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []


def _text(content: Any) -> str:
    """Content is a string, or a list of parts of which those of text count."""
    if isinstance(content, list):
        return "".join(_text(part["text"]) for part in content if part["type"] == "text")
    if not isinstance(content, str):
        raise TypeError(type(content))
    return content


def _require_whole(finish_reason: Any) -> None:
    if isinstance(finish_reason, str) and finish_reason in _CUT:
        raise RefusedError(NAME, _CUT[finish_reason])


def _tokens(body: dict[str, Any]) -> tuple[int, int]:
    usage = body.get("usage") or {}
    counted = [usage.get("prompt_tokens"), usage.get("completion_tokens")]
    return (counted[0] if isinstance(counted[0], int) else 0, counted[1] if isinstance(counted[1], int) else 0)
