"""Azure AI Translator. `MICROSOFT_API_KEY`, and `MICROSOFT_REGION` where the resource is not global.

50,000 characters a request (learn.microsoft.com, Translator service limits, read 2026-11). Chinese for Hong Kong is
written Chinese in traditional characters (`zh-Hant`), not Cantonese (`yue`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.translate.deep import Service, Values, same

if TYPE_CHECKING:
    from localize.translate.page import Call

_CODES = same(
    "ko zh-Hant zh-Hans id ms th vi hi fr es sw ja en de it pt-PT pt ru ar tr nl pl fil bn ta te ur fa he km lo my ne"
)
_HOME = "https://api.cognitive.microsofttranslator.com"


def _rewrite(call: Call, values: Values) -> Call:
    keys = {"Ocp-Apim-Subscription-Key": values["MICROSOFT_API_KEY"]}
    if values["MICROSOFT_REGION"]:
        keys["Ocp-Apim-Subscription-Region"] = values["MICROSOFT_REGION"]
    return replace(call, headers=keys, params={**call.params, "api-version": "3.0"})


SERVICE = Service(
    name="microsoft",
    library="microsoft",
    translator="MicrosoftTranslator",
    variables=("MICROSOFT_API_KEY", "MICROSOFT_REGION", "MICROSOFT_URL"),
    needed=("MICROSOFT_API_KEY",),
    codes=_CODES,
    price="per character; free tier 2,000,000 a month; every text goes to Azure",
    limits="50,000 characters; longer texts are cut at sentence ends",
    fits=lambda text: len(text) <= 45_000,
    address=lambda values: f"{values['MICROSOFT_URL'].rstrip('/') or _HOME}/translate",
    arguments=lambda values: {"api_key": values["MICROSOFT_API_KEY"], "headers": {}, "proxies": None},
    rewrite=_rewrite,
)

make, status, VARIABLES = SERVICE.make, SERVICE.status, SERVICE.variables
