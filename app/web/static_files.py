"""The page's files, compressed ahead of time. Their addresses contain a hash of the content, so browsers can cache them forever."""

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from mimetypes import guess_type
from pathlib import Path

from starlette._utils import get_route_path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from app.settings import static_dir
from app.web import bundle
from app.web.joined import beside, joined
from app.web.origin import deny

FOREVER = "public, max-age=31536000, immutable"
ASK = "no-cache"
"""Cache it, but revalidate."""
NAME = re.compile(r"[0-9a-f]{16}")
LINK = re.compile(r'(?<=\bhref=")[^"]+|(?<=\bsrc=")[^"]+')
TYPES = {".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2"}
PACKED = {".js", ".css", ".html", ".json", ".svg", ".txt", ".md", ".ts"}

JOINED = ("js/class/main.js", "js/class/joined.js")
APART = ("js/class/screen.js", "js/class/joined_screen.js")
"""The module that the page of a class loads, and the script that has it and all that a phone needs; the same for what a projector adds."""

MOUNTED = "app_root_path"
"""Key that Starlette sets in the requests of a mounted application."""


@dataclass(frozen=True)
class Item:
    """One file, ready to send."""

    body: bytes
    suffix: str
    media_type: str

    @cached_property
    def tag(self) -> str:
        """Return the ETag."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    @cached_property
    def packed(self) -> bytes | None:
        """Return the file compressed; None for a type that is compressed already."""
        return gzip.compress(self.body, 9, mtime=0) if self.suffix in PACKED else None


def item(path: Path) -> Item:
    """Read a file."""
    media_type = TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"
    return Item(path.read_bytes(), path.suffix, f"{media_type}; charset=utf-8" if media_type == "text/html" else media_type)


def read(folder: Path) -> dict[str, Item]:
    """Read the files of a folder, by their addresses below it."""
    return {path.relative_to(folder).as_posix(): item(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def current(items: dict[str, Item]) -> dict[str, Item]:
    """Return what is served: the pages load the bundle if it is made of these sources. Otherwise there is none; phones get one script."""
    stamp = items.get(bundle.STAMP)
    if stamp and stamp.body.decode() == bundle.stamp({key: each.tag for key, each in items.items()}):
        pages = {key: (items[key], parts) for key, parts in bundle.PAGES.items()}
        return items | {key: replace(page, body=bundle.bundled(page.body.decode(), parts).encode()) for key, (page, parts) in pages.items()}
    plain = {key: each for key, each in items.items() if not key.startswith(bundle.FOLDER)}
    return plain | one_script(plain) if bundle.CLASS in plain else plain


def one_script(items: dict[str, Item]) -> dict[str, Item]:
    """Return the page of a class with its modules as one script. What that imports is requested beside it, not after it."""
    page, (entry, script) = items[bundle.CLASS].body.decode(), JOINED
    texts = joined(*JOINED, *APART, lambda key: items[key].body.decode())
    ahead = "".join(f'  <link rel="modulepreload" href="{key}">\n' for key in beside(texts[0]))
    page = page.replace(entry, script).replace("</head>", f"{ahead}</head>")
    scripts = {key: replace(items[entry], body=text.encode()) for key, text in zip((script, APART[1]), texts, strict=True)}
    return {bundle.CLASS: replace(items[bundle.CLASS], body=page.encode()), **scripts}


@lru_cache(maxsize=64)
def below(page: Item, name: str, prefix: str) -> Item:
    """Return a page in which the addresses of files and of the API begin with a prefix."""
    own = re.compile(rf'(?<=href="|.src=")(?={name}/|api/)'.encode())
    return replace(page, body=own.sub(prefix.encode() + b"/", page.body)) if prefix else page


Fill = Callable[[Item, str, Request], Item]
"""Takes a page, the name of the files and the request."""


class PageFiles:
    """Serves a folder; `name`, a hash of its content, is the first part of the addresses that a page loads.

    The name is the same for all files, since modules import each other by relative addresses. Files that change while the
    server runs are read again at the next request of a page.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fills: dict[str, Fill] = {}
        """What is done to a page for each request; those who serve it say it."""
        self.seen: dict[Path, int] = {}
        self.items: dict[str, Item] = {}
        self.name = ""

    def look(self) -> None:
        """Read the folder if anything in it has changed."""
        seen = {path: path.stat().st_mtime_ns for path in sorted(self.folder.rglob("*")) if path.is_file()}
        if seen == self.seen:
            return
        items = current(read(self.folder))
        listed = "".join(f"{name}{each.tag}" for name, each in items.items())
        name = hashlib.sha256(listed.encode()).hexdigest()[:16]
        pages = {key: self.named(page, name, items) for key, page in items.items() if page.suffix == ".html"}
        self.name, self.items, self.seen = name, items | pages, seen

    @staticmethod
    def named(page: Item, name: str, items: dict[str, Item]) -> Item:
        """Return a page whose file addresses begin with `name`."""
        return replace(page, body=LINK.sub(lambda at: f"{name}/{at[0]}" if at[0] in items else at[0], page.body.decode()).encode())

    def pack(self) -> None:
        """Compress every file, so that no request waits for it."""
        self.look()
        for each in self.items.values():
            _ = each.packed

    def page(self, request: Request, key: str) -> Response:
        """Return a page; its file addresses include the proxy's prefix if known, so that they work without the page's final slash."""
        self.look()
        prefix = "" if MOUNTED in request.scope else request.scope.get("root_path", "")  # a proxy's prefix before a mount may be unknown
        found = self.fills[key](self.items[key], self.name, request) if key in self.fills else self.items[key]
        answer = self.sent(request, below(found, self.name, prefix), ASK)
        answer.headers["vary"] = "accept-encoding, accept-language"
        return answer

    def sent(self, request: Request, found: Item, cache: str) -> Response:
        """Return a file, compressed if the client accepts that, or 304 if it has the file already."""
        headers = {"cache-control": cache, "etag": found.tag, "vary": "accept-encoding"}
        known = request.headers.get("if-none-match", "")
        if found.tag in known or known.strip() == "*":
            return Response(status_code=304, headers=headers)
        packed = found.packed if "gzip" in request.headers.get("accept-encoding", "") else None
        if packed is not None:
            headers["content-encoding"] = "gzip"
        return Response(packed or found.body, media_type=found.media_type, headers=headers)

    def answer(self, request: Request) -> Response:
        """Return the file at an address, or raise 404, 405."""
        if request.method not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"allow": "GET, HEAD"})
        first, _, rest = get_route_path(request.scope).lstrip("/").partition("/")
        named = NAME.fullmatch(first) is not None
        key = (rest if named else f"{first}/{rest}".rstrip("/")) or "index.html"
        if key.endswith(".html") or not self.items:
            self.look()
        found = self.items.get(key)
        if found is None:
            raise HTTPException(404)
        return self.page(request, key) if key.endswith(".html") else self.sent(request, found, FOREVER if first == self.name else ASK)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; refuse a socket."""
        if scope["type"] == "websocket":
            await deny(WebSocket(scope, receive, send), "there is none at this address", 404)
            return
        await self.answer(Request(scope))(scope, receive, send)


page_files = PageFiles(static_dir())
