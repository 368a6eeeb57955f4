"""Settings of a house that a test opens: a demo on http with keys of its own, all it writes in one folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.conftest import VAULT
from trustcode.settings import Settings


def settings_for(database_url: str, folder: Path, **changes: Any) -> Settings:
    """The settings; changes make it another house."""
    plain = Settings(
        mode="demo",
        database_url=database_url,
        public_url="http://localhost",
        files=folder / "files",
        signing_keys=folder / "keys.json",
        secret_key="for tests alone, for tests alone",
        vault_keys=VAULT.keys,
        index_key=VAULT.index_key,
    )
    return replace(plain, **changes)
