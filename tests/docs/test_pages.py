"""The pages in docs/ that are made from the program say what the program says."""

import pytest

from tests.docs.messages import SECTIONS
from tests.docs.pages import FOLDER, PAGES
from tests.docs.samples import View, view_name, views


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_the_program_says(name: str) -> None:
    """Whoever changes a message or a state sees on the page what people will see."""
    written = (FOLDER / name).read_text(encoding="utf-8")

    assert written == PAGES[name](), f"docs/{name} is out of date: run make docs"


@pytest.mark.parametrize("view", [*views()], ids=view_name)
def test_every_message_has_an_example(view: View) -> None:
    """A new message takes a sample in tests/docs, under those who read it."""
    shown = {sample.view for section in SECTIONS for sample in section.samples}

    assert view in shown, f"{view_name(view)} has no sample in tests/docs/"
