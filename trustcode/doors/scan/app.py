"""The shopper's app: a Flask app of its own, which can reach neither pen nor login."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask

from trustcode.doors.scan import codes, files, home, moderation, promises, results, sending, shops, wellknown
from trustcode.doors.scan.asked import House
from trustcode.doors.scan.door import LANGUAGE, NAME, Door
from trustcode.doors.scan.finished import Environ, StartResponse, Wsgi
from trustcode.doors.scan.office import ScanOffice
from trustcode.doors.scan.shelf import CAPACITY_BYTES, Shelf
from trustcode.doors.wording.headers import scan_headers, with_headers
from trustcode.doors.wording.styles import scan_sheet
from trustcode.storage.patience import Asker


def create_scan_app(office: ScanOffice, *, capacity_bytes: int = CAPACITY_BYTES) -> Flask:
    """The app with the shelf in front of it, ready to be mounted or to run alone.

    Reads `trustcode.language` from the WSGI environ when a layer in front set it; otherwise the `/en` prefix itself.
    """
    app = Flask("trustcode.doors.scan", static_folder=None, template_folder=None)
    app.url_map.merge_slashes = False  # an address has one form, and nothing redirects to it
    settings = office.settings
    house = House(settings.public_url, settings.host, settings.is_demo, settings.rules)
    asker = Asker(office.store, office.clock)
    app.extensions[NAME] = Door(office, asker, house)
    for part in (home, shops, results, moderation, promises, wellknown, files, codes):
        app.register_blueprint(part.blueprint)
    sending.install(app)
    security = scan_headers(is_https=settings.is_https, style_hashes=[scan_sheet().csp_source])
    behind = with_headers(_told_language(app.wsgi_app), security)
    shelf = Shelf(office, asker, behind, house=house, security=security, capacity_bytes=capacity_bytes)
    app.wsgi_app = shelf  # type: ignore[method-assign]
    return app


def _told_language(app: Wsgi) -> Wsgi:
    """A layer that takes `/en` off the path, where nobody in front has done so."""

    def layer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if LANGUAGE not in environ:
            english = path == "/en" or path.startswith("/en/")
            environ[LANGUAGE] = "en" if english else "zh"
            if english:
                environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/en"
                environ["PATH_INFO"] = path[3:] or "/"
        return app(environ, start_response)

    return layer
