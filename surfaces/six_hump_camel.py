"""Six-hump camel: six minima in three pairs, and seven saddles. The domain is smaller than the literature's, [-3, 3] x [-2, 2]."""

from surfaces.stationary.curvature import largest_curvature
from surfaces.stationary.polish import polish
from surfaces.surface import Surface

START = (-1.9, -0.9)


def value(x, y):
    p, q = x * x, y * y
    return p * (4 - 2.1 * p + p * p / 3) + x * y + 4 * q * (q - 1)


def grad(x, y):
    p = x * x
    return x * (8 - 8.4 * p + 2 * p * p) + y, x - 8 * y + 16 * y * y * y


def hess(x, y):
    p = x * x
    return 8 - 25.2 * p + 10 * p * p + 0 * y, 1 + 0 * (x + y), 48 * y * y - 8 + 0 * x


def _both(*points):
    """Return the stationary points near these points and their images at -x, -y, where f is the same."""
    return tuple((s * x, s * y) for x, y in polish(grad, hess, points) for s in (1, -1))


MINIMA = _both((0.089842013, -0.712656403), (1.703606715, -0.796083569), (1.607104753, 0.568651455))
SADDLES = (0.0, 0.0), *_both((1.109205337, -0.768268093), (1.638067984, 0.228674069), (1.296070267, 0.605084388))

SURFACE = Surface(
    name="Six-hump camel",
    summary="Six wells, two of them the deepest: which one is found is decided by the first steps.",
    formula=(r"f = \left(4 - 2.1 x^2 + \frac{x^4}{3}\right) \cdot x^2 + x y + \left(4 y^2 - 4\right) \cdot y^2",),
    source="Dixon & Szegö 1978, The global optimization problem: an introduction, in Towards Global Optimisation 2",
    value=value,
    grad=grad,
    hess=hess,
    knobs={},
    domain=((-2.0, 2.0), (-1.2, 1.2)),
    start=START,
    minima=lambda: MINIMA,
    saddles=lambda: SADDLES,
    curvature=lambda: largest_curvature(hess, (START, *MINIMA)),
    spacing="quantile",
    varies="three_hump_camel",
)
