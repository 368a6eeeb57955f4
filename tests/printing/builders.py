"""Facts of prints for tests: one ordinary shop, and what can be odd about a shop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from trustcode.codes.rules.keyring import ring_of, signing_key_of
from trustcode.codes.rules.seal import CodeFacts, seal
from trustcode.codes.rules.symbol import printed_address, symbol
from trustcode.printing.grid import Symbol
from trustcode.printing.poster import Assurance, PosterFacts

SITE = "https://fxm.hunan.example"
TOKEN = seal(CodeFacts(1, 7, 1, date(2026, 11, 23)), ring_of(signing_key_of(1, bytes(range(32)))))
ADDRESS = printed_address(SITE, TOKEN)
ASSURANCES = (
    Assurance("质量安全", "进货有查验，来源查得到"),
    Assurance("交易公平", "明码标价，不强卖"),
    Assurance("经营管理", "亮照经营，后厨干净"),
    Assurance("服务承诺", "说到的做到"),
    Assurance("消费维权", "谁接待，谁负责到底"),
)
EVERY_EXCLUSION = (
    "定做的；鲜活易腐的；拆封的音像、软件；报纸期刊；拆封后影响安全卫生的食品、化妆品、内衣泳装；激活或试用后贬值的手机、电脑；"
    "临期或标明瑕疵的；药品；金银珠宝；预付卡、票券、彩票；开封的烟酒；已安装的建材；拍卖、二手、清仓品；非生活消费的批量购买"
)


@cache
def a_symbol() -> Symbol:
    """The symbol of `TOKEN` at `SITE`."""
    return symbol(SITE, TOKEN)


def print_facts(**changes: Any) -> PosterFacts:
    """A clothes shop with a window of 7 days, changed as told."""
    usual = PosterFacts(
        shop_name="青禾布衣",
        branch_name="坡子街店",
        licence_name="长沙市天心区青禾布衣服装店（个体工商户）",
        office_name="长沙市天心区市场监督管理局",
        window_days=7,
        assurances=ASSURANCES,
        exclusions_short="拆封的内衣泳装；定做、改过的；标明瑕疵的特价品",
        returns_phone="0731-5550 0142",
        short_code="307182640957",
        domain="fxm.hunan.example",
        symbol=a_symbol(),
        is_demo=True,
    )
    return replace(usual, **changes)


ODD: dict[str, dict[str, Any]] = {
    "ordinary": {},
    "no returns": {"window_days": None, "exclusions_short": ""},
    "one character": {"shop_name": "禾", "branch_name": ""},
    "two columns": {"shop_name": "土家吊脚楼风味馆"},
    "twenty characters": {
        "shop_name": "湘西土家族苗族自治州苗家姑娘银饰体验店",
        "branch_name": "凤凰县沱江镇虹桥中路二号门面店",
    },
    "sixty characters": {
        "shop_name": "湖南省" + "山里人家土特产经营" * 6 + "总店",
        "licence_name": "长沙市" + "山里人家土特产" * 8,
    },
    "letters": {"shop_name": "Riverside Coffee 江边咖啡", "window_days": 60},
    "letters, no returns": {"shop_name": "The Old Street Handmade Leather Goods Company", "window_days": None},
    "one long word": {"shop_name": "Donaudampfschifffahrtsgesellschaftskapitaen"},
    "a year": {"window_days": 365},
    "a long count": {"window_days": 1460, "shop_name": "7 号仓"},
    "rare characters": {"shop_name": "䶮㐂𠮷", "branch_name": "䶮街店", "licence_name": "长沙市䶮㐂𠮷商贸有限公司"},
    "every exclusion": {"exclusions_short": EVERY_EXCLUSION, "branch_name": "长沙黄兴路步行商业街旗舰店"},
    "twice every exclusion": {"exclusions_short": EVERY_EXCLUSION + "；" + EVERY_EXCLUSION},
    "a long phone": {"returns_phone": "0731-5550 0142 转 8021，夜间 138 0000 0000"},
    "a long host": {"domain": "fangxinma.changsha.hunan.example:8443"},
}
