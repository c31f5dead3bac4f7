"""Ten walks that add, multiply, divide and take roots; run as a module, it prints a digest of the bytes of each."""

import hashlib

from app.scene.scene import Scene
from tests.scenes import lane, scene

METHODS = {
    "momentum": lane("momentum", lr=3e-4, mu=0.9),
    "adagrad": lane("adagrad", lr=0.5),
    "rmsprop": lane("rmsprop", lr=0.01),
    "lion": lane("lion", lr=0.01),
    "newton": lane("newton", lr=0.1),
}
WALKS = [
    *(("rosenbrock", method) for method in METHODS),
    ("himmelblau", "momentum"),
    ("beale", "adagrad"),
    ("goldstein_price", "rmsprop"),
    ("six_hump_camel", "lion"),
    ("styblinski_tang", "newton"),
]


def digest(surface: str, method: str) -> str:
    """Return a hash of everything that a walk of 2,000 steps records."""
    said = scene(METHODS[method], surface={"key": surface}, steps=2000)
    (run,) = Scene.model_validate(said).run()
    rows = (run.x, run.y, run.loss, run.gradient_norm, run.lr_x, run.lr_y, run.state)
    return hashlib.sha256(b"".join(row.tobytes() for row in rows)).hexdigest()


if __name__ == "__main__":
    for walk in WALKS:
        print(*walk, digest(*walk))
