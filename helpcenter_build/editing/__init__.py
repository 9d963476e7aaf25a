"""Commands for content editors: new, rename, new-locale, translations, archive."""
