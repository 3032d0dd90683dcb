"""What the kernel can do for a process that holds keys. What Python cannot do is in README.md."""

import ctypes
import os
import resource
import sys
from typing import Final

PR_SET_DUMPABLE: Final = 4
PR_SET_NO_NEW_PRIVS: Final = 38
MCL_CURRENT: Final = 1


def harden() -> None:
    """Leave no core file, let no process of the same user attach or read our memory, open no file to others."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    libc = _libc()
    if libc is not None:
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def lock_memory() -> bool:
    """Keep what is in memory now out of the swap file; say whether the kernel allows that much."""
    libc = _libc()
    return libc is not None and libc.mlockall(MCL_CURRENT) == 0


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
