"""The default learning rate of a pair of surface and optimizer."""

from app.optimizers import OPTIMIZERS
from surfaces import SURFACES


def default_lr(surface: str, optimizer: str) -> float:
    """Return the learning rate with which `optimizer` gets along on `surface` at its default knobs.

    Half of the stable 1 / L for methods that follow the gradient; one fiftieth of the domain's shorter side for methods
    that divide by sigma, whose step is about as long as the rate.
    """
    unit = SURFACES[surface]
    if OPTIMIZERS[optimizer].sigma is None:
        return 0.5 / unit.curvature(**{name: knob.default for name, knob in unit.knobs.items()})
    return 0.02 * min(high - low for low, high in unit.domain)
