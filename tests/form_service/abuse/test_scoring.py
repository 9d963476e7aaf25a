"""Suspicion: spam is held, shoppers are not, and nothing is dropped."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from form_service.abuse.scoring import judge_text
from form_service.service import Service
from form_service.storage.tables import submissions
from tests.form_service.posts import count
from tests.form_service.shoppers import CONTACT, Shopper

CORPUS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "spam.yml").read_text(encoding="utf-8")
)
HOLD = 100
HOSTS = ["marigold.example"]


def is_held(text: str) -> bool:
    """As for a message that a robot typed with care: in no haste, the trap left empty."""
    return sum(judge_text(text, HOSTS).values()) >= HOLD


def share(messages: list[dict[str, Any]]) -> float:
    return sum(is_held(message["text"]) for message in messages) / len(messages)


def test_the_corpus_is_large_and_speaks_four_languages() -> None:
    assert len(CORPUS) >= 400
    assert {message["locale"] for message in CORPUS} == {"en", "bg", "ru", "ar"}


@pytest.mark.parametrize("locale", ["en", "bg", "ru", "ar"])
def test_shoppers_are_not_held(locale: str) -> None:
    real = [m for m in CORPUS if m["locale"] == locale and not m["spam"]]
    assert share(real) <= 0.01, [m["text"] for m in real if is_held(m["text"])]


@pytest.mark.parametrize("locale", ["en", "bg", "ru", "ar"])
def test_spam_is_held(locale: str) -> None:
    spam = [m for m in CORPUS if m["locale"] == locale and m["spam"]]
    assert share(spam) >= 0.95, [m["text"] for m in spam if not is_held(m["text"])]


@pytest.mark.parametrize(
    "text",
    [
        "See https://marigold.example/a and https://help.marigold.example/b",
        "The tracking page https://www.econt.com/x says delivered",
        "I earn little money and you took 200 EUR twice",
        "WHERE IS MY ORDER!!!",
        "My investment in this sofa is lost",
    ],
)
def test_one_sign_alone_holds_nobody(text: str) -> None:
    assert not is_held(text)


def test_links_to_look_alike_hosts_are_foreign() -> None:
    assert judge_text("https://marigold.example.evil.example/", HOSTS)
    assert not judge_text("https://shop.marigold.example/", HOSTS)


def test_haste_and_trap_add_up(shopper: Shopper, service: Service) -> None:
    token = shopper.fill("/desk/en/contact")
    shopper.clock.turn(seconds=-19)
    shopper.post("/desk/en/contact", CONTACT | {"token": token, "leave_empty": "x"})
    assert count(service, submissions) == 1
    held = service.database.read(lambda c: c.execute(submissions.select()).one())
    assert held.state == "held"
    assert held.reasons == ["hidden field filled in", "sent within three seconds"]
