"""Views of invented shops in every public standing and in odd lengths, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from trustcode.doors.scan.views.complaints import ComplaintsView, ResultRow
from trustcode.doors.scan.views.ledger import MonthRow, RecordView
from trustcode.doors.scan.views.page import CodeView, PhotoView, ScanView, ShopView, StandingView
from trustcode.doors.scan.views.promise import (
    AssuranceView,
    ChangeView,
    ExclusionView,
    PauseView,
    PurchaseDay,
    ReturnsView,
)
from trustcode.doors.wording.day_ruler import day_ruler
from trustcode.doors.wording.month_bars import BarMonth, month_bars

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DOMAIN = "fxm.hunan.example"
TOKEN = "0" * 12 + "31" * 83 + "7"


def _pick(language: str, zh: str, en: str) -> str:
    return zh if language == "zh" else en


def shop(language: str = "zh") -> ShopView:
    return ShopView(
        name="青禾布衣",
        branch=_pick(language, "坡子街店", "Qinghe Buyi"),
        street=_pick(language, "长沙市天心区坡子街 128 号", "128 Pozi Street, Tianxin, Changsha"),
        licence_name="长沙市天心区青禾布衣服装店（个体工商户）",
        credit_code="92430103TTTT0017XG",
        office=_pick(
            language, "长沙市天心区市场监督管理局", "Tianxin District Administration for Market Regulation, Changsha"
        ),
        phone="0731-5550 0142",
        photo=PhotoView(path="/photo/sample-door.jpg"),
    )


def exclusions(language: str = "zh") -> tuple[ExclusionView, ...]:
    rows = (
        ("E05", "内衣裤、泳装，拆封以后", "Underwear and swimwear, once unsealed",
         "拆封后影响人身安全或者健康的商品", "Goods whose safety or hygiene changes once unsealed"),
        ("E01", "按您的尺寸定做、改过的", "Anything made or altered to your size", "", ""),
        ("E07", "标明“有瑕疵”的特价品", "Sale items marked as flawed", "", ""),
    )  # fmt: skip
    return tuple(
        ExclusionView(code=c, words=_pick(language, zh, en), detail=_pick(language, zh2, en2))
        for c, zh, en, zh2, en2 in rows
    )


def returns(language: str = "zh", days: int = 7) -> ReturnsView:
    last = TODAY + timedelta(days=days)
    return ReturnsView(
        window_days=days,
        bought_on=TODAY,
        last_on=last,
        cells=day_ruler(TODAY, last),
        earlier=tuple(
            PurchaseDay(bought_on=TODAY - timedelta(days=n), last_on=last - timedelta(days=n))
            for n in (1, 2, 3, 4, 5, 6, 7)
        ),
        bring=_pick(
            language,
            "商品、吊牌、赠品，小票或付款记录",
            "The item, its tags and gifts, and the receipt or payment record",
        ),
        condition=_pick(
            language, "没洗过、没穿旧。拆开看、试穿，不算损坏", "Not washed or worn out. Opening and trying on is fine"
        ),
        gifts=_pick(
            language, "一起带来；用掉的按标价抵扣", "Bring them too; what is used up is charged at its marked price"
        ),
        refund=_pick(
            language, "原路退，当场办，最迟 3 天到账", "Back the way you paid, on the spot, three days at most"
        ),
        freight=_pick(
            language, "寄回由您付；质量问题，店里付", "You pay to send it back; the shop pays if it is faulty"
        ),
        where=_pick(language, "长沙 6 家青禾布衣，哪家都行", "Any of the 6 Qinghe Buyi shops in Changsha"),
        exclusions=exclusions(language),
    )


def assurances(language: str = "zh") -> tuple[AssuranceView, ...]:
    rows = (
        ("质量安全", "进货有查验，来源查得到，不卖假货、过期货", "Quality and safety", "Checked on arrival, traceable, no fakes, nothing out of date",
         (("执照、许可证齐全，挂在看得见的地方", "Licences and permits are valid and on the wall"), ("进货查验，有记录", "Goods are checked on arrival and recorded"), ("不卖假货、过期货、三无产品", "No fakes, nothing expired, nothing unmarked"), ("要召回的，马上停卖", "Recalled goods leave the shelf at once"))),
        ("交易公平", "明码标价，不强卖，要小票就给", "Fair trading", "Prices marked, nothing forced on you, a receipt if you ask",
         (("明码标价，结账和标价一样", "Prices are marked and are what you pay"), ("秤准量足", "Measures are true"), ("没有“最终解释权”", "No “final interpretation right”"))),
        ("经营管理", "亮照经营，不多要您的个人信息", "Sound management", "Licence on display; no more of your data than needed",
         (("有专人管消费者的事", "Someone is in charge of consumers' rights"), ("个人信息只收必要的，先问您", "Personal data only as needed, and only if you agree"))),
        ("服务承诺", "说到的做到，售后电话有人接", "Service kept", "What is promised is done; the phone is answered",
         (("承诺贴出来，照着做", "Promises are posted and kept"), ("三包责任不推", "Repair, replacement and refund duties are met"))),
        ("消费维权", "谁接待谁负责，配合调解", "Your rights", "The first person you speak to sees it through",
         (("首问负责", "The first person asked is responsible"), ("投诉按时答复，配合调解", "Complaints are answered in time; mediation is joined"))),
    )  # fmt: skip
    return tuple(
        AssuranceView(
            title=_pick(language, zh, en),
            summary=_pick(language, zh_line, en_line),
            clauses=tuple(_pick(language, a, b) for a, b in clauses),
        )
        for zh, zh_line, en, en_line, clauses in rows
    )


def record(language: str = "zh", **changes: object) -> RecordView:
    """A year of returns, most of them confirmed."""
    months = [(2025, 12), *((2026, n) for n in range(1, 12))]
    counts = (
        (4, 2, 0),
        (6, 3, 0),
        (3, 2, 1),
        (3, 1, 0),
        (4, 2, 0),
        (8, 2, 0),
        (6, 2, 0),
        (6, 2, 1),
        (7, 2, 0),
        (9, 2, 1),
        (10, 2, 0),
        (6, 1, 0),
    )
    bars = [
        BarMonth(year=y, month=m, confirmed=c, logged=own, refused=no)
        for (y, m), (c, own, no) in zip(months, counts, strict=True)
    ]
    whole = RecordView(
        from_on=date(2025, 12, 1), to_on=date(2026, 11, 1), requests=100, accepted=95, confirmed=72, logged=23, refused=3, withdrawn=2, disputed=1,
        returns=66, exchanges=29, refused_by=_pick(language, "过了期限 2，商品不完好 1", "days passed 2, not intact 1"), refunded_within=0,
        apart=_pick(language, "质量问题 4 笔、店家好意 2 笔", "faulty goods 4, goodwill of the shop 2"), bars=month_bars(bars),
        rows=tuple(MonthRow(first=date(b.year, b.month, 1), confirmed=b.confirmed, logged=b.logged, refused=b.refused) for b in bars),
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def few(language: str = "zh") -> RecordView:
    """Four returns, of which nothing can be read."""
    return record(
        language, requests=4, accepted=3, confirmed=2, logged=1, refused=1, withdrawn=0, returns=2, exchanges=1, few=True, bars=None, rows=(), apart="",
        refused_by=_pick(language, "过了期限 1", "days passed 1"),
    )  # fmt: skip


def none() -> RecordView:
    """A year without returns."""
    return RecordView(from_on=date(2025, 12, 1), to_on=date(2026, 11, 1), few=True)


def complaints(language: str = "zh", **changes: object) -> ComplaintsView:
    """A year of complaints of a large shop, with three results and a tombstone."""
    pick = _pick
    results = (
        ResultRow(
            came_on=date(2026, 11, 3),
            category=pick(language, "服装", "Clothing"),
            problem=pick(language, "质量", "Quality"),
            result=pick(language, "与店家和解", "settled with the shop"),
            reply="拉链换了新的，差价也退了。",
        ),
        ResultRow(
            came_on=date(2026, 9, 12),
            category=pick(language, "鞋帽箱包", "Shoes and bags"),
            problem=pick(language, "售后服务", "After-sales service"),
            result=pick(language, "没有达成一致", "no agreement"),
            reply="",
        ),
        ResultRow(
            came_on=date(2026, 5, 20),
            category=pick(language, "服装", "Clothing"),
            problem=pick(language, "价格", "Prices"),
            result=pick(language, "调解达成一致", "agreed in mediation"),
            reply="标价签换错了，已多退少补。",
        ),
    )
    whole = ComplaintsView(
        received=14, ways=pick(language, "与店家和解 8，调解达成一致 2，没有达成一致 1，顾客撤回 1，还在处理 2", "settled with the shop 8, agreed in mediation 2, no agreement 1, withdrawn by the shopper 1, still under way 2"),
        open=2, in_time=9, late=2, few=False, before=11, median=6, at_least=True, rated=11, mean="4.2", results=results,
        stones=((date(2026, 10, 8), pick(language, "说的是另一家店", "another shop was meant")),),
        list_path=("" if language == "zh" else "/en") + "/m/abcd/complaints", returns=100, since=2025,
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def few_complaints(language: str = "zh") -> ComplaintsView:
    """Three complaints, of which nothing can be read."""
    return complaints(
        language, received=3, ways=_pick(language, "与店家和解 3", "settled with the shop 3"), open=0, in_time=3, late=0,
        few=True, before=None, median=None, rated=2, mean="", stones=(),
    )  # fmt: skip


PAUSE = PauseView(since=date(2026, 11, 20), kept_last_on=date(2026, 11, 26))
CHANGE = ChangeView(what="shorter", from_on=date(2026, 12, 3), days=7, days_now=15, path="/m/abcd/on/2026-12-03")

STANDINGS = {
    "active": StandingView(name="active", since=date(2025, 3, 18), until=date(2028, 3, 17)),
    "rectifying": StandingView(name="rectifying", since=date(2026, 11, 2), until=date(2026, 11, 23), reason="公示牌缺失类"),
    "suspended": StandingView(
        name="suspended", since=date(2026, 11, 9), reason="限期整改逾期",
        kept_until=date(2026, 11, 9), kept_last_on=date(2026, 11, 16), next_on=date(2027, 1, 8),
    ),
    "lapsed": StandingView(
        name="lapsed", since=date(2026, 10, 19), kept_until=date(2026, 10, 19), kept_last_on=date(2026, 10, 26), next_on=date(2027, 4, 19)
    ),
    "withdrawn": StandingView(
        name="withdrawn", since=date(2026, 11, 18), until=date(2026, 11, 25), kept_until=date(2026, 11, 18), kept_last_on=date(2026, 11, 25)
    ),
    "removed": StandingView(
        name="removed", since=date(2026, 9, 14), reason="三次违诺拒退，已核实",
        kept_until=date(2026, 9, 14), kept_last_on=date(2026, 9, 21), next_on=date(2027, 9, 14),
    ),
    "closed": StandingView(name="closed", since=date(2026, 8, 3)),
    "publicised": StandingView(name="publicised", since=date(2026, 11, 23), until=date(2026, 11, 27)),
}  # fmt: skip
_REASONS = {
    "公示牌缺失类": "Sign missing",
    "限期整改逾期": "Not corrected in time",
    "三次违诺拒退，已核实": "Three upheld refusals of promised returns",
}


def structured_data(language: str = "zh") -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "青禾布衣",
        "legalName": "长沙市天心区青禾布衣服装店（个体工商户）",
        "address": {"@type": "PostalAddress", "addressRegion": "湖南省", "addressLocality": "长沙市", "streetAddress": "坡子街 128 号", "addressCountry": "CN"},
        "telephone": "+86-731-55500142",
        "hasMerchantReturnPolicy": {
            "@type": "MerchantReturnPolicy", "applicableCountry": "CN", "inLanguage": language,
            "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow", "merchantReturnDays": 7,
            "returnMethod": "https://schema.org/ReturnInStore", "returnFees": "https://schema.org/FreeReturn",
            "refundType": "https://schema.org/FullRefund",
        },
    }  # fmt: skip


def card(standing: str = "active", language: str = "zh", **changes: object) -> ScanView:
    """A shop in one of the eight public standings, with both promises."""
    facts = STANDINGS[standing]
    if language == "en" and facts.reason:
        facts = replace(facts, reason=_REASONS[facts.reason])
    prefix, other = ("", "/en") if language == "zh" else ("/en", "")
    view = ScanView(
        shop=shop(language),
        standing=facts,
        checked_at=AT,
        domain=DOMAIN,
        own_path=f"{prefix}/{TOKEN}",
        language_path=f"{other}/{TOKEN}",
        returns=returns(language),
        assurances=assurances(language),
        signed_on=date(2025, 3, 18),
        short_code="307182640959",
        wrong_shop_path=f"{prefix}/counter/wrong-shop?code=307182640959",
        report_path=f"{prefix}/counter/report-sign?code=307182640959",
        objection_path=f"{prefix}/counter/objection?merchant=abcd",
        confirm_path=f"{prefix}/counter/returns?shop=abcd",
        on_path=f"{prefix}/m/abcd/on",
        record=record(language),
        record_path=f"{prefix}/m/abcd/returns",
        clauses_path=f"{prefix}/m/abcd/clauses",
        complaints=ComplaintsView(returns=100, since=2025),
        demo=True,
        structured_data=structured_data(language) if standing in ("active", "rectifying") else None,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def bare_code(kind: str, language: str = "zh") -> CodeView:
    """A page about a code: forged, unknown, revoked or stale."""
    prefix, other = ("", "/en") if language == "zh" else ("/en", "")
    view = CodeView(
        checked_at=AT, domain=DOMAIN, own_path=f"{prefix}/{TOKEN}", language_path=f"{other}/{TOKEN}",
        lookup_path=f"{prefix}/#f-code", report_path=f"{prefix}/counter/report-sign", demo=True,
    )  # fmt: skip
    if kind == "revoked":
        return replace(
            view, since=date(2026, 6, 1), reason=_pick(language, "店里报失，已换新牌", "Lost by the shop, replaced"),
            shop_name="青禾布衣 坡子街店", street=_pick(language, "长沙市天心区坡子街 128 号", "128 Pozi Street, Tianxin, Changsha"),
            shop_path=f"{prefix}/m/abcd",
        )  # fmt: skip
    if kind == "stale":
        return replace(
            view, shop_name="青禾布衣", street=shop(language).street, checked_at=AT - timedelta(days=2), tried_at=AT
        )
    return view


def _shop(view: ScanView, **changes: object) -> ScanView:
    return replace(view, shop=replace(view.shop, **changes))  # type: ignore[arg-type]


def _window(view: ScanView, language: str, days: int, **changes: object) -> ScanView:
    return replace(view, returns=replace(returns(language, days), earlier=(), **changes))  # type: ignore[arg-type]


def _long_name(view: ScanView, language: str) -> ScanView:
    branch = _pick(
        language, "长沙黄兴南路步行街旗舰店", "Tujia Brocade of Liye Old Town, flagship shop on Huangxing South Road"
    )
    return _shop(view, name="湘西土家族苗族自治州龙山里耶古镇土家织锦", branch=branch)


def _rolled(view: ScanView, language: str) -> ScanView:
    bought, last = date(2026, 9, 26), date(2026, 10, 8)
    view = _window(
        view, language, 7, bought_on=bought, last_on=last, rolled_from=date(2026, 10, 3), cells=day_ruler(bought, last)
    )
    return replace(view, checked_at=datetime(2026, 9, 26, 2, 0, tzinfo=UTC))


def _all_excluded(view: ScanView, language: str) -> ScanView:
    every = tuple(replace(exclusions(language)[n % 3], code=f"E{n + 1:02}") for n in range(14))
    return replace(view, returns=replace(returns(language), exclusions=every))


_ODD: dict[str, Callable[[ScanView, str], ScanView]] = {
    "long-name": _long_name,
    "latin-name": lambda view, lang: _shop(
        view, name="Bifzivkar Xilankapu", branch=_pick(lang, "凤凰店", "Fenghuang"), photo=None
    ),
    "no-returns": lambda view, _: replace(view, returns=None),
    "sixty-days": lambda view, lang: _window(view, lang, 60),
    "a-year": lambda view, lang: _window(view, lang, 365, provisional=True),
    "rolled": _rolled,
    "all-excluded": _all_excluded,
    "by-search": lambda view, _: replace(view, scanned=False, short_code=""),
    "few-returns": lambda view, lang: replace(view, record=few(lang)),
    "no-record": lambda view, _: replace(view, record=none()),
    "never-confirmed": lambda view, lang: replace(view, record=record(lang, confirmed=0, logged=95)),
    "paused": lambda view, _: replace(view, pause=PAUSE),
    "announced": lambda view, lang: replace(view, change=CHANGE, returns=replace(returns(lang, 15), earlier=())),
    "with-complaints": lambda view, lang: replace(
        view,
        complaint_path="/counter/complaint?shop=0000000000000000&print=1",
        follow_path="/counter/complaints",
        complaints=complaints(lang),
    ),
    "few-complaints": lambda view, lang: replace(view, complaints=few_complaints(lang)),
}


def odd(name: str, language: str = "zh") -> ScanView:
    """A shop in force whose facts are long, short or missing."""
    return _ODD[name](card("active", language), language)


ODD = tuple(_ODD)
BARE = ("forged", "unknown", "revoked", "stale")
