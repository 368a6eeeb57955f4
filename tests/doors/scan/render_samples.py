"""Every sample as a file, to be looked at: `python -m tests.doors.scan.render_samples FOLDER`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from tests.doors.scan import samples
from trustcode.doors.scan.views.promise import OnView, SignedView
from trustcode.doors.scan.views.search import Choice, Found, HomeView, Query, SearchView
from trustcode.doors.wording.day_ruler import day_ruler
from trustcode.doors.wording.frames import Frame
from trustcode.doors.wording.pages import render


def public_frame(language: str) -> Frame:
    """The frame of home and search."""
    return Frame(
        home_path="/" if language == "zh" else "/en/",
        sign_in_path="/sign-in",
        demo=True,
        other_language_path="/en/" if language == "zh" else "/",
    )


def home(**changes: object) -> HomeView:
    """The front page with a few regions and kinds."""
    return HomeView(
        regions=(Choice("430100", "长沙市"), Choice("433100", "湘西土家族苗族自治州")),
        kinds=(Choice("shop", "商店"), Choice("restaurant", "餐饮店")),
        search_path="/search",
        lookup_path="/code",
        sign_up_path="/desk/join",
        sample_path="/1",
        **changes,  # type: ignore[arg-type]
    )


def found(results: int) -> SearchView:
    """A page of results."""
    standings = ("active", "rectifying", "suspended", "active", "lapsed")
    rows = tuple(
        Found(
            name="青禾布衣", branch="坡子街店", street="长沙市天心区坡子街 128 号", standing=standings[n % 5], path=f"/m/{n}",
            window_days=7 if standings[n % 5] in ("active", "rectifying") else None,
        )
        for n in range(results)
    )  # fmt: skip
    shell = home()
    return SearchView(
        query=Query(words="青禾", region="430100", returns=True), regions=shell.regions, kinds=shell.kinds, search_path="/search",
        results=rows, total=results * 5, page=2, pages=5, before_path="/search?page=1", after_path="/search?page=3",
    )  # fmt: skip


def on_a_day(language: str = "zh", **changes: object) -> OnView:
    """What was promised on a day: the form, with more of the answer if asked for."""
    return OnView(
        shop_name="青禾布衣 坡子街店",
        shop_path="/m/1",
        form_path="/m/1/on",
        choices=(Choice("clothing", "服装"), Choice("shoes_bags", "鞋帽、箱包"))
        if language == "zh"
        else (Choice("clothing", "Clothing"), Choice("shoes_bags", "Shoes and bags")),
        **changes,  # type: ignore[arg-type]
    )


def answered(language: str) -> OnView:
    """The whole answer for a purchase that may come back."""
    bought, last = date(2026, 11, 3), date(2026, 11, 10)
    signed = SignedView(version=2, signed_on=date(2026, 3, 2), text_hash="c0ffee" * 10 + "1234")
    return on_a_day(
        language,
        day="2026-11-03",
        bought_on=bought,
        can="yes",
        last_on=last,
        cells=day_ruler(bought, last),
        reasons=("7 天，从买的第二天算起，第 7 天是 2026 年 11 月 10 日。",),
        terms=samples.card("active", language).returns,
        returns=signed,
        safe=signed,
        from_on=date(2026, 3, 2),
    )


def pages(language: str) -> dict[str, str]:
    """Every sample page of a language by name."""
    made = {name: render("scan/card.html", language, view=samples.card(name, language)) for name in samples.STANDINGS}
    made |= {
        f"odd-{name}": render("scan/card.html", language, view=samples.odd(name, language)) for name in samples.ODD
    }
    made |= {
        name: render(f"scan/{name}.html", language, view=samples.bare_code(name, language)) for name in samples.BARE
    }
    made["merchant"] = render("scan/merchant.html", language, view=samples.odd("by-search", language))
    frame = public_frame(language)
    made["home"] = render("scan/home.html", language, view=home(), frame=frame)
    made["home-wrong"] = render(
        "scan/home.html",
        language,
        view=home(short_code="3071", short_code_error="十二位数字，现在只有 4 位。"),
        frame=frame,
    )
    on = {
        "on": on_a_day(language),
        "on-answer": answered(language),
        "on-wrong": on_a_day(language, day="31", error="这不像日期。" if language == "zh" else "This is no date."),
    }
    made |= {
        name: render("scan/on.html", language, view=view, frame=frame, today=samples.TODAY) for name, view in on.items()
    }
    made["search"] = render("scan/search.html", language, view=found(5), frame=frame)
    made["search-none"] = render("scan/search.html", language, view=found(0), frame=frame)
    return made


def write_all(folder: Path) -> None:
    """Write every page as `<language>-<name>.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("zh", "en"):
        for name, text in pages(language).items():
            (folder / f"{language}-{name}.html").write_text(text)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
