"""The theme: templates, tables and widgets of articles, styles and scripts."""

from pathlib import Path

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER / "templates"
ASSETS = FOLDER / "assets"
FONTS = FOLDER / "fonts"
WORKER = FOLDER / "worker"
