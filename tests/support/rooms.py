"""Checks the plan of the house in pyproject.toml: which room imports which, and which library."""

from collections.abc import Iterator, Mapping, Sequence

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output
from importlinter.domain.fields import Field, ValidationError

HOUSE = "bot"
ALL_ROOMS = "*"
SANDBOX = "sandbox"  # "*" leaves it out: whoever starts it names it

Table = Mapping[str, Sequence[str]]


class TableField(Field[Table]):
    """A TOML table of lists."""

    def parse(self, raw_data: object) -> Table:
        if not isinstance(raw_data, dict):
            raise ValidationError("Expected a table of lists.")
        return raw_data


class _Plan(Contract):
    """A contract that names every import it refuses.

    import-linter's own contracts fail when a module they name does not exist; a plan may be
    written before the rooms are built.
    """

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 import-linter's signature
        refused = [
            _at(graph, importer, imported)
            for importer in sorted(graph.modules)
            if importer.startswith(f"{HOUSE}.")
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self.refuses(importer, imported)
        ]
        problems = [*self.gaps(graph), *refused]
        return ContractCheck(kept=not problems, metadata={"problems": problems})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for problem in check.metadata["problems"]:
            output.print_error(problem, bold=False)

    def refuses(self, importer: str, imported: str) -> bool:
        raise NotImplementedError

    def gaps(self, graph: ImportGraph) -> Iterator[str]:
        """Say what the table itself leaves open."""
        yield from ()


class Rooms(_Plan):
    """A room imports itself and the rooms that the table grants it."""

    rooms: Table = TableField()  # type: ignore[assignment]  # import-linter replaces the field by its value

    def refuses(self, importer: str, imported: str) -> bool:
        room, other = _room(importer), _room(imported)
        if other in ("", room) or room not in self.rooms:
            return False
        granted = self.rooms[room]
        return other not in granted and (other == SANDBOX or ALL_ROOMS not in granted)

    def gaps(self, graph: ImportGraph) -> Iterator[str]:
        built = {_room(module) for module in graph.modules} - {""}
        for room in sorted(built - self.rooms.keys()):
            yield f"- {HOUSE}.{room} is a room that the table in pyproject.toml does not know"


class Libraries(_Plan):
    """A library of the table is imported only by the modules that stand beside it."""

    libraries: Table = TableField()  # type: ignore[assignment]  # import-linter replaces the field by its value

    def refuses(self, importer: str, imported: str) -> bool:
        library = imported.partition(".")[0]
        if library not in self.libraries:
            return False
        homes = (f"{HOUSE}.{home}." for home in self.libraries[library])
        return not f"{importer}.".startswith(tuple(homes))


def _room(module: str) -> str:
    """Return the room of one of our modules, "" for the front door `bot` and for libraries."""
    house, _, inside = module.partition(".")
    return inside.partition(".")[0] if house == HOUSE else ""


def _at(graph: ImportGraph, importer: str, imported: str) -> str:
    details = graph.get_import_details(importer=importer, imported=imported)
    lines = ", ".join(str(detail["line_number"]) for detail in details)
    return f"- {importer} -> {imported} (l.{lines})"
