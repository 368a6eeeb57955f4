"""The shop that an address of the counter is about, with no more than every shopper may see of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from trustcode.codes.queries import prints
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.identifiers import is_id
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.queries.sheets import sheet
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class PublicShop:
    """A shop in a public standing. `serial` is the print in question, 0 for none."""

    id: str
    name: str
    branch: str
    street: str
    region_code: str
    standing: Standing
    serial: int

    @property
    def whole(self) -> str:
        """Name and branch on one line."""
        return f"{self.name} {self.branch}".strip()


def asked_shop(reader: Reader, standings: Iterable[Standing]) -> PublicShop:
    """The shop of `?shop=…&print=…`. Raises NotFound when there is none in these standings, or no such print."""
    merchant_id = request.args.get("shop", "")
    serial = request.args.get("print", "0")
    if not is_id(merchant_id) or not (serial.isascii() and serial.isdigit() and len(serial) <= 5):
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    found = shop_of(reader, merchant_id, standings, int(serial))
    if int(serial) and int(serial) not in {one.serial for one in prints(reader, merchant_id)}:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return found


def shop_of(reader: Reader, merchant_id: str, standings: Iterable[Standing], serial: int = 0) -> PublicShop:
    """A shop as every shopper may see it. Raises NotFound when it is in none of these standings."""
    unit = sheet(reader, SYSTEM, merchant_id)
    if unit.standing not in set(standings):
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return PublicShop(unit.id, unit.shop_name, unit.branch_name, unit.street, unit.region_code, unit.standing, serial)
