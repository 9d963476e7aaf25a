"""Somebody who opens forms, reads their tokens and sends them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from form_service.composition.compose import Message
from form_service.delivery.mailer import Answer
from tests.tools.inspection import inspect_html

MODERN = {"Sec-Fetch-Site": "same-origin", "Origin": "https://help.marigold.example"}
CONTACT = {
    "topic": "where-is-my-order",
    "name": "Anna Ivanova",
    "email": "anna@example.com",
    "order_number": "MG-1234567",
    "message": "Where is my parcel?\nIt should have come on Friday.",
}
REPORT = {
    "topic": "website-problem",
    "name": "Anna Ivanova",
    "email": "anna@example.com",
    "message": "The payment page stays white.",
    "place": "at payment",
    "page_address": "https://marigold.example/checkout",
    "browser": "Firefox 140, Android 15",
}
WITHDRAWAL = {
    "name": "Anna Ivanova",
    "email": "anna@example.com",
    "order_number": "MG-1234567",
    "scope": "part",
    "positions": "1, 3",
}


@dataclass(slots=True, kw_only=True)
class Shopper:
    client: FlaskClient
    clock: Any
    headers: dict[str, str] = field(default_factory=lambda: dict(MODERN))
    address: str = "192.0.2.7"

    def open(self, path: str, **headers: str) -> TestResponse:
        """A page; every one is inspected."""
        answer = self.client.get(path, headers=self.headers | headers, environ_base=self._base())
        return self._inspected(answer)

    def fill(self, path: str) -> str:
        """Open a form and take a while over it; returns its token."""
        token = read_token(self.open(path))
        self.clock.turn(seconds=20)
        return token

    def post(self, path: str, values: dict[str, Any], **headers: str) -> TestResponse:
        answer = self.client.post(
            path, data=values, headers=self.headers | headers, environ_base=self._base()
        )
        answer.request.environ["wsgi.input"].close()  # a file when there are big photos
        return self._inspected(answer)

    def send(self, path: str, values: dict[str, Any], **headers: str) -> TestResponse:
        """Open the form, fill it in and send it."""
        return self.post(path, {**values, "token": self.fill(path)}, **headers)

    def _base(self) -> dict[str, str]:
        return {"REMOTE_ADDR": self.address}

    @staticmethod
    def _inspected(answer: TestResponse) -> TestResponse:
        is_page = answer.mimetype == "text/html" and answer.status_code not in {303, 308}
        if is_page and "<html" in answer.text:
            policy = answer.headers["Content-Security-Policy"]
            assert inspect_html(answer.text, policy=policy) == []
        return answer


def soup(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def read_token(answer: TestResponse) -> str:
    found = soup(answer).find("input", attrs={"name": "token"})
    assert found is not None, answer.text
    return str(found["value"])


def value_of(answer: TestResponse, name: str) -> str:
    """What a control of the page holds."""
    control = soup(answer).find(attrs={"name": name})
    assert control is not None, f"no {name} in {answer.text}"
    if control.name == "textarea":
        return control.text.removeprefix("\n").removeprefix("\r\n")
    if control.name == "select":
        chosen = control.find("option", selected=True)
        return "" if chosen is None else str(chosen["value"])
    return str(control.get("value", ""))


def problems_of(answer: TestResponse) -> dict[str, str]:
    """The error summary: the control it leads to and what it says."""
    links = soup(answer).select(".hc-error-summary a")
    return {str(link["href"]): link.text for link in links}


@dataclass(slots=True)
class KeepingMailer:
    """A mailer that keeps what it gets and answers as told."""

    answer: Callable[[Message], Answer] = lambda message: Answer(kind="sent")
    messages: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> Answer:
        self.messages.append(message)
        return self.answer(message)

    def close(self) -> None:
        """Nothing is held."""


A_DAY = timedelta(days=1)
