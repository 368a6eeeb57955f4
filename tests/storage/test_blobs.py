"""Files are named by what is in them."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

import pytest

from trustcode.storage.blobs import Blobs, is_digest


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_kept_is_read_by_its_hash(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "files")

    digest = blobs.keep(b"photo")

    assert digest == hashlib.sha256(b"photo").hexdigest()
    assert blobs.read(digest) == b"photo"


def test_the_same_bytes_twice_are_one_file(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)

    assert blobs.keep(b"photo") == blobs.keep(b"photo")
    assert len(files_in(tmp_path)) == 1


@pytest.mark.parametrize("name", ["", "a" * 63, "A" * 64, "../" + "a" * 61, "g" * 64, "a" * 64])
def test_what_is_no_hash_or_not_there_is_none(tmp_path: Path, name: str) -> None:
    assert Blobs(tmp_path).read(name) is None


@pytest.mark.parametrize(("text", "yes"), [("0" * 64, True), ("f" * 64, True), ("F" * 64, False), ("٣" * 64, False)])
def test_a_hash_is_64_lower_case_digits(text: str, yes: bool) -> None:  # noqa: FBT001 a column of a table
    assert is_digest(text) is yes


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        Blobs(tmp_path).keep(b"photo")
    assert files_in(tmp_path) == []


def test_content_and_name_are_both_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    real = os.fsync

    def watched(file: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(file).st_mode))
        real(file)

    monkeypatch.setattr(os, "fsync", watched)
    Blobs(tmp_path).keep(b"photo")

    assert synced == [False, True]


OWNER, OTHER = "a" * 64, "b" * 64


def test_what_lies_aside_goes_with_its_owner_and_nothing_else_does(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    mine, theirs = blobs.asides.of(OWNER), blobs.asides.of(OTHER)
    digest = blobs.keep(b"photo")
    assert mine.keep(b"photo") == theirs.keep(b"photo") == digest

    blobs.asides.forget(OWNER)
    blobs.asides.forget(OWNER)

    assert blobs.asides.owners() == [OTHER]
    assert (blobs.read(digest), mine.read(digest), theirs.read(digest)) == (b"photo", None, b"photo")


def test_only_what_is_still_wanted_is_left_and_a_file_being_written_is_not_touched(tmp_path: Path) -> None:
    files = Blobs(tmp_path).asides.of(OWNER)
    wanted, other = files.keep(b"wanted"), files.keep(b"other")
    half = next(path for path in files_in(tmp_path) if path.name == other).with_name("tmp1234")
    half.write_bytes(b"half")

    files.keep_only({wanted})

    assert (files.read(wanted), files.read(other), half.exists()) == (b"wanted", None, True)


@pytest.mark.parametrize("name", ["", "..", "../" + "a" * 61, "A" * 64])
def test_an_owner_is_named_by_a_hash(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(name)}$"):
        Blobs(tmp_path).asides.forget(name)
