"""What stays readable without network, and that nothing stays longer than its release."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.helpcenter_build.output.visits import LATE, REGISTER, RETURN, TRACK, Visit
from tests.tools.chromium import PageOpener
from tests.tools.folder_server import serve_folder
from tests.tools.small_site import build_small, copy_small, replaced


def release_of(site: Path) -> str:
    found = re.search(r"const RELEASE = (\{.*\});", (site / "sw.js").read_text())
    assert found
    return str(json.loads(found[1])["id"])


def notice(page: Page) -> str:
    return page.locator("main > .hc-incidents [role=status]").inner_text()


def test_a_reader_who_only_looks_pays_for_no_copies(
    small_site: Path, open_page: PageOpener
) -> None:
    with serve_folder(small_site) as url:
        page = open_page(f"{url}/{LATE}")
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.clock.install()
        page.reload()
        page.clock.run_for(60_000)
        assert len(asked) <= 5, asked
        assert (
            page.evaluate("navigator.serviceWorker.getRegistrations().then((r) => r.length)") == 0
        )
        page.mouse.wheel(0, 100)
        page.clock.run_for(10_000)
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def test_a_visited_article_is_there_without_network_and_says_it_is_a_copy(visit: Visit) -> None:
    visit.lose_network()
    visit.read(LATE)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("My parcel is late")
    assert re.match(r"You read a copy kept on your device on \d+ \w+ \d{4}", notice(visit.page))
    visit.read("")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("How can we help?")


def test_online_nothing_says_that_the_page_is_a_copy(visit: Visit) -> None:
    visit.read(TRACK)
    visit.wait_for(lambda: f"/{TRACK}" in visit.visited())  # copies are made beside the reading
    visit.read(LATE)
    expect(visit.page.locator(".hc-incidents [role=status]")).to_have_count(0)
    visit.wait_for(lambda: visit.visited()[-1:] == [f"/{LATE}"])
    assert f"/{TRACK}" in visit.visited()


def test_a_page_never_visited_gives_way_to_what_there_is(visit: Visit) -> None:
    visit.lose_network()
    visit.read(f"{RETURN}?from=mail")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("You are offline")
    expect(visit.page.get_by_role("link", name="My parcel is late")).to_have_attribute(
        "href", f"/{LATE}"
    )
    main = visit.page.locator("main")
    expect(main.locator("a[href^='tel:']")).to_be_visible()
    expect(main.get_by_text(re.compile("^(Open until|Closed, opens)"))).to_be_visible()
    expect(main.get_by_text("The search works, too")).to_be_hidden()


@pytest.mark.parametrize(
    ("locale", "title"),
    [
        ("bg", "Нямате връзка с интернет"),
        ("ru", "Нет подключения к интернету"),
        ("ar", "أنت غير متصل بالإنترنت"),
    ],
)
def test_the_offline_page_speaks_the_readers_language(
    visit: Visit, locale: str, title: str
) -> None:
    visit.read(f"{locale}/{LATE}")
    visit.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.unregister())")
    visit.read(f"{locale}/{LATE}")
    visit.page.evaluate(REGISTER)
    visit.wait_for(lambda: any(f"/{locale}/offline.html" in p for p in visit.kept().values()))
    visit.lose_network()
    visit.read(f"{locale}/{RETURN}")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)


def test_pages_of_the_service_are_never_kept(visit: Visit) -> None:
    form = visit.folder / "desk" / "en" / "contact" / "index.html"
    form.parent.mkdir(parents=True)
    shutil.copy(visit.folder / "index.html", form)
    visit.read("desk/en/contact/")
    visit.read(TRACK)
    visit.wait_for(lambda: f"/{TRACK}" in visit.visited())
    assert not any("/desk/" in path for paths in visit.kept().values() for path in paths)
    visit.lose_network()
    visit.read("desk/en/contact/")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("You are offline")


def test_a_slow_network_leads_to_the_copy_and_brings_it_up_to_date(visit: Visit) -> None:
    replaced(visit.folder / LATE / "index.html", "My parcel is late", "My parcel is very late")
    visit.line.seconds = 4
    visit.read(LATE)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("My parcel is late")
    assert "copy" in notice(visit.page)
    visit.page.wait_for_timeout(2500)
    visit.lose_network()
    visit.read(LATE)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("My parcel is very late")


def test_only_the_last_sixty_pages_are_kept(visit: Visit) -> None:
    for number in range(65):
        (visit.folder / f"page-{number}").mkdir()
        shutil.copy(visit.folder / LATE / "index.html", visit.folder / f"page-{number}")
    for number in range(65):
        visit.page.goto(f"{visit.url}/page-{number}/", wait_until="commit")
        visit.wait_for(lambda number=number: f"/page-{number}/" in visit.visited())
    assert visit.visited() == [f"/page-{number}/" for number in range(5, 65)]


def test_a_new_release_replaces_everything_the_old_one_kept(visit: Visit, tmp_path: Path) -> None:
    old = release_of(visit.folder)
    work = tmp_path / "work"
    work.mkdir()
    copy_small(work)
    replaced(
        work / "content/en/delivery/late-delivery.md", "title: My parcel is late",
        "title: My parcel is overdue",
    )  # fmt: skip
    new = build_small(work)
    shutil.rmtree(visit.folder)
    shutil.copytree(new, visit.folder)

    visit.read("")
    visit.wait_for(lambda: not any(old in name for name in visit.kept()))
    visit.wait_for(lambda: f"/{LATE}" in visit.visited())
    assert {name.rpartition("-")[2] for name in visit.kept() if "assets" not in name} == {
        release_of(new)
    }
    visit.lose_network()
    visit.read(LATE)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("My parcel is overdue")


def test_the_same_content_is_the_same_release(small_site: Path, tmp_path: Path) -> None:
    assert release_of(build_small(tmp_path)) == release_of(small_site)


def test_pages_of_a_preview_start_no_worker(tmp_path: Path) -> None:
    from helpcenter_build.building.build import Stage, build_locale

    copy_small(tmp_path)
    stage = Stage(site=tmp_path / "site", bundle=tmp_path / "bundle")
    build_locale(tmp_path / "mkdocs.yml", "bg", stage, is_preview=True)
    page = (stage.site / "index.html").read_text()
    assert "hc.js" in page
    assert "data-worker" not in page
