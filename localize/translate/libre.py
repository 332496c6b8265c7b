"""LibreTranslate, a free program that anybody can run. `LIBRE_URL`, and `LIBRE_API_KEY` where the server wants one.

Texts go to the server of `LIBRE_URL` and nowhere else. The default limit of a server of one's own is none; public
ones take 2,000 characters a request (docs.libretranslate.com, read 2026-11).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.translate.deep import Service, Values, same

if TYPE_CHECKING:
    from localize.translate.page import Call

_CODES = {"zh-Hant": "zt", "zh-Hans": "zh", **same("ko id ms th vi hi fr es ja en de it pt ru ar tr nl pl ur bn fa he")}


def _rewrite(call: Call, values: Values) -> Call:
    body = {name: value for name, value in call.params.items() if name != "api_key"}
    key = {"api_key": values["LIBRE_API_KEY"]} if values["LIBRE_API_KEY"] else {}
    return replace(call, params={}, body={**body, **key})


SERVICE = Service(
    name="libre",
    library="libre",
    translator="LibreTranslator",
    variables=("LIBRE_URL", "LIBRE_API_KEY"),
    needed=("LIBRE_URL",),
    codes=_CODES,
    price="free where the server is yours; every text goes to LIBRE_URL",
    limits="2,000 characters; longer texts are cut at sentence ends",
    fits=lambda text: len(text) <= 1_900,
    address=lambda values: f"{values['LIBRE_URL'].rstrip('/')}/",
    arguments=lambda values: {"api_key": values["LIBRE_API_KEY"]},
    rewrite=_rewrite,
)

make, status, VARIABLES = SERVICE.make, SERVICE.status, SERVICE.variables
