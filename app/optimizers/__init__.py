"""Optimizers, one file each; the file name is the key."""

from app.optimizers.optimizer import Optimizer
from surfaces.collect import collect

OPTIMIZERS: dict[str, Optimizer] = collect(__name__, __path__, "OPTIMIZER")
