"""The compiled kernels, loaded when first needed, kept where this machine lets us keep them."""

import os
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def kernels() -> ModuleType:
    """Return the module of compiled sums over a record; the first call loads numba."""
    _choose_cache()
    from kith.impact import kernels as module

    return module


@cache
def chain() -> ModuleType:
    """Return the module of the compiled sampler; the first call loads numba."""
    _choose_cache()
    from kith.impact import chain as module

    return module


@cache
def stepping() -> ModuleType:
    """Return the module of compiled steps; the first call loads numba."""
    _choose_cache()
    from kith.impact import steps as module

    return module


def _choose_cache() -> None:
    """Say where compiled code is kept, before anything is compiled.

    It is kept beside the source. Where that folder cannot be written to, it is kept in
    `KITH_CACHE` or else in Kith's own data folder; where that fails too, it is compiled anew.
    """
    import numba

    settings = vars(numba.config)  # filled at run time, so no attribute is known beforehand
    if not settings["CACHE_DIR"] and not _writable(Path(__file__).parent):
        settings["CACHE_DIR"] = str(_cache_folder())


def _writable(folder: Path) -> bool:
    """Whether compiled code can be kept beside the source in `folder`."""
    inside = folder / "__pycache__"
    try:
        inside.mkdir(exist_ok=True)
    except OSError:
        return False
    return os.access(inside, os.W_OK)


def _cache_folder() -> Path:
    """Return a private folder that can be written to, made when missing."""
    import tempfile

    chosen = os.environ.get("KITH_CACHE")
    if chosen:
        folder = Path(chosen)
    else:
        from platformdirs import user_data_path

        folder = user_data_path("kith", appauthor=False) / "compiled"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="kith-compiled-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="kith-compiled-"))
