"""Which machine this is, as the lock of a run says it: its name and its last start."""

from __future__ import annotations

import socket
import sys
from typing import Optional


def holder_line(process: int) -> bytes:
    """The line of a lock file: `PROCESS BOOT HOST`. The host's name stands last, as it may hold spaces."""
    return f"{process} {boot() or 'unknown'} {name()}\n".encode("utf-8", "replace")


def name() -> str:
    """The machine's name on the network; `unknown` where it has none."""
    try:
        return socket.gethostname() or "unknown"
    except OSError:
        return "unknown"


def boot() -> Optional[str]:
    """What the system calls its start: on Linux the boot identifier, on macOS the boot session's UUID."""
    if sys.platform == "darwin":
        return _boot_session()
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip() or None
    except (OSError, ValueError):
        return None


def _boot_session() -> Optional[str]:
    import ctypes  # only here, as it takes long to load

    try:
        value, size = ctypes.create_string_buffer(64), ctypes.c_size_t(64)
        status = ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", value, ctypes.byref(size), None, 0)
        return value.value.decode("ascii") or None if status == 0 else None
    except (OSError, AttributeError, ValueError):
        return None
