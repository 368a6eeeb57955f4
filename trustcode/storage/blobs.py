"""Files by their SHA-256: written once, whole or not at all, never changed. Those of something that may be forgotten lie
apart and go with it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

_DIGEST_LENGTH = 64


def is_digest(text: str) -> bool:
    """64 lower-case hexadecimal digits."""
    return len(text) == _DIGEST_LENGTH and all(c in "0123456789abcdef" for c in text)


class Blobs:
    """A folder of files named by the hash of their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Store bytes durably; returns their SHA-256 in hex. The same bytes twice are one file."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            try:
                draft.write(content)
                draft.flush()
                os.fsync(draft.fileno())
                Path(draft.name).replace(path)
            except OSError:
                Path(draft.name).unlink(missing_ok=True)
                raise
        _settle(path.parent)
        return digest

    def read(self, digest: str) -> bytes | None:
        """The bytes of a hash, or None if there are none or the text is no hash."""
        if not is_digest(digest):
            return None
        try:
            return self._path(digest).read_bytes()
        except FileNotFoundError:
            return None

    def keep_only(self, wanted: Collection[str]) -> None:
        """Remove every file but these. Stopped half way, it can be done again."""
        for path in self._folder.glob("??/*"):
            if is_digest(path.name) and path.name not in wanted:
                path.unlink(missing_ok=True)

    @property
    def asides(self) -> Asides:
        """Files beside these, of what may be forgotten."""
        return Asides(self._folder / "asides")

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


class Asides:
    """A folder of files for each owner, named by a hash of 64 hexadecimal digits; nobody else refers to a file in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, owner: str) -> Blobs:
        """The files of one owner. Raises ValueError when its name is no hash."""
        return Blobs(self._path(owner))

    def owners(self) -> list[str]:
        """Everybody who has files here."""
        return sorted(path.name for path in self._folder.glob("*") if is_digest(path.name))

    def forget(self, owner: str) -> None:
        """Remove the files of an owner. Stopped half way, the owner is still one of `owners`."""
        shutil.rmtree(self._path(owner), ignore_errors=True)

    def _path(self, owner: str) -> Path:
        if not is_digest(owner):
            raise ValueError(owner)
        return self._folder / owner


def _settle(folder: Path) -> None:
    """Make the name as durable as the content: a new name is lost in a power cut until its folder is synced."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
