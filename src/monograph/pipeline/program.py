"""Which program this is: what it once read need not be read again by the same one."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata, resources
from pathlib import Path


@cache
def program() -> str:
    """The program's version and a digest of all that decides how a file is read: its code, its data, its parts."""
    digest = hashlib.sha256()
    root = Path(str(resources.files("monograph")))
    for file in sorted(root.rglob("*")):
        if file.is_file() and file.parent.name != "__pycache__":
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    for part in ("ahocorasick-rs", "google-re2", "pyromark", "pyyaml", "tantivy"):
        digest.update(metadata.version(part).encode() + b"\0")
    return f"monograph {metadata.version('monograph')} {digest.hexdigest()[:16]}"
