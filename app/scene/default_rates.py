"""Default learning rates, by surface and optimizer."""

from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Wrapper
from surfaces import SURFACES
from surfaces.surface import Surface


def default_lr(surface: str, optimizer: str) -> float:
    """Return the default learning rate of `optimizer` on `surface` at its default knobs."""
    return rate(SURFACES[surface], optimizer)


def rate(unit: Surface, optimizer: str, curvature: float | None = None) -> float:
    """Return the default learning rate of `optimizer` on a surface, at its default knobs unless a curvature is given."""
    method = OPTIMIZERS[optimizer]
    if isinstance(method, Wrapper):
        return rate(unit, method.inner, curvature)
    if curvature is None:
        curvature = unit.curvature(**{name: knob.default for name, knob in unit.knobs.items()})
    return method.default_lr(curvature, min(high - low for low, high in unit.domain))
