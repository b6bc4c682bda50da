"""The command line as somebody types it, in an empty folder and with settings of its own."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from bot.cli import program
from tests.support.logbook import Logbook

Gege = Callable[..., Result]


@pytest.fixture(autouse=True)
def logging_as_before(logbook: Logbook) -> Iterator[None]:
    """A command sets up logging for its process; here the process goes on."""
    yield
    logbook.open()


@pytest.fixture
def gege(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gege:
    """Run `gege …`; output and standard error are kept apart."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(program, words, input=stdin, prog_name="gege")

    return run


class _BotApi(BaseHTTPRequestHandler):
    """Answers `true`, getMe with a bot, and under /nonsense with a page."""

    def do_POST(self) -> None:
        me = {"id": 1, "is_bot": True, "first_name": "Gege", "username": "gege_bot"}
        result = me if self.path.endswith("/getMe") else True
        body = json.dumps({"ok": True, "result": result}).encode()
        if self.path.startswith("/nonsense/"):
            body = b"<html>\n<h1>Log in to the hotel's network</h1>"
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def bot_api() -> Iterator[str]:
    """The address of a server that knows every token."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _BotApi) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
