"""What the frame of a page needs besides its content: finished values, no decisions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Link:
    """A place to go: label in the page's language, path with its language prefix, name of an icon or empty."""

    label: str
    path: str
    icon: str = ""
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The frame around an office or public page.

    `door` is the word beside the mark (empty on public pages); `tabs` puts the navigation at the thumb on a phone;
    `who` is the signed-in person with his office or shop; an empty path leaves its link out.
    """

    door: str = ""
    home_path: str = "/"
    nav: tuple[Link, ...] = ()
    tabs: bool = False
    who: str = ""
    account_path: str = ""
    sign_in_path: str = ""
    sign_out_path: str = ""
    csrf_token: str = ""
    demo: bool = False
    other_language_path: str = ""
