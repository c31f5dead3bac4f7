"""Optimizers, one file each; the file name is the key."""

from app.optimizers.optimizer import Method
from surfaces.collect import collect

OPTIMIZERS: dict[str, Method] = collect(__name__, __path__, "OPTIMIZER")
