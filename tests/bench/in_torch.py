"""A recorded walk in torch: a tensor of two numbers on the ellipse, whose gradient is one matrix product."""

from collections.abc import Callable

import torch

from app.engine.landscape import Landscape
from app.engine.walker import Walker
from tests.golden.peers_torch import OPTIMIZERS

KEYS = tuple(OPTIMIZERS)


def curvature(landscape: Landscape) -> torch.Tensor:
    """Return the matrix H of the ellipse, whose gradient is H x."""
    xx, xy, yy = landscape.surface().hess(0.0, 0.0, *landscape.arguments())
    return torch.tensor([[xx, xy], [xy, yy]], dtype=torch.float64)


def walk(landscape: Landscape, walker: Walker, start: tuple[float, float], steps: int) -> Callable[[], object]:
    """Return a call of so many steps; every row has the position, twice the loss and the gradient norm."""
    h = curvature(landscape)
    knobs = {name: value for name, value in walker.knobs.items() if name != "lr"}

    def walked() -> object:
        p = torch.nn.Parameter(torch.tensor(start, dtype=torch.float64))
        p.grad = g = torch.zeros_like(p)
        optimizer, rows = OPTIMIZERS[walker.optimizer]([p], walker.knobs["lr"], **knobs), torch.empty((steps, 4), dtype=torch.float64)
        with torch.no_grad():
            for row in rows:
                torch.mv(h, p, out=g)
                row[:2], row[2], row[3] = p, torch.dot(p, g), torch.linalg.vector_norm(g)
                optimizer.step()
        return rows

    return walked
