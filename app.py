"""Entry for the server and the command line."""

from trustcode.factory import create_app

app = create_app()
