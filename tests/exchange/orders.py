"""Orders as the hotline writes them down and sends them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from werkzeug.test import Client, TestResponse

from tests.conftest import AT
from tests.exchange.peer import signed
from tests.merchants.builders import COUNTY, Shop
from trustcode.merchants.models import Merchant
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

PATH = "/exchange/12345/orders"


def credit_code(store: Store, shop: Shop) -> str:
    with reading(store) as reader:
        row = reader.get(Merchant, shop.id)
    assert row is not None
    return row.credit_code


def an_order(store: Store, shop: Shop | None, number: str = "CS2026112300017", **changes: Any) -> dict[str, Any]:
    """What the hotline has written down of a call this morning."""
    whom = (
        {"credit_code": credit_code(store, shop)} if shop else {"shop_name": "无名小店", "shop_address": "人民路 1 号"}
    )
    return {
        "external_no": number,
        "kind": "complaint",
        "received_at": (AT - timedelta(hours=2)).isoformat(),
        "region_code": COUNTY,
        "category": "clothing",
        "problem": "quality",
        "facts": "来电人称周六买的外套拉链坏了，店里不给退。",
        "name": "陈小满",
        "phone": "13900005678",
        "wishes": ["refund"],
        **whom,
        **changes,
    }


def sent(line: Client, order: Any, path: str = PATH, **how: Any) -> TestResponse:
    body = order if isinstance(order, bytes) else json.dumps(order, ensure_ascii=False).encode()
    headers = {**signed(body, AT.timestamp()), **how.pop("headers", {})}
    return line.post(path, data=body, headers=headers, content_type="application/json", **how)
