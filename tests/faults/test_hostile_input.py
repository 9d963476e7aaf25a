"""Whatever is typed, uploaded, forged or replayed."""

import io
import random
import resource
import string
import time
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from form_service.application import build_app
from form_service.background import build_delivery
from form_service.photos.photos import read_picture
from form_service.service import Service
from form_service.storage.tables import outbox
from tests.faults.conftest import Scaled, State
from tests.form_service.composition.test_compose import INJECTIONS, parsers, raw_headers
from tests.form_service.conftest import TestClock
from tests.form_service.delivery.test_worker import drain
from tests.form_service.pictures import GPS_TEXT, HOSTILE, POLYGLOT, jpeg, png, png_bomb, webp
from tests.form_service.shoppers import CONTACT, REPORT, WITHDRAWAL, KeepingMailer, Shopper

SCRIPTS = (
    "abc",
    "где мой заказ",
    "къде е поръчката",
    "أين طلبي",
    "שלום",
    "👩‍👩‍👧",
    "中文",
    "\u202eevil",
)
ADDRESSES = (
    "anna@example.com",
    "анна@пример.бг",
    "anna@пример.бг",
    "аnna@example.com",  # a Cyrillic a
    "o'neill+tag@example.com",
    "x" * 64 + "@example.com",
    "مثال@مثال.إختبار",
    "anna@example.com\r\nBcc: x@x.org",
    '"quoted"@example.com',
    "=?utf-8?q?x?=@example.com",
    "anna@[127.0.0.1]",
    "anna@example.com\u202e",
)
FORMS = {"contact": CONTACT, "report": REPORT, "withdraw": WITHDRAWAL}


def anything(chance: random.Random) -> str:
    kind = chance.randrange(5)
    if kind == 0:
        return chance.choice(INJECTIONS)
    if kind == 1:
        return "".join(chr(chance.randrange(0x3000)) for _ in range(chance.randrange(80)))
    if kind == 2:
        return " ".join(chance.choices([*SCRIPTS, *INJECTIONS], k=3))
    if kind == 3:
        return "".join(chance.choices(string.printable, k=chance.randrange(200)))
    return chance.choice(ADDRESSES)


def encodable(value: str) -> str:
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def test_generated_inputs_in_every_field(
    both_services: Service, clock: TestClock, scaled: Scaled, state: State
) -> None:
    total = scaled(10_000, 80)
    chance = random.Random(7)
    shopper = Shopper(client=build_app(both_services).test_client(), clock=clock)
    codes: dict[int, int] = {}
    for number in range(total):
        name = chance.choice(list(FORMS))
        values: dict[str, Any] = dict(FORMS[name])
        for field in chance.sample(sorted(values), k=chance.randrange(1, 4)):
            values[field] = encodable(anything(chance))
        page = f"/desk/{chance.choice(['en', 'bg', 'ru', 'ar'])}/{name}"
        shopper.address = f"10.{number % 250}.{number // 250}.1"
        values["token"] = both_services.tokens.issue(name)
        clock.turn(seconds=20)
        if name != "withdraw" and chance.random() < 0.02:
            values["photos"] = (io.BytesIO(png()), encodable(anything(chance)))
        code = shopper.client.post(
            page,
            data=values,
            headers=shopper.headers,
            environ_base={"REMOTE_ADDR": shopper.address},
        ).status_code
        codes[code] = codes.get(code, 0) + 1
    mailer = KeepingMailer()
    delivery = build_delivery(both_services, mailer)
    drain(delivery)
    delivery.close()
    crashes = sum(n for code, n in codes.items() if code >= 500)
    poison = both_services.database.read(
        lambda c: c.execute(select(outbox.c.id).where(outbox.c.state == "deferred")).all()
    )
    injected = sum(b"victim" in m.content.split(b"\r\n\r\n")[0] and "Bcc" in raw_headers(m.content)
                   for m in mailer.messages)  # fmt: skip
    bare = sum(b"\n" in m.content.replace(b"\r\n", b"") for m in mailer.messages)
    state(
        9,
        f"{total} generated inputs, {len(mailer.messages)} mails",
        f"{injected} injected, {bare} bare CR/LF, {crashes} x 5xx, {len(poison)} poison rows",
        "0, 0, 0, 0",
        not (injected or bare or crashes or poison) and codes.get(303, 0) > 0,
    )


def test_addresses_and_texts_of_all_scripts(
    service: Service, clock: TestClock, state: State
) -> None:
    shopper = Shopper(client=build_app(service).test_client(), clock=clock)
    sent = 0
    for number, address in enumerate(ADDRESSES):
        for locale in ("en", "bg", "ru", "ar"):
            shopper.address = f"10.3.{number}.{sent % 250}"
            text = " ".join(SCRIPTS)
            values = CONTACT | {"email": address, "message": text, "name": text[:90]}
            sent += shopper.send(f"/desk/{locale}/contact", values).status_code == 303
    mailer = KeepingMailer()
    delivery = build_delivery(service, mailer)
    drain(delivery)
    delivery.close()
    unread = 0
    for message in mailer.messages:
        modern, old = parsers(message.content)
        same = {k.lower() for k in modern} == {k.lower() for k in old}  # type: ignore[attr-defined]
        body = modern.get_body(("plain",))
        unread += not (same and body and modern["Subject"].startswith(("[", "W", "П", "М", "و")))
        unread += modern.defects != []
    state(
        19,
        f"EAI, IDN, homograph, bidi in 4 languages, {len(mailer.messages)} mails",
        f"{sent} accepted, {unread} not read the same by both parsers",
        "0",
        unread == 0 and sent > 0 and len(mailer.messages) >= sent,
    )


def hostile_pictures(count: int) -> list[bytes]:
    chance = random.Random(3)
    sources = [
        jpeg(exif=True),
        png(),
        webp(),
        POLYGLOT,
        png_bomb(8000, 8000)[:200_000],
        *HOSTILE.values(),
    ]
    found = list(sources)
    while len(found) < count:
        picture = bytearray(chance.choice(sources))
        for _ in range(chance.randrange(1, 20)):
            if picture:
                picture[chance.randrange(len(picture))] = chance.randrange(256)
        found.append(bytes(picture[: chance.randrange(1, len(picture) + 1)] if picture else b""))
    return found[:count]


def test_hostile_images(scaled: Scaled, state: State) -> None:
    total = scaled(1000, 9)
    slowest, leaks, drawn = 0.0, 0, 0
    for source in hostile_pictures(total):
        began = time.monotonic()
        picture = read_picture(source)
        slowest = max(slowest, time.monotonic() - began)
        if picture is not None:
            drawn += 1
            found = Image.open(io.BytesIO(picture.content))
            leaks += bool(found.getexif()) or GPS_TEXT in picture.content
            leaks += b"<script" in picture.content + picture.preview
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    state(
        15,
        f"{total} hostile images, {drawn} drawn anew",
        f"{leaks} leaks, {slowest:.1f} s at most, {memory:.0f} MB at most",
        "0, <= 10 s, <= 512 MB",
        leaks == 0 and slowest <= 11 and memory <= 512,
    )


@pytest.mark.parametrize(
    ("case", "headers", "age", "wanted"),
    [
        ("from another origin", {"Sec-Fetch-Site": "cross-site"}, 1, 403),
        ("without Referer and cookies", {"Sec-Fetch-Site": "same-origin"}, 1, 303),
        ("with Origin alone", {"Origin": "http://localhost"}, 1, 303),
        ("with a token 25 h old", {"Sec-Fetch-Site": "same-origin"}, 25, 422),
    ],
)
def test_where_forms_come_from(
    service: Service, clock: TestClock, state: State, case: str, headers: dict[str, str], age: int,
    wanted: int,
) -> None:  # fmt: skip
    client = build_app(service).test_client(use_cookies=False)
    shopper = Shopper(client=client, clock=clock, headers=headers)
    token = service.tokens.issue("contact")
    clock.turn(hours=age)
    answer = shopper.post("/desk/en/contact", CONTACT | {"token": token})
    kept = answer.status_code == 303 or "It should have come on Friday." in answer.text
    state(17, f"a form {case}", f"{answer.status_code}, text {'kept' if kept else 'LOST'}",
          f"{wanted}, text kept", answer.status_code == wanted and kept)  # fmt: skip


def test_return_addresses(
    service: Service, clock: TestClock, state: State, make_service: Callable[..., Service]
) -> None:
    shopper = Shopper(client=build_app(service).test_client(), clock=clock)
    away = 0
    targets = ("//evil.example", "\\\\evil.example", "javascript:alert(1)", "https://evil.example")
    for target in targets:
        for name in ("next", "url", "return_to", "continue"):
            answer = shopper.send(f"/desk/en/contact?{name}={target}", CONTACT | {name: target})
            away += not answer.headers["Location"].startswith("/desk/en/thanks/")
            clock.turn(minutes=11)
    state(18, f"{len(targets) * 4} return addresses", f"{away} lead away", "0", away == 0)
