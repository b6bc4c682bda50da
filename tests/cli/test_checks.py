"""`gege check`: what is missing, said before it is needed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.checks import check_all
from bot.demo.district import REGISTERS, register_file, stage
from bot.demo.staging import put_on_stage
from bot.domain.alerts import Level
from bot.domain.kinds import Kind
from bot.domain.registers import Register
from bot.domain.states import State
from bot.exchange.rows import read
from bot.sandbox.server import Sandbox, start_sandbox
from bot.services import cards, saying
from bot.services.imports import store
from bot.services.saying import Place
from bot.storage.cases import Case
from bot.storage.database import Database
from bot.storage.grid import Grid, by_code
from bot.storage.outbox import Lane
from tests.support.model import open_model

NOW = datetime(2026, 7, 5, 10, 0, tzinfo=UTC)
HOME = -1001000000001
WORK = -1001000000002
Members = dict[int, object]
"""What the bot is in each group, as a server tells it."""


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    running = await start_sandbox()
    async with ClientSession() as http:
        await put_on_stage(http, running.url, stage())
    yield running
    await running.close()


@pytest.fixture
def engine_name() -> str:
    return "sqlite"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, database_url: str, sandbox: Sandbox) -> None:
    monkeypatch.setenv("GEGE_DATABASE_URL", database_url)
    monkeypatch.setenv("GEGE_API_URL", sandbox.url)
    monkeypatch.setenv("GEGE_BOT_TOKEN", stage()["bot"]["token"])
    monkeypatch.setenv("GEGE_OPERATOR", "榆溪镇人民政府")


async def import_district(database: Database, *, without_phones: bool = False) -> None:
    for name in REGISTERS:
        data = register_file(name)
        data = data.replace(b"028-0000-0100", b"") if without_phones else data
        async with database.write() as session:
            await store(session, read(Register(name), data))


def case_at(node: Grid, message_id: int, **values: object) -> Case:
    made: dict[str, Any] = {
        "grid_id": node.key,
        "message_id": message_id,
        "level": Level.BLUE,
        "source": "group",
        "chat_id": HOME,
        "locale": "zh",
        "opened_at": NOW,
    }
    return Case(**(made | values))


async def say_to_staff(session: AsyncSession, case: Case) -> None:
    place = Place(WORK, "zh")
    card = await cards.staff_card(session, case)
    await saying.send(session, card, place, at=NOW, lane=Lane.DANGER, case=case, slot=cards.STAFF)


async def report(*, groups: bool = True) -> dict[str, str]:
    return {
        ("" if finding.fine else "! ") + finding.what: finding.words
        async for finding in check_all(groups=groups, at=NOW)
    }


async def act(sandbox: Sandbox, what: str, **body: object) -> None:
    async with (
        ClientSession() as http,
        http.post(f"{sandbox.url}/client/{what}", json=body) as answer,
    ):
        assert answer.ok, await answer.text()


async def test_a_district_in_order(database: Database) -> None:
    """One line each, nothing to mend."""
    await import_district(database)

    assert await report() == {
        "settings": "in order",
        "database": "sqlite, up to date",
        "data key": "none: names, phones and words lie plain in the database",
        "operator": "榆溪镇人民政府",
        "back-ups": "GEGE_BACKUPS names no folder; nobody looks how old they are",
        "days off": "2027: statutory days only",
        "messages": "in order",
        "second opinion": "off",
        "token": "@gege_demo_bot",
        "privacy mode": "off",
        "groups": "14 of 14 can be served",
        "nodes without a duty phone": "none",
        "open cases that nobody could be told of": "none",
    }


async def test_a_second_opinion_that_answers_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked about a report that nobody wrote; its words are not looked at."""
    async with open_model() as model:
        monkeypatch.setenv("GEGE_OPINION_URL", model.url)
        monkeypatch.setenv("GEGE_OPINION_MODEL", "small")
        assert (await report())["second opinion"] == "127.0.0.1 answers, small"

        model.says = refuses
        assert (await report())["! second opinion"] == "127.0.0.1: HTTP 401"
        assert len(model.asked) == 2


async def refuses(_: web.Request) -> web.Response:
    return web.Response(status=401)


async def test_groups_that_can_t_be_served(database: Database, sandbox: Sandbox) -> None:
    """A group the bot was thrown out of, and one it was never in."""
    await import_district(database)
    bot = int(stage()["bot"]["token"].split(":")[0])
    await act(sandbox, "members", chat=-1001000000001, user=bot, status="kicked", by=510008)
    async with database.write() as session:
        await store(session, read(Register.CHATS, b"chat_id,grid,audience\n-42,YX,staff\n"))

    troubles = [
        finding.words async for finding in check_all(groups=True, at=NOW) if finding.what == "group"
    ]

    assert len(troubles) == 2
    assert any(words.startswith("-42: ") for words in troubles)
    assert any(words.startswith("-1001000000001: ") for words in troubles)
    assert (await report())["groups"] == "13 of 15 can be served"


@pytest.fixture
async def terse(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Members]:
    """A server that leaves out what it can; what it holds is each group's own member."""
    members: Members = {}

    async def answer(request: web.Request) -> web.Response:
        given = await request.post()
        chat = int(str(given.get("chat_id", 0)))
        result = {
            "getMe": {"id": 1, "is_bot": True, "first_name": "Gege", "username": "terse_bot"},
            "getChat": {"id": chat, "type": "supergroup"},
            "getChatMember": members.get(chat, {"status": "member"}),
        }[request.match_info["method"]]
        return web.json_response({"ok": True, "result": result})

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", answer)
    async with TestServer(app) as server:
        monkeypatch.setenv("GEGE_API_URL", str(server.make_url("/")))
        yield members


@pytest.mark.parametrize(
    ("member", "trouble"),
    [
        ({"status": "member"}, None),
        ({"status": "restricted"}, None),  # it would say so if the bot couldn't write
        ({"status": "restricted", "can_send_messages": False}, "the bot may not write"),
        ({"status": "left"}, "the bot is not in it"),
        ({}, "the server does not say what the bot is in it"),
        (None, "the server does not say what the bot is in it"),
        ([], "Failed to deserialize object"),
    ],
)
async def test_a_server_that_leaves_fields_out(
    database: Database,
    terse: Members,
    member: object,
    trouble: str | None,
) -> None:
    """What it does say is enough to tell which groups can be served."""
    await import_district(database)
    terse[HOME] = member

    found = await report()

    assert found["privacy mode"] == "not told by this server"
    assert found.get("! group") == (f"{HOME}: {trouble}" if trouble else None)


async def test_privacy_mode_makes_the_bot_deaf(database: Database, sandbox: Sandbox) -> None:
    """With privacy mode on only groups whose admin the bot is can be served."""
    await import_district(database)
    await act(sandbox, "bots", **stage()["bot"], privacy=True)

    found = await report()

    assert found["privacy mode"].startswith("on")
    assert found["groups"] == "0 of 14 can be served"


async def test_nodes_without_a_phone(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a number of the town's own, only the communities' nodes have one; a setting helps."""
    await import_district(database, without_phones=True)

    assert (await report())["! nodes without a duty phone"] == "YX"
    monkeypatch.setenv("GEGE_DUTY_PHONE", "12345")
    assert (await report())["nodes without a duty phone"] == "none"


async def test_cases_that_nobody_could_be_told_of(database: Database) -> None:
    """Open cases by number; of drafts those about life and safety, by their node."""
    await import_district(database)
    async with database.write() as session:
        node = await by_code(session, "YX-A11")
        assert node
        session.add(case_at(node, 1, kind=Kind.LIGHT, number=1001, state=State.NEW))
        session.add(case_at(node, 2, kind=Kind.LIGHT))
        session.add(case_at(node, 3, kind=Kind.LOST_CHILD, life_safety=True))
        told = case_at(node, 4, kind=Kind.LOST_CHILD, life_safety=True)
        session.add(told)
        await session.flush()
        await say_to_staff(session, told)

    found = await report()

    assert found["! open cases that nobody could be told of"] == "1001, a draft in YX-A11"


async def test_a_wrong_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server says is told, and groups are not asked about."""
    monkeypatch.setenv("GEGE_BOT_TOKEN", "1:wrong")

    found = await report()

    assert "Unauthorized" in found["! token"]
    assert "groups" not in found


async def test_a_proxy_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out of a mainland network, and what `gege check` is asked for when nothing goes out."""
    monkeypatch.setenv("GEGE_API_URL", "http://telegram.test")
    monkeypatch.setenv("GEGE_PROXY", "socks5://127.0.0.1:1")

    told = await report(groups=False)

    assert "http://telegram.test says: " in told["! token"]
    assert "Proxy" in told["! token"]


async def test_an_installation_that_was_never_set_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Everything that is missing is told in one go."""
    empty = tmp_path_factory.mktemp("empty") / "gege.db"
    monkeypatch.setenv("GEGE_DATABASE_URL", f"sqlite+aiosqlite:///{empty}")
    monkeypatch.setenv("GEGE_BOT_TOKEN", "")

    found = await report(groups=False)

    assert "run gege db upgrade" in found["! database"]
    assert "GEGE_BOT_TOKEN is not set" in found["! token"]
    assert not empty.exists()


async def test_a_wrong_setting_ends_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """With settings that can't be read there is nothing else to look at."""
    monkeypatch.setenv("GEGE_LOCALE", "fr")

    assert list(await report()) == ["! settings"]
