"""What is true of every page of the product: `inspect_html` returns what is not, in sentences."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
NAMELESS_INPUTS = {"hidden", "submit", "reset", "button", "image"}
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for", "list")
SCRIPT_TYPES = {"", "module", "text/javascript", "application/javascript", "importmap"}
FETCHED = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src",
    "audio": "src", "embed": "src", "object": "data", "form": "action",
}  # fmt: skip
FETCHED_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "modulepreload",
    "manifest",
}


def inspect_html(
    text: str, *, policy: str = "", own_hosts: Sequence[str] = (), title_is_h1: bool = True
) -> list[str]:
    """Problems of a page; `policy` is the Content-Security-Policy its server sends, if any.

    `own_hosts` may be named in absolute addresses of what the page loads; nobody else may.
    """
    soup = BeautifulSoup(text, "html.parser")
    for template in soup.find_all("template"):
        template.decompose()  # no part of the page until a script puts it there
    for template in soup.find_all("template"):  # no part of the page until a script inserts it
        template.decompose()
    problems = [*_language(soup), *_ids(soup), *_references(soup), *_controls(soup)]
    problems += [*_images(soup), *_inline_code(soup, policy), *_strangers(soup, own_hosts)]
    if title_is_h1:
        problems += _heading(soup)
    return problems


def _words(tag: Tag | None) -> str:
    """A tag's text without permalinks and without what stands in a control."""
    strings = tag.strings if tag else ()
    kept = [s for s in strings if not any(_is_apart(p) for p in s.parents if p is not tag)]
    return " ".join("".join(kept).split())


def _is_apart(tag: Tag) -> bool:
    return tag.name in {"select", "textarea"} or "headerlink" in _classes(tag)


def _classes(tag: Tag) -> list[str]:
    return list(tag.get_attribute_list("class")) if tag.attrs else []


def _attribute(tag: Tag, name: str) -> str:
    return str(tag.get(name) or "").strip()


def _show(tag: Tag) -> str:
    """The tag's opening, shortened, to find it by."""
    opening = str(tag).partition(">")[0]
    return (opening if len(opening) < 120 else opening[:117] + "...") + ">"


def _heading(soup: BeautifulSoup) -> Iterator[str]:
    # Material's list of search results, made while the reader types, has headings of its own.
    headings = soup.select("h1:not(.md-search-result h1)")
    title = _words(soup.title)
    if len(headings) != 1:
        yield f"{len(headings)} h1 elements, one is right: {[_words(h) for h in headings]}"
        return
    heading = _words(headings[0])
    if not heading:
        yield "the h1 is empty"
    # A page with an error summary puts "Error: ", in the reader's language, before its title.
    shows_errors = soup.select_one("[class*=error-summary]") is not None
    expected = title.partition(": ")[2] if shows_errors else title
    if not expected.startswith(heading):
        yield f"the title {title!r} does not begin with the h1 {heading!r}"


def _language(soup: BeautifulSoup) -> Iterator[str]:
    html = soup.html
    if html is None:
        yield "no html element"
        return
    language, direction = _attribute(html, "lang"), _attribute(html, "dir")
    if not language:
        yield "html has no lang"
    right = "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    if direction != right:
        yield f"html has dir={direction!r}, {right!r} is right for lang={language!r}"


def _ids(soup: BeautifulSoup) -> Iterator[str]:
    counts = Counter(_attribute(tag, "id") for tag in soup.find_all(id=True))
    for name, count in counts.items():
        if count > 1:
            yield f"id {name!r} is used {count} times"


def _references(soup: BeautifulSoup) -> Iterator[str]:
    ids = {_attribute(tag, "id") for tag in soup.find_all(id=True)}
    for name in REFERENCES:
        for tag in soup.find_all(attrs={name: True}):
            for target in _attribute(tag, name).split():
                if target not in ids:
                    yield f"{name} names {target!r}, which is not on the page: {_show(tag)}"
    for tag in soup.find_all("a", href=re.compile(r"^#.")):
        if unquote(_attribute(tag, "href")[1:]) not in ids:
            yield f"a link to an anchor that is not on the page: {_show(tag)}"


def _controls(soup: BeautifulSoup) -> Iterator[str]:
    labelled = {
        _attribute(label, "for")
        for label in soup.find_all("label")
        if _words(label) or _attribute(label, "aria-label") or _attribute(label, "title")
    }
    for tag in soup.find_all(["input", "select", "textarea"]):
        if tag.has_attr("hidden"):
            continue  # nobody meets it
        if tag.name == "input" and _attribute(tag, "type") in NAMELESS_INPUTS:
            continue
        has_label = _attribute(tag, "id") in labelled or _words(tag.find_parent("label"))
        if not (has_label or _has_name(tag)):
            yield f"a control without a label: {_show(tag)}"
    for tag in soup.find_all(["button", "a"]):
        is_link = tag.name == "a" and not tag.has_attr("href")
        if not is_link and not (_words(tag) or _has_name(tag) or _picture_words(tag)):
            yield f"nothing to read out for {_show(tag)}"
    for tag in soup.select("[role=dialog], [role=alertdialog], dialog"):
        if not _has_name(tag):
            yield f"a dialog without a name: {_show(tag)}"


def _has_name(tag: Tag) -> bool:
    return any(_attribute(tag, name) for name in ("aria-label", "aria-labelledby", "title"))


def _picture_words(tag: Tag) -> str:
    pictures = [_attribute(image, "alt") for image in tag.find_all("img")]
    pictures += [_words(title) for title in tag.select("svg title")]
    return " ".join(pictures).strip()


def _images(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all("img", alt=False):
        yield f"an image without alt: {_show(tag)}"


def _inline_code(soup: BeautifulSoup, policy: str) -> Iterator[str]:
    allowed = policy + " ".join(
        _attribute(tag, "content")
        for tag in soup.find_all("meta", attrs={"http-equiv": re.compile("(?i)^content-security")})
    )
    for tag in soup.find_all(["script", "style"]):
        is_code = tag.name == "style" or _attribute(tag, "type").lower() in SCRIPT_TYPES
        if is_code and not tag.has_attr("src") and _hash_of(tag) not in allowed:
            yield f"inline code the Content-Security-Policy does not name: {_show(tag)}"
    for tag in soup.find_all(True):
        for name in tag.attrs:
            # An empty style is what the browser's driver leaves behind by taking a picture.
            if name.startswith("on") or (name == "style" and _attribute(tag, name)):
                yield f"an inline {name}: {_show(tag)}"
        if _attribute(tag, "href").lower().startswith("javascript:"):
            yield f"a javascript: address: {_show(tag)}"


def _hash_of(tag: Tag) -> str:
    digest = hashlib.sha256("".join(map(str, tag.contents)).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _strangers(soup: BeautifulSoup, own_hosts: Sequence[str]) -> Iterator[str]:
    addresses = [
        (tag, _attribute(tag, FETCHED[tag.name])) for tag in soup.find_all(list(FETCHED))
    ] + [
        (tag, _attribute(tag, "href"))
        for tag in soup.find_all("link")
        if FETCHED_LINKS & set(tag.get_attribute_list("rel"))
    ]
    for tag, address in addresses:
        if (host := urlsplit(address).netloc) and host not in own_hosts:
            yield f"the page loads from {host}: {_show(tag)}"
