"""Links to other sites, asked politely: one request a host and second, answers kept for a week."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from helpcenter_build.checks.content import Content
from helpcenter_build.checks.links import links_of
from helpcenter_build.content.files import read_text
from helpcenter_build.problems import Place, Problem

KEPT_DAYS = 7
PAUSE_SECONDS = 1.0
TIMEOUT_SECONDS = 15.0
HOSTS_AT_ONCE = 4
RESERVED = (".example", ".test", ".invalid", "example.com", "example.org", "example.net")
"""Names that lead nowhere by definition (RFC 2606)."""
ADDRESS = re.compile(r"https?://(?:\{number\}|[^\s\"',{}])+")
GONE = {404, 410}
NOT_BY_HEAD = {403, 405, 501}
BUSY = {429, 503}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site said: a status (0: nothing), where it really led, and when (ISO 8601)."""

    status: int
    address: str
    checked: str
    said: str = ""


Ask = Callable[[str], Answer]


def external_links(contents: Iterable[Content]) -> dict[str, Place]:
    """Every address outside the help center, with the first place that links there."""
    found: dict[str, Place] = {}
    for content in contents:
        own = content.site.addresses.root
        for link in (link for article in content.own for link in links_of(article)):
            if link.target.startswith(("http://", "https://")) and not link.target.startswith(own):
                found.setdefault(link.target.partition("#")[0], link.place)
        if content.is_source:
            for address, place in _addresses_of_facts(content):
                found.setdefault(address, place)
    return {address: place for address, place in found.items() if not _is_reserved(address)}


def _addresses_of_facts(content: Content) -> Iterator[tuple[str, Place]]:
    """The facts' web addresses; a tracking page is asked for the example of its numbers."""
    path = content.facts_path
    examples = {one.tracking_url: one.number_example for one in content.shop.carriers.values()}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        for address in ADDRESS.findall(line.partition(" # ")[0]):
            asked = address.replace("{number}", examples.get(address, ""))
            yield asked, Place(path=path, line=number)


def _is_reserved(address: str) -> bool:
    """A host that leads nowhere, or an account named after one (facebook.com/shop.example)."""
    parts = urlsplit(address)
    return f".{parts.hostname or ''}".endswith(RESERVED) or parts.path.endswith(RESERVED)


def check_external(links: dict[str, Place], *, ask: Ask, cache: Path) -> list[Problem]:
    """Dead, unreachable and moved addresses; good answers younger than a week are believed."""
    fresh = {address: one for address, one in _read_cache(cache).items() if _is_fresh(one)}
    answers = {**fresh, **_ask_all([one for one in links if one not in fresh], ask)}
    cache.parent.mkdir(parents=True, exist_ok=True)
    kept = {address: asdict(answer) for address, answer in sorted(answers.items())}
    cache.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return [
        problem
        for address, place in links.items()
        for problem in _problems(address, answers[address], place)
    ]


def today() -> dt.date:
    """The day on which sites are asked (UTC)."""
    return dt.datetime.now(dt.UTC).date()


def _is_fresh(answer: Answer) -> bool:
    age = (today() - dt.date.fromisoformat(answer.checked)).days
    return answer.status == 200 and age < KEPT_DAYS


def _ask_all(addresses: list[str], ask: Ask) -> dict[str, Answer]:
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc].append(address)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        answered = pool.map(lambda one: _ask_host(one, ask), hosts.values())
        return {address: answer for answers in answered for address, answer in answers}


def _ask_host(addresses: list[str], ask: Ask) -> list[tuple[str, Answer]]:
    """One after the other; a host that is busy is left in peace."""
    answers: list[tuple[str, Answer]] = []
    for number, address in enumerate(addresses):
        if number:
            time.sleep(PAUSE_SECONDS)
        answer = ask(address)
        answers.append((address, answer))
        if answer.status in BUSY:
            return answers + [(other, answer) for other in addresses[number + 1 :]]
    return answers


def ask_site(address: str) -> Answer:
    """Ask with HEAD and, where that is not allowed, with GET."""
    answer = _request(address, "HEAD")
    return _request(address, "GET") if answer.status in NOT_BY_HEAD else answer


def _request(address: str, method: str) -> Answer:
    agent = "helpcenter-check (link check of a help center; once a week)"
    request = urllib.request.Request(  # noqa: S310  # only http and https get here
        address, method=method, headers={"User-Agent": agent, "Accept": "*/*"}
    )
    checked = today().isoformat()
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            return Answer(status=response.status, address=response.url, checked=checked)
    except urllib.error.HTTPError as error:
        error.close()
        return Answer(status=error.code, address=error.url, checked=checked)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(status=0, address=address, checked=checked, said=str(error))


def _problems(address: str, answer: Answer, place: Place) -> Iterator[Problem]:
    if answer.status in GONE:
        message = f"{address} does not exist any more ({answer.status})."
        hint = "Link to what replaced it, or take the link out."
        yield Problem(id="dead-link", place=place, message=message, hint=hint)
    elif answer.status not in BUSY and not 200 <= answer.status < 300:
        said = answer.said or f"status {answer.status}"
        message = f"{address} could not be checked: {said}."
        yield _warning("unreachable-link", place, message, "Open it in a browser.")
    elif 200 <= answer.status < 300 and answer.address.rstrip("/") != address.rstrip("/"):
        message = f"{address} has moved."
        yield _warning("moved-link", place, message, f"Link to {answer.address}")


def _warning(id: str, place: Place, message: str, hint: str) -> Problem:
    return Problem(id=id, place=place, message=message, hint=hint, severity="warning")


def _read_cache(path: Path) -> dict[str, Answer]:
    if not path.is_file():
        return {}
    entries = json.loads(path.read_text(encoding="utf-8"))
    return {address: Answer(**answer) for address, answer in entries.items()}
