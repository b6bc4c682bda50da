"""The pages in docs/ that are made from the program say what the program says."""

import pytest

from tests.docs.pages import FOLDER, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_the_program_says(name: str) -> None:
    """Whoever changes a message or a state sees on the page what people will see."""
    written = (FOLDER / name).read_text(encoding="utf-8")

    assert written == PAGES[name](), f"docs/{name} is out of date: run make docs"
