"""Asks the bot on this machine whether it is well, as LISTEN says; exits 1 where it is not."""  # noqa: INP001 - a script

import sys
from http.client import HTTPConnection, HTTPException

from bot.settings import load

PATIENCE_SECONDS = 4.0
EVERYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not bound


def is_well() -> bool:
    """Return whether `/healthz` answers 200."""
    listen = load().listen
    host = EVERYWHERE.get(listen.host, listen.host)
    connection = HTTPConnection(host, listen.port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not is_well())
