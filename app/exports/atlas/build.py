"""Makes the cells of an atlas that are not there yet, several at a time, and its page."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from app import __version__
from app.exports.atlas.cell import made
from app.exports.atlas.page import Cells, page
from app.exports.atlas.plan import Atlas, put
from app.maps.workers import at_version


def build(atlas: Atlas, address: str, workers: Executor | int, note: Callable[[int], None] = lambda _: None) -> Path:
    """Make an atlas; return its page. `note` is told of every cell. What is there already, made on the same terms, stays.

    `workers`: how many threads make it, or an executor, which may be on other machines: only this one writes files.
    """
    cells: Cells = {}
    for surface, method in atlas.cells():
        if found := atlas.kept(surface, method):
            cells[surface, method] = found
    note(len(cells))
    with ThreadPoolExecutor(workers) if isinstance(workers, int) else workers as pool:
        begun = {pool.submit(at_version, __version__, made, atlas, *each): each for each in atlas.cells() if each not in cells}
        try:
            for done in as_completed(begun):
                cell, picture = made_of(done, atlas, *begun[done])
                atlas.keep(*begun[done], cell, picture)
                cells[begun[done]] = cell
                note(1)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    index = atlas.folder / "index.html"
    put(index, page(atlas, cells, address))
    return index


def made_of(done: "Future[tuple[Any, str]]", atlas: Atlas, surface: str, method: str) -> tuple[Any, str]:
    """Return what was made; here and now where it could not be: the worker is gone, or has another version."""
    if done.cancelled() or done.exception():
        return made(atlas, surface, method)
    return done.result()
