"""The default learning rate of a pair of surface and optimizer."""

from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Wrapper
from surfaces import SURFACES


def default_lr(surface: str, optimizer: str) -> float:
    """Return the learning rate with which `optimizer` gets along on `surface` at its default knobs."""
    unit, method = SURFACES[surface], OPTIMIZERS[optimizer]
    if isinstance(method, Wrapper):
        return default_lr(surface, method.inner)
    curvature = unit.curvature(**{name: knob.default for name, knob in unit.knobs.items()})
    return method.default_lr(curvature, min(high - low for low, high in unit.domain))
