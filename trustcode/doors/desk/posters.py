"""What stands on a poster, gathered from the unit, its promises and one of its prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from trustcode.catalogues.rules import Catalogue
from trustcode.codes.queries import CodePrint
from trustcode.commitments.queries.days import promise_on
from trustcode.commitments.queries.promises import lists_on
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.printing.poster import Assurance, Form, PosterFacts, Size
from trustcode.regions.queries import office_name
from trustcode.settings import Settings
from trustcode.storage.reading import Reader

TYPES = {Form.PDF: "application/pdf", Form.PNG: "image/png", Form.SVG: "image/svg+xml"}
"""Content types of the files."""


@dataclass(frozen=True)
class Piece:
    """One file asked for: size, kind of file, in outline to save toner or solid."""

    size: Size
    form: Form
    outline: bool = False

    @property
    def name(self) -> str:
        """The last part of its address: a4.pdf, a4-outline.pdf."""
        return f"{self.size.value}{'-outline' if self.outline else ''}.{self.form.value}"


PIECES = {p.name: p for p in (Piece(s, f, o) for s in Size for f in Form for o in (False, True))}
"""All that can be had, by name."""


def poster_facts(reader: Reader, unit: MerchantSheet, one: CodePrint, on: date, settings: Settings) -> PosterFacts:
    """Everything printed, in Chinese: a sign on a door in Hunan."""
    lists = lists_on(reader, on)
    terms = promise_on(reader, unit.id, on).offered
    excluded = [lists[Catalogue.EXCLUSION][code].short_zh for code in terms.exclusions] if terms else []
    return PosterFacts(
        shop_name=unit.shop_name,
        branch_name=unit.branch_name,
        licence_name=unit.licence_name,
        office_name=office_name(reader, unit.region_code, on).zh,
        window_days=terms.window_days if terms else None,
        assurances=tuple(
            Assurance(a.short_zh, str(a.detail.get("line_zh", ""))) for a in lists[Catalogue.ASSURANCE].values()
        ),
        exclusions_short="、".join(excluded),
        returns_phone=unit.returns_phone,
        short_code=one.short_code,
        domain=settings.host,
        symbol=one.symbol,
        is_demo=settings.is_demo,
    )


def disposition(unit: MerchantSheet, one: CodePrint, piece: Piece) -> str:
    """The header that names the file: plain letters for old browsers, the shop's name for the others (RFC 6266)."""
    plain = f"trustcode-{one.short_code}-{one.serial}-{piece.name}"
    shop = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "", f"{unit.shop_name}{unit.branch_name}")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(f'放心码-{shop}-{one.serial}-{piece.name}')}"
