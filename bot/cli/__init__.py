"""The command line: `gege COMMAND`, each command in a module that is read when it is called."""

import sqlite3
import sys
from importlib import import_module

import click

from bot.errors import OperatorError, Refusal

COMMANDS = {
    "demo": "bot.cli.demo:demo",
    "run": "bot.cli.serving:run",
    "sandbox": "bot.cli.serving:sandbox",
    "db": "bot.cli.db:db",
    "import": "bot.cli.importing:import_",
    "export": "bot.cli.exporting:export",
    "understand": "bot.cli.understanding:understand",
    "check": "bot.cli.checking:check",
    "wipe": "bot.cli.wiping:wipe",
    "coverage": "bot.cli.coverage:coverage",
    "invite": "bot.cli.inviting:invite",
    "suspend": "bot.cli.suspending:suspend",
    "calendar": "bot.cli.planning:calendar",
    "move": "bot.cli.moving:move",
    "explain": "bot.cli.explaining:explain",
}


class No(click.ClickException):
    """Said no: one line on standard error, exit 1."""

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


class Program(click.Group):
    """Commands that cost nothing until they are called, and errors that are one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OperatorError as error:
            raise No(str(error)) from None
        except Refusal as refusal:
            raise No(_words(refusal)) from None
        except OSError as error:
            raise No(_why(error)) from None
        except Exception as error:
            if _is_unusable(error):
                raise No(f"the database can't be used: {_first_line(error)}") from None
            raise


@click.group(cls=Program)
def program() -> None:
    """格格 Gege: one message in the residents' group is enough."""


def main() -> None:
    """Run the command line; what the console script calls."""
    program(prog_name="gege")


def _words(refusal: Refusal) -> str:
    from bot.texts import get_words  # noqa: PLC0415 only a refusal needs words

    return get_words("zh").plain(refusal.key, **refusal.params)


def _why(error: OSError) -> str:
    """Say what the system says, and of which file."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def _is_unusable(error: Exception) -> bool:
    """Whether the database is away, locked, damaged, or none at all."""
    origin = getattr(error, "orig", error)
    if type(origin) is sqlite3.DatabaseError:  # its children are faults of ours, or mean "away"
        return True
    if "sqlalchemy" not in sys.modules:
        return False
    from bot.storage.database import is_away  # noqa: PLC0415 commands without a database never load it

    return is_away(error)


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", error)).strip().splitlines()[0]
