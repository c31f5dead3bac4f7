"""Ravine: see why an optimizer blows up, brakes, stalls or arrives."""

__version__ = "0.10.0"
