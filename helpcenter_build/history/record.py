"""What of an article goes into a recorded version: its words with the facts of the day."""

from __future__ import annotations

import datetime as dt
import re

from helpcenter_build.content.articles import Article
from helpcenter_build.facts import Shop
from helpcenter_build.history.versions import Version
from helpcenter_build.templating.render import article_environment, render_text

_WIDGET = re.compile(r"^[ \t]*\{\{\s*widget\([^)]*\)\s*\}\}[ \t]*\n+", re.MULTILINE)


def recorded(article: Article, shop: Shop, day: dt.date, *, note: str = "") -> Version:
    """The article as a version valid from `day`; FactError when a fact in it is unknown.

    Widgets are left out: they are tools of the page, which know the rules of today only.
    """
    text = render_text(article_environment(shop, article.locale), _WIDGET.sub("", article.body))
    return Version(
        article_id=article.id,
        locale=article.locale,
        valid_from=day,
        title=article.front.title,
        text=text.strip("\n") + "\n",
        note=note,
    )
