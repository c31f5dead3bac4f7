"""Compiled kernels on disk. What is broken there is compiled again, and without a folder that can be written everything still works.

Numba's own cache raises an error where a file is cut off, the disk is full or the folder is read-only. If `NUMBA_CACHE_DIR`
cannot be used, it writes into the source tree without a word.
"""

import logging
import pickle
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from numba.core import config
from numba.core.caching import (
    CompileResultCacheImpl,
    FunctionCache,
    IndexDataCacheFile,
    InTreeCacheLocator,
    UserProvidedCacheLocator,
    UserWideCacheLocator,
)

LOG = logging.getLogger(__name__)
DIGEST = 32
"""Bytes of the checksum with which every file begins."""
trouble: list[str] = []
"""The reasons why kernels could not be written."""


def chosen() -> str:
    """Return `NUMBA_CACHE_DIR`, "" if it is not set."""
    return str(vars(config)["CACHE_DIR"])


@cache
def say(sentence: str) -> None:
    """Write a sentence to the log, once per process."""
    LOG.warning("ravine: %s", sentence)


class Chosen(UserProvidedCacheLocator):
    """The folder `NUMBA_CACHE_DIR`, even if it cannot be written: another folder would be a surprise."""

    @classmethod
    def from_function(cls, function: Any, file: str) -> Any:
        """Return the locator if the variable is set."""
        return cls(function, file) if chosen() else None


class Beside(InTreeCacheLocator):
    """The folder beside the source, even if it cannot be written: kernels may lie there since the installation."""

    @classmethod
    def from_function(cls, function: Any, file: str) -> Any:
        """Return the locator."""
        return cls(function, file)


class Places(CompileResultCacheImpl):
    """Chooses the folder: the variable's; else the first of numba's own that can be written; else the one beside the source."""

    _locator_classes: list[type[object]] = [Chosen, InTreeCacheLocator, UserWideCacheLocator, Beside]  # noqa: RUF012  (as in numba)


class KernelFile(IndexDataCacheFile):
    """One kernel in one file: the checksum of the rest, then the pickled kernel. The name has the hash of the key, so there is no index."""

    def place(self, key: Any) -> Path:
        """Return the path for a key: signature, processor and code."""
        name = sha256(repr((self._version, self._source_stamp, key)).encode()).hexdigest()[:16]
        return Path(self._cache_path, f"{self._index_name.removesuffix('.nbi')}.{name}.kernel")

    def load(self, key: Any) -> Any:
        """Return the kernel, or None if there is none or the file is broken."""
        path = self.place(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        if sha256(content[DIGEST:]).digest() != content[:DIGEST]:
            say(f"a file of the kernel cache {path.parent.parent} is broken; its kernel is compiled again.")
            return None
        return pickle.loads(content[DIGEST:])

    def save(self, key: Any, data: Any) -> None:
        """Write the kernel; raise OSError if that fails. Another process never sees half a file."""
        content = self._dump(data)
        with self._open_for_write(str(self.place(key))) as file:
            file.write(sha256(content).digest() + content)


class Kept(FunctionCache):
    """The cache of one function."""

    _impl_class = Places

    def __init__(self, function: Any) -> None:
        super().__init__(function)
        self._cache_file = KernelFile(self._cache_path, self._impl.filename_base, self._impl.locator.get_source_stamp())

    def holds(self, signature: Any, target: Any) -> bool:
        """Return whether there is a sound file for a signature."""
        return self._cache_file.load(self._index_key(signature, target.codegen())) is not None

    def save_overload(self, signature: Any, data: Any) -> None:
        """Write a kernel; if that fails, say so and go on without."""
        try:
            super().save_overload(signature, data)
        except OSError as error:
            trouble.append(str(error.strerror))
            folder = chosen() or self._cache_path
            say(f"compiled kernels cannot be kept in {folder} ({error.strerror}); they are compiled again at every start.")


def is_kept(made: Any, signature: Any) -> bool:
    """Return whether the disk cache has a function with a `Kept` cache for one signature."""
    found: bool = made._cache.holds(signature, made.targetctx)
    return found
