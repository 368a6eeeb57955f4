"""The translation catalogues: PO files, compiled in memory. Message ids are English sentences."""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("zh", "en")
"""Chinese comes first and is the default; English is what the message ids say."""

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"


class UnknownLanguage(LookupError):
    """Asked for words in a language that the product does not speak."""


def catalog_files(language: str) -> tuple[Path, ...]:
    """The PO files of a language in a fixed order; none for a language that needs none."""
    return tuple(sorted((TRANSLATIONS / language).glob("*.po")))


@cache
def translations(language: str) -> gettext.NullTranslations:
    """All words of a language as one gettext object. Raises UnknownLanguage for any but zh and en."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    files = catalog_files(language)
    return _compiled(_joined(language, files)) if files else gettext.NullTranslations()


def read_catalog(path: Path, language: str) -> Catalog:
    """One PO file. Raises babel's PoFileError for a file that cannot be read."""
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _joined(language: str, files: tuple[Path, ...]) -> Catalog:
    joined = Catalog(locale=language)
    for path in files:
        for message in read_catalog(path, language):
            if message.id and message.string:
                joined.add(message.id, message.string, context=message.context)
    return joined


class _Words(gettext.GNUTranslations):
    """No words stay no words: a catalogue keeps its own head under the empty message id."""

    def gettext(self, message: str) -> str:
        return super().gettext(message) if message else ""


def _compiled(catalog: Catalog) -> gettext.GNUTranslations:
    buffer = BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return _Words(buffer)
