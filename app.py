"""Entry for the server and the command line."""

import sys

from trustcode.factory import create_app
from trustcode.settings import BadSettings

try:
    app = create_app()
except BadSettings as fault:
    sys.exit(str(fault))
