"""The shopper's app: a Flask app of its own, which can reach neither pen nor login."""

from __future__ import annotations

from flask import Flask

from trustcode.doors.scan.office import ScanOffice


def create_scan_app(office: ScanOffice) -> Flask:
    """The app with the shelf in front of it, ready to be mounted or to run alone.

    Reads `trustcode.language` from the WSGI environ when a layer in front set it; otherwise the `/en` prefix itself.
    """
    app = Flask("trustcode.doors.scan", static_folder=None, template_folder=None)
    app.extensions["trustcode.scan"] = office
    return app
