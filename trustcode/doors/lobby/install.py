"""Puts the lobby into the office app: settings, headers, limits, form checks, errors, logs, and its own pages."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from trustcode.doors.lobby import (
    account,
    codes,
    crossing,
    door,
    errors,
    limits,
    login,
    logs,
    path_values,
    programs,
    showcase,
    signin,
)
from trustcode.doors.lobby.body_faults import LIMITS
from trustcode.doors.lobby.gate import Gate
from trustcode.doors.lobby.guards import the_sign
from trustcode.doors.lobby.present import EXTENSION, Office
from trustcode.doors.wording.headers import desk_headers, office_headers, with_headers
from trustcode.people.rules.sessions import MERCHANT
from trustcode.settings import Settings

PAGES = (signin, codes, account, showcase)
"""Modules that add pages to the lobby's blueprint by being imported."""


def install(app: Flask, office: Office) -> None:
    """Make an app an office: call once, before the doors are registered."""
    settings = office.settings
    app.extensions[EXTENSION] = office
    _configure(app, settings)
    path_values.install(app)
    logs.set_up()
    logs.install(app)
    login.install(app)
    limits.install(app, settings.redis_url)
    programs.install(app)
    crossing.install(app)
    errors.install(app)
    app.after_request(_finish)
    app.register_blueprint(door.blueprint)
    _wrap(app, settings)


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-forms" if settings.is_https else "forms",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=MERCHANT.whole.days),
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=LIMITS.multipart_bytes,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if not settings.is_demo:
        app.config["TRUSTED_HOSTS"] = [settings.host.partition(":")[0]]


def _wrap(app: Flask, settings: Settings) -> None:
    inner = with_headers(Gate(app.wsgi_app), office_headers(is_https=settings.is_https))
    hops = settings.trusted_proxies
    app.wsgi_app = ProxyFix(inner, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _finish(response: Response) -> Response:
    """Nothing of an office page is kept by anybody; the desk may ask the phone where it is."""
    response.headers.setdefault("Cache-Control", "no-store")
    if the_sign().may_locate and response.status_code == 200:
        response.headers.setdefault("Permissions-Policy", desk_headers(is_https=False)["Permissions-Policy"])
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = (
            "en" if request.environ.get("trustcode.language") == "en" else "zh-Hans-CN"
        )
    return response
