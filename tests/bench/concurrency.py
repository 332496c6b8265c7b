"""400 texts through `derive translate` and a chat server that takes 100 ms, against the ideal.

The ideal is the server's time alone, at the most requests that were in flight at once. The server is a process of its
own, so that the two do not share an interpreter; other load on the machine counts against us.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS, LATENCY, TIMES = 400, 0.1, 5
TRANSLATE = (sys.executable, "-c", "from derive.cli import main; main()", "translate")


def measure() -> Iterator[tuple[str, str, str]]:
    """Rows of the table: from the first request to the last answer, and the whole command."""
    runs = [_run() for _ in range(TIMES)]
    for at, part in enumerate(("translating", "the whole command")):
        ratios = [run[at] for run in runs]
        figure = f"{statistics.median(ratios):.2f} (best {min(ratios):.2f})"
        yield f"{TEXTS} texts at {LATENCY * 1000:.0f} ms against the ideal, {part}", figure, "" if at else "1.30"


def _run() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [{"id": f"{at}", "source": "日本語", "pivot": _english(at)} for at in range(TEXTS)]
        (folder / "items.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
        server = subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert server.stdout is not None
        port = int(server.stdout.readline())
        began = time.perf_counter()
        command = [*TRANSLATE, str(folder / "items.jsonl"), "--locale", "ko-KR", "--translator", "chat", "--quiet"]
        subprocess.run([*command, "--output", str(folder / "out.jsonl")], env=_environment(port, name), check=True)
        took = time.perf_counter() - began
        seen = json.loads(server.communicate()[0])
    ideal = math.ceil(TEXTS / seen["most"]) * LATENCY
    return seen["seconds"] / ideal, took / ideal


def _environment(port: int, folder: str) -> dict[str, str]:
    settings = {
        "OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1",
        "OPENAI_API_KEY": "none",
        "DERIVE_CHAT_MODEL": "bench",
    }
    return {**os.environ, **settings, "DERIVE_CACHE_DIR": f"{folder}/cache", "PYTHONPATH": str(Path.cwd())}


def _english(at: int) -> str:
    return f"How do I get from station {at + 100} to the hospital by bus?"


def _korean(at: int) -> str:
    return f"{at + 100}번 역에서 병원까지 버스로 어떻게 가나요?"


class Server:
    """`most` is how many requests were in flight at once."""

    def __init__(self) -> None:
        self.flying = self.most = 0
        self.first = self.last = 0.0
        self.answers = {_english(at): _korean(at) for at in range(TEXTS)}

    async def serve(self) -> None:
        """Until the standard input is closed; then what was seen goes out as JSON."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.to_thread(sys.stdin.read)
        print(json.dumps({"most": self.most, "seconds": self.last - self.first}))

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await self._answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if line)
        began = time.perf_counter()
        self.first = self.first or began
        self.flying += 1
        self.most = max(self.most, self.flying)
        body = json.loads(await reader.readexactly(int(lines[b"content-length"])))
        text = body["messages"][-1]["content"].split("\n")[-2]
        choice = {"message": {"role": "assistant", "content": self.answers[text]}, "finish_reason": "stop"}
        answer = json.dumps({"choices": [choice]}).encode()
        await asyncio.sleep(LATENCY - (time.perf_counter() - began))
        self.flying -= 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(answer), answer))
        self.last = time.perf_counter()


if __name__ == "__main__":
    asyncio.run(Server().serve())
