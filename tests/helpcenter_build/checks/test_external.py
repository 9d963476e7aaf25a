import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from helpcenter_build.checks import external
from helpcenter_build.checks.external import Answer, ask_site, check_external, external_links
from helpcenter_build.checks.run import check_folder
from helpcenter_build.problems import Place
from tests.helpcenter_build.checks.copies import TODAY, change, copied


class Site(BaseHTTPRequestHandler):
    """A site of one page, one that has moved and others with moods."""

    asked: list[tuple[str, str]]

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path))
        status = {"/": 200, "/old": 301, "/busy": 429, "/broken": 500, "/no-head": 405}
        code = status.get(self.path, 404)
        if self.path == "/no-head" and self.command == "GET":
            code = 200
        self.send_response(code)
        if code == 301:
            self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815  # the name http.server wants

    def log_message(self, *args: object) -> None:
        """Nothing: the test's output is not the server's log."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external, "PAUSE_SECONDS", 0.0)


def links(*addresses: str) -> dict[str, Place]:
    return {
        address: Place(path=Path("article.md"), line=number)
        for number, address in enumerate(addresses, start=1)
    }


def test_dead_moved_and_silent_addresses_are_told_apart(site: str, tmp_path: Path) -> None:
    wanted = links(f"{site}/", f"{site}/gone", f"{site}/old", f"{site}/broken", f"{site}/no-head")
    problems = check_external(wanted, ask=ask_site, cache=tmp_path / "links.json")
    assert [(one.id, one.place.line, one.severity) for one in problems] == [
        ("dead-link", 2, "error"),
        ("moved-link", 3, "warning"),
        ("unreachable-link", 4, "warning"),
    ]
    assert problems[1].hint == f"Link to {site}/"
    assert ("GET", "/no-head") in Site.asked
    assert all(problem.hint for problem in problems)


def test_a_site_that_does_not_answer_is_a_warning(tmp_path: Path) -> None:
    wanted = links("http://127.0.0.1:9/")
    problems = check_external(wanted, ask=ask_site, cache=tmp_path / "links.json")
    assert [problem.id for problem in problems] == ["unreachable-link"]
    assert "could not be checked" in problems[0].message


def test_a_busy_site_is_left_in_peace(site: str, tmp_path: Path) -> None:
    wanted = links(f"{site}/busy", f"{site}/gone", f"{site}/")
    assert check_external(wanted, ask=ask_site, cache=tmp_path / "links.json") == []
    assert Site.asked == [("HEAD", "/busy")]


def test_good_answers_are_kept_for_a_week_and_bad_ones_asked_again(tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    asked = []

    def ask(address: str) -> Answer:
        asked.append(address)
        status = 404 if "gone" in address else 200
        return Answer(status=status, address=address, checked=external.today().isoformat())

    wanted = links("https://a.example.org/", "https://a.example.org/gone")
    for _ in range(2):
        problems = check_external(wanted, ask=ask, cache=cache)
        assert [problem.id for problem in problems] == ["dead-link"]
    assert asked == [*wanted, "https://a.example.org/gone"]
    entries = json.loads(cache.read_text(encoding="utf-8"))
    entries["https://a.example.org/"]["checked"] = "2020-01-01"
    cache.write_text(json.dumps(entries), encoding="utf-8")
    check_external(wanted, ask=ask, cache=cache)
    assert asked[3:] == [*wanted]


def test_links_of_articles_and_facts_are_collected_once(tmp_path: Path) -> None:
    content = copied(tmp_path)
    text = (
        "[One](https://europa.eu/a#part) [again](https://europa.eu/a) [own]"
        "(https://help.acorn.example/) [mail](mailto:x@europa.eu) [none](https://x.example/) "
    )
    change(content, {"file": "en/legal/terms.md", "replace": "See [how", "with": f"{text}See [how"})
    change(
        content,
        {"file": "shop.yml", "replace": "https://kzp.example/", "with": "https://kzp.bg/"},
    )
    tracking = {"replace": "econt.example/track/{number}", "with": "www.econt.com/?n={number}"}
    change(content, {"file": "shop.yml", **tracking})
    found = external_links(check_folder(content, today=TODAY).contents)
    assert {address: place.path.name for address, place in found.items()} == {
        "https://europa.eu/a": "terms.md",
        "https://kzp.bg/": "shop.yml",
        "https://www.econt.com/?n=1051234567890": "shop.yml",
    }
    assert all(place.line for place in found.values())
