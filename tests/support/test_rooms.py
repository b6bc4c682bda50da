"""The plan of the house is kept: each import below is allowed or refused for a reason."""

import pytest
from grimp import ImportGraph

from tests.support.rooms import Libraries, Rooms

ROOMS = {
    "cli": ["*", "sandbox"],
    "app": ["*"],
    "handlers": ["services"],
    "services": [],
    "sandbox": [],
}
LIBRARIES = {"aiogram": ["handlers", "services.fsm"]}


def graph_of(importer: str, imported: str) -> ImportGraph:
    graph = ImportGraph()
    graph.add_import(importer=importer, imported=imported, line_number=7, line_contents="import it")
    return graph


@pytest.mark.parametrize(
    ("importer", "imported", "kept"),
    [
        pytest.param("bot.handlers.cases", "bot.services.cases", True, id="granted by the table"),
        pytest.param("bot.handlers.cases", "bot.handlers.say", True, id="the own room"),
        pytest.param("bot.services.cases", "bot.handlers.cases", False, id="the wrong way round"),
        pytest.param("bot.app", "bot.services.cases", True, id="the root imports all of ours"),
        pytest.param("bot.app", "bot.sandbox.server", False, id="but the sandbox is not ours"),
        pytest.param("bot.cli", "bot.sandbox.server", True, id="whoever starts it names it"),
        pytest.param(
            "bot.sandbox.server", "bot.services.cases", False, id="nor are we the sandbox's"
        ),
        pytest.param("bot.services.cases", "json", True, id="libraries are another contract"),
        pytest.param("bot.attic.box", "json", False, id="a room that the table does not know"),
    ],
)
def test_a_room_imports_only_what_the_table_grants(
    importer: str, imported: str, *, kept: bool
) -> None:
    """Whatever the table does not grant is refused, rooms that are not built yet are no error."""
    contract = Rooms("rooms", {}, {"rooms": ROOMS})

    check = contract.check(graph_of(importer, imported), verbose=False)

    assert check.kept is kept


@pytest.mark.parametrize(
    ("importer", "imported", "kept"),
    [
        pytest.param("bot.handlers.cases", "aiogram", True, id="at home in the room"),
        pytest.param("bot.services.fsm", "aiogram.types", True, id="at home in this module"),
        pytest.param("bot.services.fsmore", "aiogram", False, id="a name that only begins alike"),
        pytest.param("bot.services.cases", "aiogram", False, id="not at home"),
        pytest.param("bot.services.cases", "json", True, id="not in the table: free"),
    ],
)
def test_a_library_stays_in_its_rooms(importer: str, imported: str, *, kept: bool) -> None:
    """A library of the table is imported nowhere else; the message names file and line."""
    contract = Libraries("libraries", {}, {"libraries": LIBRARIES})

    check = contract.check(graph_of(importer, imported), verbose=False)

    assert check.kept is kept
    assert kept or check.metadata["problems"] == [f"- {importer} -> {imported} (l.7)"]
