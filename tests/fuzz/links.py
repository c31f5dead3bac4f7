"""Links at random: the command line and the page open the same ones, to the same scene, and say a sentence about all others."""

import base64
import json
import math
import string
import subprocess
import zlib
from pathlib import Path
from random import Random
from typing import Any

from app.catalog.catalog import catalog
from app.catalog.link import BrokenLink, is_link, linked, unpacked
from app.scene.faults import Refused
from tests.fuzz import scenes
from tests.fuzz.texts import text

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".cache/node/bin/node"
LETTERS = f"{string.ascii_letters}{string.digits}-_+/"
ENDS = [
    "[",
    "]",
    "[]",
    "[::1]",
    "%",
    "%zz",
    ":",
    ":99999",
    "@",
    "\\",
    "//",
    "?",
    "&",
    "?lesson=",
    "&lesson=",
    " ",
    "\x00",
    "\u2100",
    "\uff0f",
]


def held(rng: Random) -> bytes:
    """Return what a link holds before it is deflated: mostly a scene's JSON, whole or not."""
    kind = rng.random()
    made: Any = scenes.scene(rng, scenes.FEW)
    if kind < 0.3:
        made["lanes"][0]["label"] = text(rng)
    elif kind < 0.4:
        made["lanes"] = made["lanes"] * rng.choice([0, 9, 1000])
    elif kind < 0.5:
        made = rng.choice([None, [], {}, 3, "", True, {"__proto__": {"a": 1}}, [[[]]], {"lanes": None, "surface": {"key": "constructor"}}])
    said = json.dumps(made).encode()
    if kind < 0.6:
        return said
    if kind < 0.65:
        return json.dumps(made, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if kind < 0.7:
        deep = b"[" * 10_000
        return rng.choice([deep, b"\xef\xbb\xbf" + said, said.decode().encode("utf-16"), b"", b"NaN", b'"\\ud800"', b" 1 "])
    if kind < 0.73:
        return b'"' + b"x" * (2**20 + rng.randrange(-4, 4)) + b'"'
    at = rng.randrange(len(said))
    return said[:at] + bytes([rng.randrange(256)]) + said[at + rng.randrange(2) :]


def fragment(rng: Random) -> str:
    """Return the part of a link behind #: packed as the page packs, then changed now and then."""
    packer = zlib.compressobj(wbits=rng.choice([-15, -15, -15, -15, -9, 15, 31]))
    packed = packer.compress(held(rng)) + packer.flush()
    letters = base64.urlsafe_b64encode(packed).decode()
    made = "1." + (letters.rstrip("=") if rng.random() < 0.9 else letters)
    kind, at = rng.random(), rng.randrange(len(made))
    if kind < 0.5:
        return made
    if kind < 0.6:
        return made[:at]
    if kind < 0.9:
        wrong = rng.choice([rng.choice(string.printable), rng.choice("+/=.-_ \n%#"), text(rng)])
        return made[:at] + wrong + made[at + rng.randrange(2) :]
    return rng.choice(["1", "01", "2", "", "-1", "1e0", "\u0661", "99999"]) + made[rng.choice([0, 1]) :]


def link(seed: int, i: int) -> tuple[str, str]:
    """Return case number `i` of a seed: the part behind #, and an address around it or around nothing."""
    rng = Random(f"link {seed} {i}")
    made = fragment(rng)
    host = "".join(rng.choices(["ravine.example", "http://", "https://", "127.0.0.1:8000", "/", *ENDS], k=rng.randrange(4)))
    return made, f"{host}{rng.choice(['#', '/#', '', '?step=3#'])}{made if rng.random() < 0.7 else text(rng)}"


def plainly(value: Any) -> Any:
    """Return JSON as JavaScript writes it again: all numbers are float64, and what none can hold is null."""
    if isinstance(value, dict):
        return {name: plainly(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plainly(each) for each in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    real = float(value) if abs(value) < 1e308 else math.inf
    return real if math.isfinite(real) else None


class Page:
    """Node with the page's own modules, to which links are given one by one."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [NODE, ROOT / "tests/fuzz/links.js"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self.tell(catalog("en"))

    def tell(self, said: Any) -> None:
        """Write a line."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(said) + "\n")
        self.process.stdin.flush()

    def opened(self, part: str) -> Any:
        """Return what the page makes of the part behind #: `found` or `refused`, and `notices` or `failed`."""
        self.tell(part)
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.communicate()


def has_more(part: str) -> bool:
    """Say whether something stands behind the end of the deflated text: Node takes that now and then, browsers and we do not."""
    letters = "".join(letter for letter in part.partition(".")[2].partition(".")[0] if letter in LETTERS)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inflater.decompress(base64.urlsafe_b64decode(letters.translate(str.maketrans("+/", "-_")) + "=" * (-len(letters) % 4)))
    except (ValueError, zlib.error):
        return False
    return bool(inflater.unused_data)


def wrong_link(part: str, page: Any) -> str | None:
    """Return what is wrong with how a link is opened."""
    if "failed" in page:
        return f"the page fails: {page['failed']}"
    try:
        here = {"found": unpacked(part)}
    except (BrokenLink, Refused) as broken:
        return None if "refused" in page or page["notices"] or has_more(part) else f"the page opens it, the command line says {broken}"
    if "refused" in page:
        return f"the command line opens it, the page says {page['refused']}"
    same = plainly(here["found"]) == plainly(page["found"])
    return None if same else f"{str(here)[:200]} is {str(page)[:200]} on the page"


def verdict(seed: int, i: int, page: Page) -> str | None:
    """Return what is wrong with one link, None where nothing is."""
    part, whole = link(seed, i)
    try:
        if is_link(whole):
            linked(whole)
    except (BrokenLink, Refused):
        pass
    except Exception as error:  # noqa: BLE001  (whatever it is, the fuzzer names the case and goes on)
        return f"{type(error).__name__}: {error} of {whole[:200]!a}"
    try:
        return wrong_link(part, page.opened(part))
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
