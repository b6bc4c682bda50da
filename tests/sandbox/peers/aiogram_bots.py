"""Bots as aiogram's own examples show them, typed anew with words of our own."""

from aiogram import Bot, Dispatcher, F, Router, html
from aiogram.enums import ParseMode
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    CallbackQuery,
    KeyboardButton,
    Message,
    PollAnswer,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiogram.utils.keyboard import InlineKeyboardBuilder
from aiogram.utils.markdown import hbold


class Form(StatesGroup):
    """What the form asks for, one after the other."""

    name = State()
    likes_bots = State()
    language = State()


def echo() -> Dispatcher:
    """The echo bot: greets in bold and sends a copy of whatever comes."""
    dispatcher = Dispatcher()

    async def start(message: Message) -> None:
        assert message.from_user
        greeting = f"Hello, {html.bold(message.from_user.full_name)}!"
        await message.answer(greeting, parse_mode=ParseMode.HTML)

    async def copy(message: Message) -> None:
        await message.send_copy(chat_id=message.chat.id)

    dispatcher.message.register(start, CommandStart())
    dispatcher.message.register(copy)
    return dispatcher


def form() -> Dispatcher:
    """The finite state machine: a form with a branch and a way out."""
    router = Router()
    keyboard = ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text="Yes"), KeyboardButton(text="No")]], resize_keyboard=True
    )

    @router.message(CommandStart())
    async def start(message: Message, state: FSMContext) -> None:
        await state.set_state(Form.name)
        await message.answer("Your name?", reply_markup=ReplyKeyboardRemove())

    @router.message(Command("cancel"))
    async def cancel(message: Message, state: FSMContext) -> None:
        if await state.get_state() is None:
            return
        await state.clear()
        await message.answer("Left.", reply_markup=ReplyKeyboardRemove())

    @router.message(Form.name)
    async def name(message: Message, state: FSMContext) -> None:
        await state.update_data(name=message.text)
        await state.set_state(Form.likes_bots)
        await message.answer("Do you like bots?", reply_markup=keyboard)

    @router.message(Form.likes_bots, F.text.casefold() == "no")
    async def no(message: Message, state: FSMContext) -> None:
        data = await state.get_data()
        await state.clear()
        await message.answer(f"A pity, {data['name']}.", reply_markup=ReplyKeyboardRemove())

    @router.message(Form.likes_bots, F.text.casefold() == "yes")
    async def yes(message: Message, state: FSMContext) -> None:
        await state.set_state(Form.language)
        await message.reply("In which language?", reply_markup=ReplyKeyboardRemove())

    @router.message(Form.likes_bots)
    async def neither(message: Message) -> None:
        await message.reply("Yes or no?")

    @router.message(Form.language)
    async def language(message: Message, state: FSMContext) -> None:
        data = await state.get_data()
        await state.clear()
        await message.answer(f"{hbold(data['name'])}: {message.text}", parse_mode=ParseMode.HTML)

    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher


def poll() -> Dispatcher:
    """The poll: asks a group, hears each answer and shows what was chosen."""
    dispatcher = Dispatcher()
    asked: dict[str, Message] = {}

    async def ask(message: Message) -> None:
        sent = await message.answer_poll(
            "Tea or water?", ["Tea", "Water"], is_anonymous=False, type="quiz", correct_option_id=0
        )
        assert sent.poll
        asked[sent.poll.id] = sent

    async def answered(answer: PollAnswer, bot: Bot) -> None:
        assert answer.user
        sent = asked[answer.poll_id]
        closed = await bot.stop_poll(sent.chat.id, sent.message_id)
        chosen = closed.options[answer.option_ids[0]]
        await sent.reply(f"{answer.user.first_name}: {chosen.text} ({chosen.voter_count})")

    dispatcher.message.register(ask, Command("poll"))
    dispatcher.poll_answer.register(answered)
    return dispatcher


def buttons() -> Dispatcher:
    """A button that is answered with an alert and taken away."""
    dispatcher = Dispatcher()

    async def offer(message: Message) -> None:
        keyboard = InlineKeyboardBuilder().button(text="Ring", callback_data="ring").as_markup()
        await message.answer("A bell\\.", reply_markup=keyboard, parse_mode=ParseMode.MARKDOWN_V2)

    async def rung(query: CallbackQuery) -> None:
        await query.answer("Ding!", show_alert=True)
        assert isinstance(query.message, Message)
        await query.message.edit_reply_markup(reply_markup=None)

    dispatcher.message.register(offer, CommandStart())
    dispatcher.callback_query.register(rung, F.data == "ring")
    return dispatcher
