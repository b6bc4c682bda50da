"""A community's own words: read beside the packaged ones, and refused by one clear sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import vocabulary
from bot.domain.intake import lexicon, understand
from bot.errors import SettingsError

LAMP = "竹林街那个亮壳子罢了工"
PATTERN = """[[patterns]]
class = "broken"
needs = "lamp_public"
find = ['罢了?工']
"""


@pytest.fixture(autouse=True)
def packaged() -> Iterator[None]:
    yield
    vocabulary.take(None)


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return path


def test_own_words_are_read_beside_the_packaged_ones(tmp_path: Path) -> None:
    """What a village calls a lamp, and how it says broken; the other words stay."""
    assert understand(LAMP).kind == "none"

    vocabulary.take(folder(tmp_path, words='[words]\nlamp_public = "亮壳子"\n', patterns=PATTERN))

    assert understand(LAMP).kind == "light"
    assert understand("3号楼路灯不亮了").kind == "light"


def test_lists_that_have_not_changed_are_not_read_again(tmp_path: Path) -> None:
    """A program that starts again takes the same words: reading them is most of its start."""
    vocabulary.take(folder(tmp_path, words='[words]\nlamp_public = "亮壳子"\n'))
    before = lexicon.lexicon()

    vocabulary.take(tmp_path)

    assert lexicon.lexicon() is before


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "there is no words.toml or patterns.toml in"),
        ({"words": "[words\n"}, "words.toml can't be read"),
        ({"words": '[words]\nlampp = "灯"\n'}, "'lampp' is no word class"),
        ({"words": "[words]\nlamp = 3\n"}, "lamp takes words parted by blanks"),
        ({"words": 'words = "灯"\n'}, "takes [words] and lines like"),
        ({"patterns": "[[patterns]]\nclass = 'gone'\n"}, "takes class, needs and a list to find"),
        ({"patterns": PATTERN.replace("lamp_public", "lampp")}, "'lampp' is no word class"),
        ({"patterns": PATTERN.replace("罢了?工", "(罢+)+工")}, "repeats must be bounded"),
        ({"patterns": PATTERN.replace("罢了?工", "(罢")}, "is no regular expression"),
        ({"patterns": f"{PATTERN}marks = 3\n"}, "takes characters as marks"),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, files: dict[str, str], says: str) -> None:
    """It names the file and what is wrong with it; the words in use stay as they were."""
    with pytest.raises(SettingsError, match="GEGE_WORDS") as refused:
        vocabulary.take(folder(tmp_path, **files))

    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert understand("3号楼路灯不亮了").kind == "light"
