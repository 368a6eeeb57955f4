"""A message to a phone: to the address that the gateway makes of the number, or nowhere but into the log, masked."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.doors.console.mail_server import mail_server
from trustcode.posting.phones import ConsoleSender, GatewaySender, NotSent

PHONE = "13900005678"
PATTERN = "{phone}@sms.example.com"


def test_one_message_is_one_letter_to_the_gateway() -> None:
    with mail_server() as server:
        GatewaySender(server.settings, PATTERN).send(PHONE, "验证码 123456")

    (letter,) = server.letters
    assert letter["To"] == "13900005678@sms.example.com"
    assert letter.get_content().strip() == "验证码 123456"


@pytest.mark.parametrize("fault", [{"rcpt": "550 no"}, {"data": "451 later"}, {"silent": True}])
def test_what_the_gateway_does_not_take_is_said(fault: dict[str, Any]) -> None:
    with mail_server() as server:
        for name, value in fault.items():
            setattr(server, name, value)
        with pytest.raises(NotSent):
            GatewaySender(server.settings, PATTERN, seconds=0.2).send(PHONE, "123456")
    assert server.letters == []


def test_a_gateway_that_is_not_there_is_said() -> None:
    with mail_server() as server:
        gone = server.settings
    with pytest.raises(NotSent):
        GatewaySender(gone, PATTERN).send(PHONE, "123456")


@pytest.mark.parametrize(
    "number", ["", "12345678901", "13900005678\r\nBcc: x@y.cn", "1390000567", "１３９００００５６７８"]
)
def test_only_a_mobile_number_ever_becomes_an_address(number: str) -> None:
    with mail_server() as server, pytest.raises(ValueError, match="mobile"):
        GatewaySender(server.settings, PATTERN).send(number, "123456")
    assert server.lines == 0


def test_the_console_says_neither_the_number_nor_the_digits(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "trustcode.phones"):
        ConsoleSender().send(PHONE, "验证码 123456")

    assert "139****5678" in caplog.text
    assert "13900005678" not in caplog.text
    assert "123456" not in caplog.text
