"""Measures of a map's picture for claims: shares, edges, how rough an edge is, connected regions."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

BOXES = (1, 2, 4, 8, 16)
"""Sides of the boxes that the dimension is counted with, in pixels."""


def share(mask: Mask) -> float:
    """Return the share of pixels."""
    return float(mask.mean())


def pairs(kinds: Any) -> tuple[Any, Any]:
    """Return the flat places of all pixels and their right and upper neighbours, shapes (2, pairs): which lie side by side."""
    place = np.arange(kinds.size).reshape(kinds.shape)
    return np.concatenate([place[:, :-1].ravel(), place[:-1].ravel()]), np.concatenate([place[:, 1:].ravel(), place[1:].ravel()])


def edge(kinds: Any) -> Mask:
    """Return which pixels have another kind than their right or upper neighbour."""
    found = np.zeros(kinds.shape, dtype=bool)
    found[:, :-1] |= kinds[:, :-1] != kinds[:, 1:]
    found[:-1] |= kinds[:-1] != kinds[1:]
    return found


def dimension(kinds: Any) -> float:
    """Return the box-counting dimension of the edge, from boxes of 1 to 16 pixels: 1 is a smooth line, 2 an area; 0 without an edge."""
    line = edge(kinds)
    counts = [max(1, int(boxes(line, size).sum())) for size in BOXES]
    return float(-np.polyfit(np.log(BOXES), np.log(counts), 1)[0])


def boxes(line: Mask, size: int) -> Mask:
    """Return which whole boxes of a size hold a part of the line."""
    rows, columns = (each // size for each in line.shape)
    held: Any = line[: rows * size, : columns * size].reshape(rows, size, columns, size).any(axis=(1, 3))
    return np.asarray(held)


def regions(kinds: Any) -> int:
    """Return the number of connected regions of one kind; pixels touch at their sides."""
    flat = np.asarray(kinds).ravel()
    first, second = pairs(kinds)
    alike = flat[first] == flat[second]
    first, second = first[alike], second[alike]
    root = np.arange(flat.size)
    while (root[first] != root[second]).any():
        low = np.minimum(root[first], root[second])
        np.minimum.at(root, root[first], low)
        np.minimum.at(root, root[second], low)
        while (root[root] != root).any():
            root = root[root]
    return int(np.count_nonzero(root == np.arange(flat.size)))
