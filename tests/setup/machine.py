"""Report in one line, before pip fails with fifty, that numba does not support this Python or machine. Runs on any Python 3."""

import platform
import sys
import sysconfig

OLDEST, TOO_NEW = (3, 11), (3, 15)
MACHINES = {"Linux": ("x86_64", "aarch64"), "Darwin": ("arm64",), "Windows": ("AMD64", "ARM64")}
"""Machines with wheels of numba 0.68.1, NumPy and contourpy; others would have to compile LLVM."""


def trouble(version, implementation, system, machine, built):
    """Return what is wrong with a Python `built` for a platform such as x86_64-pc-linux-gnu; empty if nothing is."""
    if implementation != "CPython":
        return f"needs CPython, and this is {implementation}"
    if not OLDEST <= version < TOO_NEW:
        return f"needs Python 3.11 to 3.14, and this is {version[0]}.{version[1]}"
    if machine not in MACHINES.get(system, ()):
        return f"needs numba, which is not built for {system} on {machine}: use another machine, or a container"
    if "musl" in built:
        return "needs numba, which is not built for musl (Alpine): use a distribution with glibc"
    if system == "Windows" and machine == "ARM64" and version < (3, 12):
        return "needs Python 3.12 to 3.14 on this machine: numba is not built for an older one"
    return ""


def main():
    """Exit with one line and status 1 if Ravine cannot run."""
    built = sysconfig.get_config_var("HOST_GNU_TYPE") or ""  # Windows has none
    found = trouble(sys.version_info[:2], platform.python_implementation(), platform.system(), platform.machine(), built)
    if found:
        print(f"Ravine {found}.", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
