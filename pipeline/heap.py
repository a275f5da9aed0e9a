"""The memory of a local run: what is freed goes back to the system, and what stays is not looked through again."""

import ctypes
import gc
import platform
from collections.abc import Iterator
from contextlib import contextmanager

# Of mallopt(3), with what they are set to.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = (-1, 16 << 20), (-3, 4 << 20), (-8, 2)


def give_back_what_is_freed() -> None:
    """Bounds what glibc keeps of the memory that this process frees; another C library is left as it is.

    By itself it gives each thread a heap of its own, and takes from these heaps all blocks up to the size of the
    largest that was ever freed, 32 MB at most: between the small blocks that stay, most of that is never given back.
    """
    if platform.libc_ver()[0] == "glibc":
        mallopt = ctypes.CDLL(None).mallopt
        for parameter, value in (_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX):
            mallopt(parameter, value)


@contextmanager
def libraries_left_alone() -> Iterator[None]:
    """Keeps the garbage collector from what is there already, and stays: the libraries are 400,000 objects.

    It would go through all of them in each of its full passes, a quarter of a second each time, to find nothing.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
