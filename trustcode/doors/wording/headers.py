"""Security headers for every answer of both apps, error pages and files included; a layer outside Flask adds them.

An answer that sets one of them itself keeps its own. Nothing here imports Flask, so that the shopper's app stays light.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

Headers = Mapping[str, str]
StartResponse = Callable[..., Any]
Wsgi = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

YEAR_SECONDS = 31_536_000

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POWERS_OFF = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation={}, gyroscope=(), microphone=(), payment=(), usb=()"


def scan_headers(*, is_https: bool, style_hashes: Iterable[str] = ()) -> Headers:
    """For the shopper: no script at all, the style sheets of the house and those inline whose 'sha256-…' is given."""
    policy = _policy("'none'", style_hashes, connect="'none'")
    return _headers(policy, referrer="no-referrer", geolocation="()", is_https=is_https)


def office_headers(*, is_https: bool) -> Headers:
    """For people who sign in: scripts of the house only; the address is not told to other hosts."""
    policy = _policy("'self'", (), connect="'self'")
    return _headers(policy, referrer="same-origin", geolocation="()", is_https=is_https)


def desk_headers(*, is_https: bool) -> Headers:
    """For the desk, where a shop may ask the phone where it stands."""
    return {**office_headers(is_https=is_https), "Permissions-Policy": _POWERS_OFF.format("(self)")}


def attachment_headers(*, is_https: bool) -> Headers:
    """For files that people sent in: shown or kept, never run."""
    return {**office_headers(is_https=is_https), "Content-Security-Policy": "default-src 'none'; sandbox"}


def _policy(script: str, style_hashes: Iterable[str], *, connect: str) -> str:
    parts = {
        "default-src": "'none'",
        "script-src": script,
        "style-src": " ".join(["'self'", *style_hashes]),
        "img-src": "'self' data:",
        "connect-src": connect,
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _headers(policy: str, *, referrer: str, geolocation: str, is_https: bool) -> Headers:
    headers = {
        **_ALWAYS,
        "Content-Security-Policy": policy,
        "Referrer-Policy": referrer,
        "Permissions-Policy": _POWERS_OFF.format(geolocation),
    }
    if is_https:
        headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}; includeSubDomains"
    return MappingProxyType(headers)


def with_headers(app: Wsgi, headers: Headers) -> Wsgi:
    """A layer around an app that adds the headers an answer does not yet have, and takes the server's name away."""

    def layer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, given: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, completed(given, headers), *rest)

        return app(environ, start)

    return layer


def completed(given: Iterable[tuple[str, str]], headers: Headers) -> list[tuple[str, str]]:
    """The headers of an answer with those of ours that it lacks."""
    kept = [(name, value) for name, value in given if name.lower() != "server"]
    there = {name.lower() for name, _ in kept}
    return kept + [(name, value) for name, value in headers.items() if name.lower() not in there]
