"""DeepL, Papago, Azure, LibreTranslate and MyMemory on loopback, each in its own protocol, with its own key check."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.localize.loopback import Loopback, Quiet, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY = "key-0123456789abcdef"
# Variables that send a service to the fake, with {} for its address.
VARIABLES = {
    "deepl": {"DEEPL_API_KEY": KEY, "DEEPL_SERVER_URL": "{}"},
    "papago": {"PAPAGO_CLIENT_ID": "id", "PAPAGO_CLIENT_SECRET": KEY, "PAPAGO_URL": "{}"},
    "microsoft": {"MICROSOFT_API_KEY": KEY, "MICROSOFT_REGION": "koreacentral", "MICROSOFT_URL": "{}"},
    "libre": {"LIBRE_URL": "{}", "LIBRE_API_KEY": KEY},
    "mymemory": {"MYMEMORY_URL": "{}"},
}


def variables(service: str, address: str) -> dict[str, str]:
    return {name: value.format(address) for name, value in VARIABLES[service].items()}


class Handler(Quiet):
    """Reads a request as the service does, and answers with what the server's function makes of the text."""

    server: FakeService

    def do_POST(self) -> None:  # noqa: N802  # the name is http.server's
        """One translation."""
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = self.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
        body = {name: values[0] for name, values in parse_qs(raw).items()} if form else json.loads(raw)
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        read = getattr(self, f"_{self.server.service}")
        key, text, languages, shape = read(body, query)
        self.server.requests.append((text, *languages))
        self.server.paths.append(self.path)
        if self.server.status != 200:
            self._say(self.server.status, {"error": f"{KEY} {text}"})
        elif key != KEY:
            self._say(401, {"message": f"wrong key {key}"})
        else:
            self._say(200, self.server.raw if self.server.raw is not None else shape(self.server.translate(text)))

    def _deepl(self, body: dict[str, Any], _: dict[str, str]) -> tuple[str, str, tuple[str, str], Any]:
        key = self.headers["Authorization"].removeprefix("DeepL-Auth-Key ")
        languages = (body["source_lang"], body["target_lang"])
        return key, body["text"][0], languages, lambda text: {"translations": [{"text": text}]}

    def _papago(self, body: dict[str, Any], _: dict[str, str]) -> tuple[str, str, tuple[str, str], Any]:
        key = self.headers["X-NCP-APIGW-API-KEY"]
        return (
            key,
            body["text"],
            (body["source"], body["target"]),
            lambda text: {"message": {"result": {"translatedText": text}}},
        )

    def _microsoft(self, body: Any, query: dict[str, str]) -> tuple[str, str, tuple[str, str], Any]:
        key = self.headers["Ocp-Apim-Subscription-Key"]
        languages = (query["from"], query["to"])
        return key, body[0]["text"], languages, lambda text: [{"translations": [{"text": text, "to": languages[1]}]}]

    def _libre(self, body: dict[str, Any], _: dict[str, str]) -> tuple[str, str, tuple[str, str], Any]:
        return body["api_key"], body["q"], (body["source"], body["target"]), lambda text: {"translatedText": text}

    def _mymemory(self, body: dict[str, Any], _: dict[str, str]) -> tuple[str, str, tuple[str, str], Any]:
        source, target = body["langpair"].split("|")
        return KEY, body["q"], (source, target), lambda text: {"responseData": {"translatedText": text}, "matches": []}

    def _say(self, status: int, shape: Any) -> None:
        self.send(status, json.dumps(shape).encode())


class FakeService(Loopback):
    """`requests` are text and codes of each, `status` and `raw` what it answers instead of a translation."""

    def __init__(self, service: str, translate: Callable[[str], str]) -> None:
        super().__init__(Handler)
        self.service, self.translate = service, translate
        self.requests: list[tuple[str, str, str]] = []
        self.paths: list[str] = []
        self.status = 200
        self.raw: Any = None

    @property
    def url(self) -> str:
        """The address to set."""
        return self.address


@contextmanager
def fake_service(service: str, translate: Callable[[str], str]) -> Iterator[FakeService]:
    """A server that runs while the block does."""
    with serving(FakeService(service, translate)) as server:
        yield server
