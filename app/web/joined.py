"""The modules of a page as one script, where there is no bundle (`app.web.bundle`): 300 phones that open 25 files each are 7,500 requests.

Every module becomes a function that returns what it exports, each after those that it imports from. Third-party files stay files of
their own. Only what our modules do is understood; anything else is an error, which the tests of the page would show.
"""

import posixpath
import re
from collections.abc import Callable

IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"([^"]+)";\n', re.MULTILINE)
LATER = re.compile(r'(?<!\w)import\("([^"]+)"\)')
EXPORT = re.compile(r"^export (?=(?:const|async function|function|class) ([\w$]+))", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*/\*\*(?:[^*]|\*(?!/))*\*/\n", re.MULTILINE)
"""A comment that has its lines for itself."""

UNKNOWN = re.compile(r"^(?:import\b(?!\()|export\b).*", re.MULTILINE)
AS = re.compile(r" as ")
VENDOR = "vendor/"
HEAD = re.compile(r'^import \* as \$m\d+ from "../../([^"]+)";$', re.MULTILINE)


class Joiner:
    """Collects modules, each behind those that it needs."""

    def __init__(self, read: Callable[[str], str], apart: str, part: str) -> None:
        self.read, self.apart, self.part = read, apart, part
        self.names: dict[str, str] = {}
        """The variable of each module's exports, by its address."""
        self.begun: set[str] = set()
        self.done: set[str] = set()
        self.later: list[str] = []
        """Modules that are asked for only once the page runs."""
        self.exports: dict[str, list[str]] = {}
        self.head: list[str] = []
        self.parts: list[str] = []

    def name(self, key: str) -> str:
        """Return the variable of a module."""
        return self.names.setdefault(key, f"$m{len(self.names)}")

    def needed(self, key: str) -> str:
        """Return the variable of a module that must stand before; raise ValueError where two need each other."""
        if key not in self.done:
            if key in self.begun:
                raise ValueError(f"{key} and a module that it imports need each other")
            self.take(key)
        return self.name(key)

    def take(self, key: str) -> None:
        """Take a module in, behind those that it needs."""
        self.begun.add(key)
        name = self.name(key)
        if key.startswith(VENDOR):
            self.head.append(f'import * as {name} from "../../{key}";\n')
        else:
            self.parts.append(f"const {name} = {self.wrapped(key)};\n")
        self.done.add(key)

    def take_all(self, key: str) -> str:
        """Take a module in, and all that it ever needs; return the script of what is new."""
        self.later = [key]
        for each in self.later:  # it grows meanwhile
            if each not in self.done:
                self.take(each)
        made = "".join([*self.head, *self.parts])
        self.head, self.parts = [], []
        return made

    def wrapped(self, key: str) -> str:
        """Return a module as a function that is called at once."""
        folder = posixpath.dirname(key)

        def there(address: str) -> str:
            return posixpath.normpath(posixpath.join(folder, address))

        def imported(found: re.Match[str]) -> str:
            module = self.needed(there(found[2]))
            return f"const {AS.sub(': ', found[1])} = {module};\n" if found[1] else ""

        def asked(found: re.Match[str]) -> str:
            if there(found[1]) == self.apart:
                return f'import("../../{self.part}")'
            self.later.append(there(found[1]))
            return f"Promise.resolve().then(() => {self.name(self.later[-1])})"

        text = IMPORT.sub(imported, COMMENT.sub("", self.read(key)))
        self.exports[key] = EXPORT.findall(text)
        text = EXPORT.sub("", LATER.sub(asked, text))
        if odd := UNKNOWN.search(text):
            raise ValueError(f"{key}: {odd[0]}")
        return f"(() => {{\n{text}return {{ {', '.join(self.exports[key])} }};\n}})()"


def joined(entry: str, script: str, apart: str, part: str, read: Callable[[str], str]) -> tuple[str, str]:
    """Return the module `entry` with all that it ever needs as one script, for the address `script`, and another one for `part`.

    The second has the module `apart`, which the first asks for when it runs, and what only that needs. `read` returns the text of a
    module. Both addresses must be two folders deep, as modules are: they find other files by addresses relative to their own.
    """
    joiner = Joiner(read, apart, part)
    first = joiner.take_all(entry)
    shared = ", ".join(joiner.names[key] for key in sorted(joiner.done))
    second = joiner.take_all(apart)
    said = f"export const {{ {', '.join(joiner.exports[apart])} }} = {joiner.names[apart]};\n"
    return f"{first}export {{ {shared} }};\n", f'import {{ {shared} }} from "../../{script}";\n{second}{said}'


def beside(script: str) -> list[str]:
    """Return the addresses of the third-party files that a joined script imports."""
    return [found[1] for found in HEAD.finditer(script)]
