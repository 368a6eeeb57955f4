from __future__ import annotations
from tests.doors.field.officers import OfficeApp
from tests.merchants.builders import a_merchant_in, a_submitted_merchant
from trustcode.merchants.rules.standing import Standing
import pytest

@pytest.mark.parametrize("lang", ["", "/en"])
def test_probe(office, at, lang):
    shops = {s: a_merchant_in(office.store, at, s) for s in Standing}
    cl = office.officer()
    for p in ["/field", "/field?heap=confirm", "/field/units", "/field/reports", *[f"/field/merchants/{s.id}" for k,s in shops.items() if k is not Standing.DRAFT], *[f"/field/merchants/{s.id}/clock" for k,s in shops.items() if k is not Standing.DRAFT]]:
        r = cl.open(lang + p)
        print(p, r.status_code, office.statements(lambda: cl.open(lang+p)))
        if r.status_code!=200: print(cl.words)
        assert r.status_code == 200
    print(cl.words)
