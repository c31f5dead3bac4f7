"""Error surfaces, one file each; the file name is the key. This package does not import the application."""

from surfaces.collect import collect
from surfaces.surface import Surface

SURFACES: dict[str, Surface] = dict(
    sorted(collect(__name__, __path__, "SURFACE").items(), key=lambda found: bool(found[1].settings))  # those with settings come last
)
