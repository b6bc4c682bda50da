"""The example bots of python-telegram-bot live in the sandbox as they do at Telegram."""

import pytest
from aiohttp import web
from telegram import Update

from tests.sandbox.peers import ptb_bots
from tests.sandbox.peers.support import listening, press, ptb, ptb_polling, serving, vote
from tests.sandbox.support import (
    BOT,
    MOTHER,
    NAME,
    NEIGHBOUR,
    STRANGER,
    SUPERGROUP,
    WORKER,
    Box,
    png,
)

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def test_echo(box: Box) -> None:
    """It greets with a mention and says everything again, also in a group."""
    async with ptb_polling(box, ptb_bots.echo), listening(box) as ear:
        await box.post("starts", person=MOTHER, bot=BOT)
        greeting = await ear.message()
        await box.write(MOTHER, "你好 *x*", BOT)
        assert await ear.text() == "你好 *x*"
        await box.write(NEIGHBOUR, "早", SUPERGROUP)
        assert await ear.text() == "早"

    assert greeting["text"] == "Hi P11!"
    assert greeting["entities"][0]["user"]["id"] == MOTHER


async def test_inline_keyboard(box: Box) -> None:
    """A press is answered and the choice replaces the question."""
    async with ptb_polling(box, ptb_bots.inline_keyboard), listening(box) as ear:
        await box.post("starts", person=MOTHER, bot=BOT)
        question = await ear.message()
        answer = await press(box, question, "2")
        edited = await ear.edit()

    assert answer == {"text": "", "show_alert": False, "url": None}
    assert edited["text"] == "Chosen: 2"
    assert "reply_markup" not in edited


async def test_conversation(box: Box) -> None:
    """It goes from state to state by words, a photo and a place."""
    async with ptb_polling(box, ptb_bots.conversation), listening(box) as ear:
        await box.post("starts", person=MOTHER, bot=BOT)
        assert await ear.text() == "Who are you?"
        await box.write(MOTHER, "Girl", BOT)
        assert await ear.text() == "A photo, please."
        await box.send("photo", chat=BOT)
        assert await ear.text() == f"{len(png())} bytes. Where are you?"
        place = {"latitude": 30.5, "longitude": 104.25}
        await box.post("messages", person=MOTHER, chat=BOT, location=place)
        assert await ear.text() == "30.5 104.25. And you are?"
        await box.write(MOTHER, "A mother", BOT)
        assert await ear.text() == "Thank you!"


async def test_polls(box: Box) -> None:
    """Answers come with their person, a poll ends when the bot says so, a quiz too."""
    async with ptb_polling(box, ptb_bots.polls), listening(box) as ear:
        await box.write(MOTHER, "/poll")
        poll = await ear.message()
        await vote(box, poll, 0, 2)
        assert await ear.text() == "P11: 0, 2"
        await vote(box, poll, 1, person=NEIGHBOUR)
        assert await ear.text() == "P12: 1"
        while not (await ear.edit())["poll"]["is_closed"]:
            pass
        await box.write(MOTHER, "/quiz")
        quiz = await ear.message()
        await vote(box, quiz, 1)
        assert await ear.text() == "1 answered"
        await box.write(MOTHER, "/preview")
        assert await ear.text() == "Your turn."


async def test_file_echo(box: Box) -> None:
    """A file is fetched by its path and sent back byte by byte."""
    async with ptb_polling(box, ptb_bots.file_echo), listening(box) as ear:
        await box.send("document", b"\x00\xffabc", "text/plain", chat=BOT)
        answer = await ear.message()

    document = answer["document"]
    assert (document["file_name"], document["file_size"], answer["caption"]) == ("again.txt", 5, "again")  # fmt: skip
    async with box.http.get(f"/client/files/{document['file_id']}") as file:
        assert await file.read() == b"\x00\xffabc"


async def test_error_handler(box: Box) -> None:
    """Its own faults and Telegram's refusals reach the bot's maker."""
    async with ptb_polling(box, ptb_bots.errors), listening(box) as ear:
        await box.post("starts", person=MOTHER, bot=BOT)
        await box.write(MOTHER, "/fail", BOT)
        own = await ear.message()
        await box.write(MOTHER, "/refused", BOT)
        refused = await ear.text()

    assert "AttributeError" in own["text"]
    assert own["entities"][0]["type"] == "pre"
    assert "can't find end tag corresponding to start tag" in refused


async def test_chat_members(box: Box) -> None:
    """It knows that it was promoted, and who comes and goes."""
    async with ptb_polling(box, ptb_bots.chat_members), listening(box) as ear:
        await box.post("starts", person=MOTHER, bot=BOT)
        await box.post("members", chat=SUPERGROUP, user=BOT, status="administrator", by=WORKER)
        assert await ear.text() == "supergroup: member - administrator"
        await box.post("members", chat=SUPERGROUP, user=STRANGER, status="member", by=STRANGER)
        assert await ear.text() == "P14 is here"
        await box.post("members", chat=SUPERGROUP, user=STRANGER, status="left", by=STRANGER)
        assert await ear.text() == "P14 is gone"
        await box.write(MOTHER, "/show", BOT)
        assert await ear.text() == "1"


async def test_deep_links(box: Box) -> None:
    """A link's payload reaches the bot behind /start, and the bot makes links to itself."""
    async with ptb_polling(box, ptb_bots.deep_links), listening(box) as ear:
        await box.post("starts", person=MOTHER, bot=BOT)
        assert f"https://t.me/{NAME}?startgroup={ptb_bots.CHECK}" in await ear.text()
        await box.post("starts", person=MOTHER, bot=BOT, payload=ptb_bots.CHECK)
        offered = await ear.message()
        await box.post("starts", person=MOTHER, bot=BOT, payload=ptb_bots.USE)
        end = await ear.message()

    button = offered["reply_markup"]["inline_keyboard"][0][0]
    assert button == {"text": "Go on", "url": f"https://t.me/{NAME}?start={ptb_bots.USE}"}
    assert end["text"] == f"The end of {ptb_bots.USE}."


async def test_webhook(box: Box) -> None:
    """A bot behind its own web server hears the same as one that polls."""
    app = ptb(box, ptb_bots.echo)

    async def heard(request: web.Request) -> web.Response:
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
        await app.update_queue.put(Update.de_json(await request.json(), app.bot))
        return web.Response()

    site = web.Application()
    site.router.add_post("/telegram", heard)
    async with app, serving(site) as url, listening(box) as ear:
        await app.start()
        await app.bot.set_webhook(f"{url}/telegram", secret_token="s3cret")
        await box.write(MOTHER, "在吗", BOT)
        assert await ear.text() == "在吗"
        await app.bot.delete_webhook()
        await app.stop()
