"""Every command: what it prints, how it says no, and with which exit code."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.demo.children import HOUSE
from bot.storage.migrate import upgrade
from tests.cli.conftest import Gege

GRIDS = "code,name,level,parent\nT,某镇,town,\nM,一号楼,micro,T\n"


@pytest.fixture
def migrated(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEGE_DATABASE_URL", database_url)


def file(name: str, text: str, encoding: str = "utf-8") -> str:
    Path(name).write_text(text, encoding=encoding)
    return name


@pytest.mark.usefixtures("migrated")
def test_import_tells_what_became_of_the_rows(gege: Gege) -> None:
    """The encoding it was read in, and how many rows were added, changed and left."""
    first = gege("import", "grids", file("grids.csv", GRIDS, "gb18030"))
    again = gege("import", "grids", file("grids.csv", GRIDS.replace("一号楼", "二号楼")))

    assert first.exit_code == again.exit_code == 0
    assert first.stdout == "read as GB18030\n2 added, 0 changed, 0 unchanged\n"
    assert again.stdout == "read as UTF-8\n0 added, 1 changed, 1 unchanged\n"


@pytest.mark.usefixtures("migrated")
def test_import_tells_what_pruning_would_remove(gege: Gege) -> None:
    """Absent rows are counted; a dry run names them and what goes with them, then they go."""
    gege("import", "grids", file("grids.csv", GRIDS))
    groups = file("chats.csv", "chat_id,grid,audience\n-1,M,staff\n-2,M,staff\n")
    assert "2 groups are told what the bot hears there" in gege("import", "chats", groups).stdout
    file("town.csv", "code,name,level,parent\nT,某镇,town,\n")
    with_it = "M 一号楼 (with it: chat bindings 2)"

    kept = gege("import", "grids", "town.csv")
    dry = gege("import", "grids", "town.csv", "--prune", "--dry-run")
    real = gege("import", "grids", "town.csv", "--prune")

    assert "1 not in the file stay; --prune would remove them" in kept.stdout
    assert f"would be pruned: {with_it}\ndry run, nothing stored: 0 added" in dry.stdout
    assert f"\npruned: {with_it}\n" in real.stdout
    assert "not in the file" not in gege("import", "grids", "town.csv").stdout


@pytest.mark.usefixtures("migrated")
def test_invite_writes_a_link_for_each(
    gege: Gege, bot_api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row for each appointment without an account, for each node without a group; the newest counts."""
    monkeypatch.setenv("GEGE_BOT_TOKEN", "1:x")
    monkeypatch.setenv("GEGE_API_URL", bot_api)
    gege("import", "grids", file("grids.csv", GRIDS))
    staff = "user_id,name,grid,role,phone\n,某人,M,worker,139\n7,别人,M,worker,\n"
    gege("import", "staff", file("staff.csv", staff))

    people = gege("invite", "--staff", "-o", "people.csv")
    groups = gege("invite", "--groups", "--grid", "M", "-o", "groups.json")
    again = gege("invite", "--groups", "-o", "groups.xlsx")

    assert people.stdout == "1 links, each for one use within 7 days\n"
    header, row = Path("people.csv").read_text("utf-8-sig").splitlines()
    assert header == "name,grid,grid_name,role,title,unit,phone,link,valid_until"
    assert row.startswith("某人,M,一号楼,worker,,,139,https://t.me/gege_bot?start=join_")
    (group,) = json.loads(Path("groups.json").read_text("utf-8"))
    assert group["link"].startswith("https://t.me/gege_bot?startgroup=bind_")
    assert (group["grid"], group["audience"]) == ("M", "residents")
    assert groups.exit_code == 0
    assert again.stdout.endswith(
        "1 earlier links of the same nodes without a group count no longer\n"
    )
    assert Path("groups.xlsx").stat().st_mode & 0o077 == 0
    nowhere = gege("invite", "--staff", "--grid", "X", "-o", "x.csv")
    assert (nowhere.exit_code, nowhere.stderr) == (1, "there is no grid with the code 'X'\n")


@pytest.mark.usefixtures("migrated")
def test_coverage_counts_by_town_and_names_in_a_file(gege: Gege) -> None:
    """Figures on the screen, every hole in the file; a unit sees its own people."""
    assert gege("coverage").stdout == "nothing is missing\n"
    gege("import", "grids", file("grids.csv", GRIDS))
    staff = "user_id,name,grid,role,unit\n7,某人,M,worker,一小\n8,别人,T,instructor,\n"
    gege("import", "staff", file("staff.csv", staff))

    told = gege("coverage", "-o", "holes.csv").stdout
    of_unit = gege("coverage", "--unit", "一小").stdout

    counts = "no_instructor 1, no_group 1, not_started 2, no_grid 1"
    assert told == f"某镇: {counts}\nall: {counts}\n"
    rows = Path("holes.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "gap,town,grid,grid_name,level,user_id,name,role,unit"
    assert "not_started,某镇,M,一号楼,micro,7,某人,worker,一小" in rows
    assert "nobody is of the unit '二小'" in gege("coverage", "--unit", "二小").stderr
    assert of_unit.endswith("all: no_instructor 1, no_group 1, not_started 1\n")
    assert gege("coverage", "-o", "holes.pdf").exit_code == 2


@pytest.mark.usefixtures("migrated")
def test_calendar_prints_a_year(gege: Gege, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line a reminder, with why and to how many; moved ones say from where."""
    gege("import", "grids", file("grids.csv", GRIDS))
    chats = "chat_id,grid,audience\n-1,M,residents\n-2,M,residents\n-3,T,business\n-4,T,staff\n"
    gege("import", "chats", file("chats.csv", chats))

    told = gege("calendar", "--year", "2026").stdout.splitlines()
    below = gege("calendar", "--year", "2026", "--grid", "M").stdout
    monkeypatch.setenv("GEGE_LOCALE", "en")
    in_english = gege("calendar", "--year", "2026").stdout

    fire_day = "2026-11-09 Mon 09:30 residents 119 消防日 (11月9日): 1 grid, 2 groups"
    assert fire_day in told
    assert fire_day.replace("residents", "business ").replace("2 groups", "1 group") in told
    assert fire_day in below
    assert "business" not in below
    assert any("(暑假，每个周五, moved from 2026-07-10)" in line for line in told)
    assert "Fire day, 9 November (9 November): 1 grid, 2 groups" in in_english
    assert told == sorted(told, key=lambda line: line[:20].replace(line[11:14], ""))


@pytest.mark.usefixtures("migrated")
def test_calendar_says_what_may_still_change(gege: Gege, monkeypatch: pytest.MonkeyPatch) -> None:
    """First of all that a year's notice is missing, until it is imported."""
    early = gege("calendar", "--year", "2027").stdout.splitlines()
    gege("import", "holidays", file("days.csv", "date,kind\n2027-09-29,off\n2027-10-01,off\n"))
    monkeypatch.setenv("GEGE_CALENDAR", "off")
    late = gege("calendar", "--year", "2027").stdout.splitlines()

    assert early[0] == (
        "2027: statutory days only; import the year's notice: gege import holidays FILE"
    )
    assert late[0] == "GEGE_CALENDAR is off: nothing of this goes out"
    assert late[1].startswith("2027-01-")
    assert gege("calendar", "--year", "0").exit_code != 0


@pytest.mark.usefixtures("migrated")
def test_calendar_writes_a_file(gege: Gege) -> None:
    """What is to be known besides goes to standard error, the rows into the file."""
    table = gege("calendar", "--year", "2027", "--format", "csv", "-o", "2027.csv")
    objects = json.loads(gege("calendar", "--year", "2027", "--format", "json").stdout)

    assert table.stdout == ""
    assert table.stderr.startswith("2027: statutory days only")
    header, first, *_ = Path("2027.csv").read_text("utf-8-sig").splitlines()
    assert header == "date,weekday,hour,audience,theme,title,why,moved_from,subtree,grids,groups"
    assert first == "2027-01-05,Tue,09:30,residents,cold,防寒防冻,小寒,,,0,0"
    assert {"residents", "business"} == {row["audience"] for row in objects}


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--year", "1999"], "there is a calendar of 2020 to 2099, not of 1999"),
        (["--year", "2027", "--grid", "X"], "there is no grid with the code 'X'"),
    ],
)
def test_calendar_of_no_year_or_grid(gege: Gege, words: list[str], line: str) -> None:
    result = gege("calendar", *words)

    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{line}\n")


@pytest.mark.usefixtures("migrated")
def test_a_dry_run_names_what_it_would_do(gege: Gege) -> None:
    """Twenty of each kind by name, the rest as a number; nothing is stored."""
    gege("import", "grids", file("grids.csv", GRIDS))
    many = GRIDS.replace("一号楼", "二号楼") + "".join(f"N{n},新{n},micro,T\n" for n in range(22))
    file("many.csv", many)

    told = gege("import", "grids", "many.csv", "--dry-run").stdout.splitlines()

    assert told[:2] == ["read as UTF-8", "would be added: N0 新0"]
    assert "would be added: 2 more" in told
    assert "would be changed: M 二号楼" in told
    assert told[-1] == "dry run, nothing stored: 22 added, 1 changed, 1 unchanged"
    assert "would be added" not in gege("import", "grids", "many.csv").stdout
    staff = gege(
        "import", "staff", file("s.csv", "user_id,name,grid,role\n,某人,M,worker\n"), "--dry-run"
    )
    assert "would be added: 某人 (worker, M)" in staff.stdout
    chats = gege(
        "import", "chats", file("c.csv", "chat_id,grid,audience\n-1,M,staff\n"), "--dry-run"
    )
    assert "would be added: -1 (M)" in chats.stdout


@pytest.mark.usefixtures("migrated")
def test_import_names_every_bad_row(gege: Gege) -> None:
    """Bad rows go to standard error, a line each; exit 1."""
    gege("import", "grids", file("grids.csv", GRIDS))

    result = gege(
        "import", "chats", file("c.csv", "chat_id,grid,audience\n1,T,staff\n-1,X,staff\n")
    )

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "line 2: chat_id 1 is the id of a person; a group's is negative",
        "line 3: grid 'X' is unknown",
    ]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["import", "grids", "grids.csv"], "run gege db upgrade"),
        (["export", "cases", "--format", "csv"], "run gege db upgrade"),
        (["db", "check"], "run gege db upgrade"),
        (["import", "grids", "nowhere.csv"], "nowhere.csv: No such file or directory"),
        (["import", "grids", "."], ".: Is a directory"),
        (["export", "trainings", "--format", "csv"], "run gege db upgrade"),
        (["invite", "--staff", "-o", "links.csv"], "run gege db upgrade"),
        (["suspend", "7"], "run gege db upgrade"),
        (["calendar"], "run gege db upgrade"),
        (["move", "nonsense", "nonsense"], "a database address is "),
    ],
)
def test_says_no_with_one_line(gege: Gege, words: list[str], line: str) -> None:
    """Exit 1 and one line that says what to do; an SQLite file is not made by asking for it."""
    file("grids.csv", GRIDS)

    result = gege(*words)

    assert result.exit_code == 1
    assert line in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not Path("gege.db").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["import", "cats", "x.csv"],
        ["import", "grids"],
        ["export", "cases", "--format", "pdf"],
        ["export", "cases"],
        ["export", "cases", "--format", "html"],
        ["export", "cases", "--format", "csv", "--grid", "YX"],
        ["export", "agenda", "--format", "html"],
        ["export", "agenda", "--format", "xlsx", "--grid", "YX", "--with-contact"],
        ["export", "cases", "--format", "csv", "--since", "yesterday"],
        ["understand", "text", "--jsonl"],
        ["understand", "text", "--at", "soon"],
        ["understand"],
        ["sandbox", "--port", "many"],
        ["sandbox", "--port", "70000"],
        ["demo", "--port", "70000"],
        ["invite", "-o", "links.csv"],
        ["invite", "--staff"],
        ["invite", "--groups", "-o", "links.pdf"],
    ],
)
def test_wrong_usage_is_two(gege: Gege, words: list[str]) -> None:
    """What was mistyped is said by the usage."""
    result = gege(*words)

    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: gege")


def test_a_wrong_setting_is_one_line(gege: Gege, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command that reads settings says which one is wrong."""
    monkeypatch.setenv("GEGE_SEND_RATE", "fast")

    result = gege("db", "check")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("GEGE_SEND_RATE is 'fast'; it takes ")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://nobody@127.0.0.1:1/gege",
        "sqlite+aiosqlite:////proc/nowhere/gege.db",
    ],
)
def test_a_database_that_is_away_is_one_line(
    gege: Gege, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """No traceback where nobody listens or no file can be."""
    monkeypatch.setenv("GEGE_DATABASE_URL", url)

    result = gege("db", "upgrade")

    assert result.exit_code == 1
    assert result.stderr.startswith("the database can't be used: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [("db", "upgrade"), ("db", "check"), ("wipe", "--dry-run")])
def test_a_folder_that_does_not_exist_is_named(
    gege: Gege, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """No upgrade would help: SQLite makes no folders."""
    monkeypatch.setenv("GEGE_DATABASE_URL", "sqlite+aiosqlite:////nonexist/dir/x.db")

    result = gege(*words)

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "the folder /nonexist/dir does not exist" in result.stderr


def spoil(database: Path) -> None:
    """Damage every table but the one that says which schema it is."""
    with closing(sqlite3.connect(database)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        query = (
            "SELECT rootpage FROM sqlite_master WHERE rootpage > 1 AND name <> 'alembic_version'"
        )
        pages = [row[0] for row in connection.execute(query)]
    with database.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"?" * size)


@pytest.mark.parametrize(
    "words",
    [
        ["import", "grids", "grids.csv"],
        ["import", "grids", "grids.csv", "--dry-run", "--prune"],
        ["export", "cases", "--format", "csv"],
        ["check", "--groups"],
        ["run"],
    ],
)
def test_a_damaged_database_is_one_line(
    gege: Gege, monkeypatch: pytest.MonkeyPatch, bot_api: str, words: list[str]
) -> None:
    """No traceback where the file is no database, or its pages are damaged."""
    monkeypatch.setenv("GEGE_API_URL", bot_api)
    monkeypatch.setenv("GEGE_BOT_TOKEN", "1:x")
    monkeypatch.setenv("GEGE_LISTEN", "127.0.0.1:0")
    file("grids.csv", GRIDS)
    gege("db", "upgrade")
    spoil(Path("gege.db"))

    damaged = gege(*words)
    Path("gege.db").write_bytes(b"no database" * 1000)
    foreign = gege(*words)

    assert damaged.exit_code == foreign.exit_code == 1
    assert damaged.stderr == "the database can't be used: database disk image is malformed\n"
    assert "file is not a database" in foreign.stdout + foreign.stderr
    assert len(foreign.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [["db", "upgrade"], ["db", "check"]])
def test_a_file_that_is_no_database_is_one_line(gege: Gege, words: list[str]) -> None:
    """Nothing is made of it, and nothing is written over it."""
    Path("gege.db").write_bytes(b"no database" * 1000)

    result = gege(*words)

    assert result.exit_code == 1
    assert result.stderr == "the database can't be used: file is not a database\n"
    assert Path("gege.db").read_bytes() == b"no database" * 1000


def test_db_upgrade_then_check(gege: Gege) -> None:
    """A new installation: migrate once, and it stays so."""
    assert gege("db", "upgrade").stdout == "the database is migrated\n"
    assert gege("db", "upgrade").stdout == "the database is up to date\n"
    assert gege("db", "check").exit_code == 0


@pytest.mark.usefixtures("migrated")
def test_export_writes_to_standard_output_or_a_file(gege: Gege) -> None:
    """The same bytes, wherever they go."""
    shown = gege("export", "cases", "--format", "json", "--since", "2026-07-05")
    kept = gege("export", "cases", "--format", "json", "-o", "cases.json")

    assert json.loads(shown.stdout) == []
    assert kept.stdout == ""
    assert Path("cases.json").read_bytes() == shown.stdout_bytes


def test_an_export_that_fails_leaves_the_last_one(gege: Gege) -> None:
    """Nothing is half written, and nothing is left beside it."""
    file("cases.csv", "yesterday's")

    assert (
        gege("export", "cases", "--format", "csv", "-o", "cases.csv").exit_code == 1
    )  # no database

    assert [(path.name, path.read_text()) for path in Path().iterdir()] == [
        ("cases.csv", "yesterday's")
    ]


@pytest.mark.usefixtures("migrated")
def test_an_agenda_is_a_page_or_a_sheet(gege: Gege) -> None:
    """For who holds a meeting on paper; a grid without one is named, and no file is left behind."""
    file("grids.csv", "code,name,level,parent\nYX,榆溪镇,town,\nM,一号楼,micro,YX\n")
    gege("import", "grids", "grids.csv")

    page = gege("export", "agenda", "--grid", "YX", "--format", "html")
    sheet = gege("export", "agenda", "--grid", "YX", "--format", "json")
    refused = gege("export", "agenda", "--grid", "M", "--format", "xlsx", "-o", "sheet.xlsx")

    assert "<h1>榆溪镇 会议议题</h1>" in page.stdout
    assert json.loads(sheet.stdout) == []
    assert (refused.exit_code, "'M'" in refused.stderr) == (1, True)
    assert not Path("sheet.xlsx").exists()


@pytest.mark.usefixtures("migrated")
def test_export_with_contact_data_is_logged(gege: Gege) -> None:
    """Whoever takes contact data out leaves a line behind; standard output stays clean."""
    result = gege("export", "cases", "--format", "csv", "--with-contact")
    kept = gege("export", "cases", "--format", "csv", "--with-contact", "-o", "cases.csv")

    assert result.stdout.endswith(",reporter_name,phone,photo\n")
    assert "exported with contact data" in result.stderr
    assert "exported with contact data" in kept.stderr
    assert Path("cases.csv").stat().st_mode & 0o077 == 0  # nobody else on the machine reads it


def test_export_to_a_closed_folder_is_one_line(gege: Gege) -> None:
    """A file that can't be written is named."""
    gege("db", "upgrade")

    result = gege("export", "cases", "--format", "csv", "-o", "no/such/folder.csv")

    assert result.exit_code == 1
    assert result.stderr == "no/such/folder.csv: No such file or directory\n"


def test_understand_answers_in_json(gege: Gege) -> None:
    """Kind, place and person of a text; with --explain the words that decided."""
    plain = json.loads(gege("understand", "3号楼4楼楼道灯不亮了").stdout)
    explained = json.loads(gege("understand", "--explain", "3号楼4楼楼道灯不亮了").stdout)

    assert (plain["kind"], plain["place"]["building"], plain["place"]["floor"]) == (
        "light",
        "3",
        "4",
    )
    assert "why" not in plain
    assert explained["why"]


def test_understand_takes_a_line_at_a_time(gege: Gege) -> None:
    """A bad line is answered in its place, and told by the exit code at the end."""
    lines = [
        '{"text": "3号楼4楼楼道灯不亮了"}',
        "no json",
        '{"words": "x"}',
        "[" * 100_000,
        '{"text": "\\ud800"}',
        "",
        '{"text": "今晚吃啥子", "id": 7}',
    ]

    result = gege("understand", "--jsonl", stdin="\n".join(lines))

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer.get("kind", "error") for answer in answers] == [
        "light",
        "error",
        "error",
        "error",
        "none",
        "none",
    ]
    assert result.exit_code == 1


@pytest.mark.parametrize("piped", ["", " \n"])
def test_understand_with_nothing_says_what_to_do(gege: Gege, piped: str) -> None:
    """An empty pipe is a slip; an empty TEXT is a text like any other."""
    result = gege("understand", stdin=piped)
    empty = gege("understand", "")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "give a TEXT" in result.stderr
    assert json.loads(empty.stdout)["kind"] == "none"


@pytest.mark.parametrize("option", ["--explain", "--jsonl"])
def test_understand_with_standard_input_closed(tmp_path: Path, option: str) -> None:
    """As a service manager may start it."""
    ended = subprocess.run(
        ["sh", "-c", f'exec "$0" -m bot understand {option} <&-', sys.executable],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )

    assert ended.returncode == 2
    assert "give a TEXT" in ended.stderr


def test_understand_takes_only_utf_8(gege: Gege) -> None:
    """Another encoding is said, not guessed."""
    result = gege("understand", stdin="灯坏了".encode("gb18030"))

    assert result.exit_code == 1
    assert result.stderr == "standard input is not UTF-8\n"


def test_understand_knows_the_town_s_places(gege: Gege) -> None:
    """With a migrated database its places count; without one there are simply none."""
    without = gege("understand", "月牙塘那边的灯坏了")
    gege("db", "upgrade")
    gege("import", "grids", file("grids.csv", GRIDS))
    gege("import", "places", file("p.csv", "name,kind,grid\n月牙塘,water,M\n"))

    known = gege("understand", "月牙塘那边的灯坏了")

    assert without.exit_code == known.exit_code == 0
    assert json.loads(known.stdout)["place"]["landmark"] == "月牙塘"


def test_understand_survives_a_database_of_somebody_else(gege: Gege) -> None:
    """A file that is no database of ours means no places, not an error."""
    with sqlite3.connect("gege.db") as connection:
        connection.execute("CREATE TABLE cats (name)")
    connection.close()

    assert gege("understand", "灯坏了").exit_code == 0


def test_check_counts_what_must_be_mended(gege: Gege) -> None:
    """Everything that is wrong has its line; the last one, on standard error, counts them."""
    result = gege("check")

    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        "settings",
        "database",
        "operator",
        "back-ups",
        "messages",
        "second opinion",
        "token",
    ]
    assert result.stderr == "2 of these must be mended\n"


def test_run_without_a_token_is_one_line(gege: Gege) -> None:
    """What most people forget first is said in one line."""
    result = gege("run")

    assert result.exit_code == 1
    assert result.stderr.startswith("GEGE_BOT_TOKEN is not set")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [["run"], ["check"]])
def test_a_server_that_never_answers_is_one_line(
    gege: Gege, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """Whoever starts the bot hears of it within seconds."""
    monkeypatch.setattr("bot.app.ANSWERS_WITHIN_SECONDS", 0.2)
    monkeypatch.setattr("bot.checks.ANSWERS_WITHIN_SECONDS", 0.2)
    monkeypatch.setenv("GEGE_BOT_TOKEN", "1:x")
    monkeypatch.setenv("GEGE_LISTEN", "127.0.0.1:0")
    gege("db", "upgrade")
    with closing(socket.create_server(("127.0.0.1", 0))) as mute:
        monkeypatch.setenv("GEGE_API_URL", f"http://127.0.0.1:{mute.getsockname()[1]}")

        result = gege(*words)

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    told = result.stderr if words == ["run"] else result.stdout
    assert "can't be reached (no answer" in told or "Request timeout" in told


def test_a_server_that_talks_nonsense_is_one_line(
    gege: Gege, monkeypatch: pytest.MonkeyPatch, bot_api: str
) -> None:
    """A page of somebody else's is not printed."""
    monkeypatch.setenv("GEGE_BOT_TOKEN", "1:x")
    monkeypatch.setenv("GEGE_API_URL", f"{bot_api}/nonsense")
    gege("db", "upgrade")

    result = gege("run")

    assert result.exit_code == 1
    assert result.stderr.startswith("the Bot API server can't be reached (Failed to de")
    assert len(result.stderr.splitlines()) == 1


def test_sandbox_on_a_taken_port_is_one_line(gege: Gege) -> None:
    """Nothing is promised before, and the way out is named."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = gege("sandbox", "--port", str(port))

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"port {port} is taken")
    assert "--port" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_sandbox_with_a_file_that_can_t_be_is_one_line(gege: Gege) -> None:
    """The file is named."""
    result = gege("sandbox", "--port", "0", "--keep", "no/such/sandbox.db")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "no/such/sandbox.db: unable to open database file\n"


def test_sandbox_listens_when_it_says_so(tmp_path: Path) -> None:
    """Whoever reads the address can go there; asked to end, it ends well."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "sandbox", "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        url = urlsplit(process.stdout.readline().split()[2])
        with closing(HTTPConnection(url.netloc)) as connection:
            connection.request("GET", "/healthz")
            answer = connection.getresponse().status
        process.terminate()

    assert (answer, process.returncode) == (HTTPStatus.OK, 0)


def test_help_lists_what_there_is(gege: Gege) -> None:
    """Every command, with what it does."""
    text = gege("--help").stdout

    assert all(f"\n  {name} " in text for name in ("demo", "run", "import", "understand", "move"))


@pytest.mark.usefixtures("migrated")
def test_explain_without_a_case(gege: Gege) -> None:
    """A group's id begins with a minus and is no option."""
    answered = gege("explain", "1001", "-1001000000005")

    assert answered.exit_code == 1
    assert answered.stderr == "there is no case 1001\n"


@pytest.mark.usefixtures("migrated")
def test_an_import_names_who_stays_suspended(gege: Gege) -> None:
    """The register is taken, and says of whom it gives no rights back."""
    staff = "user_id,name,grid,role\n7,小张,M,worker\n"
    gege("import", "grids", file("grids.csv", GRIDS))
    gege("import", "staff", file("staff.csv", staff))
    gege("suspend", "7", "--reason", "手机丢了")

    again = gege("import", "staff", file("staff.csv", staff))

    assert "still suspended: 小张 (7)\n0 added" in again.stdout


def test_move_tells_what_came(gege: Gege, tmp_path: Path) -> None:
    """A line a table; onto a database with rows it says no."""
    old, new = (f"sqlite+aiosqlite:///{tmp_path}/{name}.db" for name in ("gege", "new"))
    gege("db", "upgrade")
    gege("import", "grids", file("grids.csv", GRIDS))
    upgrade(new)

    first, again = gege("move", old, new), gege("move", old, new)

    line, total = first.stdout.splitlines()
    assert line.startswith("grid: 2 rows, checksum ")
    assert total.startswith("2 rows moved")
    assert again.exit_code == 1
    assert again.stderr == f"{new} is not empty (grid has rows); take a new database\n"
