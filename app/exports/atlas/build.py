"""Makes the cells of an atlas that are not there yet, several at a time, and its page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from app.exports.atlas.cell import make
from app.exports.atlas.page import Cells, page
from app.exports.atlas.plan import Atlas, put


def build(atlas: Atlas, address: str, threads: int, note: Callable[[int], None] = lambda _: None) -> Path:
    """Make an atlas; return its page. `note` is told of every cell. What is there already, made on the same terms, stays."""
    cells: Cells = {}
    for surface, method in atlas.cells():
        if found := atlas.kept(surface, method):
            cells[surface, method] = found
    note(len(cells))
    with ThreadPoolExecutor(threads) as pool:
        begun = {pool.submit(make, atlas, *each): each for each in atlas.cells() if each not in cells}
        try:
            for done in as_completed(begun):
                cells[begun[done]] = done.result()
                note(1)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    index = atlas.folder / "index.html"
    put(index, page(atlas, cells, address))
    return index
