"""The rooms of the house: a module imports from its own and from those below."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = (
    "settings", "surfaces", "optimizers", "schedules", "answers", "engine", "scene", "maps", "lessons", "replies", "tuning", "catalog",
    "exports", "web", "classroom", "cli", "main", "notebook", "healthy",
)  # fmt: skip
"""From the ground up, as CONTRIBUTING lists them."""


def room(module: str) -> str:
    """Return the room of app/ that a module stands in; surfaces are one."""
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == "app" else first


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_imports_point_downward() -> None:
    upward = set()
    for path in [*(ROOT / "app").rglob("*.py"), *(ROOT / "surfaces").rglob("*.py")]:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for other in imported(path):
            if {room(module), room(other)} <= set(ROOMS) and ROOMS.index(room(other)) > ROOMS.index(room(module)):
                upward.add((module, other))
    assert upward == set()
