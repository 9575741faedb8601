"""What kind of file system a folder is on: SQLite's write-ahead log needs memory that all readers share."""

from __future__ import annotations

import os
import re
from typing import Iterable, Optional

_NETWORK = {
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2",
    "orangefs", "panfs", "pvfs2", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "wekafs"}
"""Types of file systems, in /proc/mounts, that several machines may write to."""


def is_shared(folder: str) -> bool:
    """Whether other machines may have the folder too, as far as the system says so.

    Every FUSE file system counts, as nothing tells those of the network from others.
    """
    kind = kind_of(folder)
    return kind is not None and (kind in _NETWORK or kind.split(".")[0] in ("fuse", "fuseblk"))


def kind_of(folder: str, mounts: Optional[Iterable[str]] = None) -> Optional[str]:
    """The type of the folder's file system as Linux names it; None where the system does not say.

    `mounts` are the lines of /proc/self/mounts, where others than the system's are to be looked at.
    """
    if mounts is None:
        try:
            with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as file:
                mounts = file.read().splitlines()
        except OSError:
            return None
    path, best, kind = os.path.realpath(folder), -1, None
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda digits: chr(int(digits.group(1), 8)), fields[1])
        # Of two mounts on one point the later one is seen.
        if len(point) >= best and (path == point or path.startswith(point.rstrip("/") + "/")):
            best, kind = len(point), fields[2]
    return kind
