"""Writes the made pages: `make docs`."""

from tests.docs.pages import FOLDER, PAGES

for name, page in PAGES.items():
    (FOLDER / name).write_text(page(), encoding="utf-8")
