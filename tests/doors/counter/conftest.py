"""The counter stands beside the desk."""

from tests.doors.desk.conftest import desk

__all__ = ["desk"]
