"""A bundle of the real facts and a few articles, written as the build writes it."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from helpcenter_build.bundle import BundleArticle, hole, write_release
from helpcenter_build.facts import Shop
from helpcenter_build.facts.read import read_shop
from helpcenter_build.search import Document, Passage, Vocabulary, write_index

CONTENT = Path(__file__).parents[2] / "content"

ARTICLES = {
    "delivery/track-your-order": ("Where is my order?", "Open the tracking page of the carrier."),
    "delivery/late-delivery": ("My parcel is late", "Wait three working days, then write to us."),
    "returns/how-to-return": ("How do I return an item?", "Send it back within thirty days."),
    "returns/refund-times": ("When do I get my refund?", "Within fourteen days of your notice."),
    "payment/payment-declined": ("My card was declined", "Ask your bank or try another card."),
    "problems/website-problem": ("The website does not work", "Tell us what happened."),
}


def read_facts() -> Shop:
    shop, problems = read_shop(CONTENT / "shop.yml")
    assert shop is not None, problems
    return shop


def write_small_bundle(folder: Path, shop: Shop | None = None) -> Path:
    shop = shop or read_facts()
    for locale, facts in shop.locales.items():
        prefix = "/" if locale == next(iter(shop.locales)) else f"/{locale}/"
        articles = [_article(key, prefix) for key in ARTICLES]
        (folder / locale).mkdir(parents=True)
        entries = json.dumps([asdict(article) for article in articles])
        (folder / locale / "articles.json").write_text(entries)
        (folder / locale / "shell.html").write_text(_shell(locale, facts.direction))
        documents = [_document(article) for article in articles]
        write_index(documents, locale, folder / locale / "search", vocabulary=Vocabulary())
    write_release(folder, shop, list(shop.locales), datetime(2026, 11, 21, tzinfo=UTC))
    return folder


def _article(key: str, prefix: str) -> BundleArticle:
    title, answer = ARTICLES[key]
    section = key.partition("/")[0]
    return BundleArticle(
        id=key,
        title=title,
        summary=answer,
        question=title,
        answer=answer,
        section=section,
        section_title=section.title(),
        url=f"{prefix}{key}/",
        topics=(),
        related=(),
        fallback=False,
    )


def _document(article: BundleArticle) -> Document:
    return Document(
        id=article.id,
        title=article.title,
        url=article.url,
        section=article.section,
        section_title=article.section_title,
        summary=article.summary,
        question=article.question,
        answer=article.answer,
        asked_as=(),
        topics=(),
        passages=(Passage(anchor="", title="", text=article.answer),),
    )


def _shell(locale: str, direction: str) -> str:
    return (
        f'<!doctype html><html lang="{locale}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{hole('title')}</title>{hole('head')}</head><body><nav><ul>"
        f"{hole('language-switch')}</ul></nav><main>{hole('content')}</main></body></html>"
    )
