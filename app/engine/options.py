"""Options of numba, which it reads when it is imported. This package sets them before any of its modules is."""

import os

from llvmlite import binding


def set_options() -> None:
    """Take sines from libm instead of Intel's SVML, and do without AVX-512, unless the environment names a processor."""
    os.environ["NUMBA_DISABLE_INTEL_SVML"] = "1"
    if binding.get_process_triple().startswith("x86_64") and "NUMBA_CPU_NAME" not in os.environ:
        features = binding.get_host_cpu_features()  # AVX-512 puts the results of comparisons into masks, which is slower for single numbers
        features.update({name: False for name in features if name.startswith("avx512")})
        os.environ.setdefault("NUMBA_CPU_FEATURES", features.flatten())
