"""Sharpness as an optimizer meets it: the curvature of the surface, measured in the rates of the step."""

from typing import Any

import numpy as np

from app.engine.run import Array


def rate_times_sharpness(hessian: tuple[Any, Any, Any], lr_x: Array, lr_y: Array) -> Array:
    """Return the larger eigenvalue of D^(1/2) H D^(1/2), D = diag(lr_x, lr_y), for each row; shape of the rates.

    `hessian` holds h_xx, h_xy, h_yy. With one rate it is that rate times the largest eigenvalue of the Hessian. With a rate for
    each coordinate, the eigenvalues of this matrix decide what a step does; for a valley along an axis, it is eta h across it.
    Sharpness: Cohen et al. 2021, arXiv:2103.00065; with rates for each coordinate: Cohen et al. 2022, arXiv:2207.14484.
    """
    xx, xy, yy = hessian
    a, b, c = lr_x * xx, np.sqrt(lr_x * lr_y) * xy, lr_y * yy
    found: Array = (a + c) / 2 + np.hypot((a - c) / 2, b)
    return found
