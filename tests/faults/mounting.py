"""A file system of a fault's own, where this user may mount one."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def mounted(place: Path, size: int) -> Iterator[bool]:
    """Make a folder, with a file system of so many bytes if this user may mount one; yield whether that is so."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(place)], check=True)


@contextmanager
def read_only(place: Path, own: bool) -> Iterator[None]:
    """Make a folder read-only for a while: its own file system if it has one, else by its rights, which root does not heed."""
    if own:
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        yield
        return
    parts = [place, *place.rglob("*")]
    for part in parts:
        part.chmod(0o555)
    yield
    for part in parts:
        part.chmod(0o755)
