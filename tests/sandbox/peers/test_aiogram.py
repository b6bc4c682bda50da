"""The example bots of aiogram live in the sandbox as they do at Telegram."""

from aiogram import Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from tests.sandbox.peers import aiogram_bots
from tests.sandbox.peers.support import (
    aiogram_bot,
    aiogram_polling,
    listening,
    press,
    serving,
    vote,
)
from tests.sandbox.support import BOT, MOTHER, SUPERGROUP, Box


async def test_echo(box: Box) -> None:
    """Whatever comes is sent back as its own kind: words, photos, voices, places."""
    async with aiogram_polling(box, aiogram_bots.echo()), listening(box) as ear:
        await box.post("starts", person=MOTHER, bot=BOT)
        greeting = await ear.message()
        await box.write(MOTHER, "灯坏了 https://x.cn", BOT)
        words = await ear.message()
        photo = await box.send("photo", chat=BOT, caption="灯")
        again = await ear.message()
        voice = await box.send("voice", chat=BOT, duration=3)
        heard = await ear.message()
        place = {"latitude": 30.5, "longitude": 104.25}
        await box.post("messages", person=MOTHER, chat=BOT, location=place)
        pin = await ear.message()

    assert greeting["entities"] == [{"type": "bold", "offset": 7, "length": 3}]
    assert words["text"] == "灯坏了 https://x.cn"
    assert (again["photo"], again["caption"]) == (photo["photo"], "灯")
    assert heard["voice"] == voice["voice"]
    assert pin["location"] == place


async def test_form(box: Box) -> None:
    """The form goes on state by state, insists, branches, and can be left."""
    async with aiogram_polling(box, aiogram_bots.form()), listening(box) as ear:
        await box.post("starts", person=MOTHER, bot=BOT)
        assert await ear.text() == "Your name?"
        await box.write(MOTHER, "王", BOT)
        assert await ear.text() == "Do you like bots?"
        await box.write(MOTHER, "perhaps", BOT)
        assert (await ear.message())["reply_to_message"]["text"] == "perhaps"
        await box.write(MOTHER, "yes", BOT)
        assert await ear.text() == "In which language?"
        await box.write(MOTHER, "中文", BOT)
        assert await ear.text() == "王: 中文"
        await box.post("starts", person=MOTHER, bot=BOT)
        assert await ear.text() == "Your name?"
        await box.write(MOTHER, "/cancel", BOT)
        assert await ear.text() == "Left."


async def test_poll(box: Box) -> None:
    """A vote is heard with its person, and the poll that the bot ends is counted."""
    async with aiogram_polling(box, aiogram_bots.poll()), listening(box) as ear:
        await box.write(MOTHER, "/poll")
        asked = await ear.message()
        await vote(box, asked, 1)
        answer = await ear.message()

    assert answer["text"] == "P11: Water (1)"
    assert answer["reply_to_message"]["poll"]["is_closed"]


async def test_buttons(box: Box) -> None:
    """A press shows an alert, and the button goes."""
    async with aiogram_polling(box, aiogram_bots.buttons()), listening(box) as ear:
        await box.post("starts", person=MOTHER, bot=BOT)
        bell = await ear.message()
        answer = await press(box, bell, "ring")
        after = await ear.edit()

    assert answer == {"text": "Ding!", "show_alert": True, "url": None}
    assert (after["text"], "reply_markup" in after) == ("A bell.", False)


async def test_webhook(box: Box) -> None:
    """A dispatcher behind its own web server hears the same as one that polls."""
    dispatcher, site = aiogram_bots.echo(), web.Application()
    async with aiogram_bot(box) as bot:
        handler = SimpleRequestHandler(dispatcher, bot, secret_token="s3cret")
        handler.register(site, path="/hook")
        setup_application(site, dispatcher, bot=bot)
        async with serving(site) as url, listening(box) as ear:
            await bot.set_webhook(f"{url}/hook", secret_token="s3cret")
            await box.write(MOTHER, "在吗", SUPERGROUP)
            assert await ear.text() == "在吗"
            info = await bot.get_webhook_info()
            await bot.delete_webhook()

    assert (info.url, info.last_error_message) == (f"{url}/hook", None)


async def test_webhook_that_answers_with_a_method(box: Box) -> None:
    """What a handler returns goes back in the web hook's own answer."""
    dispatcher, site = Dispatcher(), web.Application()

    @dispatcher.message()
    async def back(message: Message) -> SendMessage:
        return message.reply(f"{message.text}?")

    async with aiogram_bot(box) as bot:
        SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(site, "/hook")
        async with serving(site) as url, listening(box) as ear:
            await bot.set_webhook(f"{url}/hook")
            await box.write(MOTHER, "在吗", SUPERGROUP)
            answer = await ear.message()
            await bot.delete_webhook()

    assert (answer["text"], answer["reply_to_message"]["text"]) == ("在吗?", "在吗")
