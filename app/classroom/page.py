"""The page of a class, with its words in the visitor's language: a phone needs no further request for them."""

import json
from dataclasses import replace
from functools import lru_cache

from starlette.requests import Request

from app.catalog.language_tags import lookup
from app.catalog.translations import LANGUAGES
from app.replies.wire import dumps
from app.web.first import BODY, SPEAKS
from app.web.static_files import Item, page_files

SAYS = ("js/class/", "js/text/language.js", "js/text/numbers.js")
"""Where the modules are whose sentences the page says."""


@lru_cache(maxsize=32)
def filled(page: Item, name: str, language: str) -> Item:
    """Return the page in a language; `name` changes with the content of any file."""
    words: dict[str, str] = {}
    if (found := page_files.items.get(f"lang/{language}.json")) is not None:
        said = "".join(each.body.decode() for key, each in page_files.items.items() if key.startswith(SAYS))
        words = {english: own for english, own in json.loads(found.body).items() if json.dumps(english, ensure_ascii=False) in said}
    spoken = page.body.decode().replace(SPEAKS.format("en"), SPEAKS.format("zh-Hans" if language == "zh" else language), 1)
    data = dumps({"language": language, "words": words}).decode().replace("<", "\\u003c")
    return replace(page, body=spoken.replace(BODY, f'<script type="application/json" id="words">{data}</script>\n{BODY}', 1).encode())


def fill(page: Item, name: str, request: Request) -> Item:
    """Return the page for a request."""
    return filled(page, name, lookup(request.query_params.get("lang") or request.headers.get("accept-language", ""), LANGUAGES))
