"""One bot written twice, for python-telegram-bot and for aiogram: buttons, files, polls, groups."""

from aiogram import Bot, Dispatcher, F
from aiogram.filters import Command as AiogramCommand
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    Message,
    PollAnswer,
    ReplyParameters,
)
from aiogram.utils.keyboard import InlineKeyboardBuilder
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from tests.sandbox.peers.support import PtbApp
from tests.sandbox.support import SUPERGROUP

Context = ContextTypes.DEFAULT_TYPE
QUESTION, OPTIONS = "Which lamp?", ["Gate", "Stairs"]


def by_ptb(app: PtbApp) -> None:
    """The bot for python-telegram-bot."""
    _ptb_files(app)
    _ptb_buttons(app)
    _ptb_groups(app)
    _ptb_words(app)


def _ptb_words(app: PtbApp) -> None:
    async def start(update: Update, context: Context) -> None:
        assert update.message
        assert update.effective_user
        words = f"<b>{update.effective_user.first_name}</b> {' '.join(context.args or ())}"
        await update.message.reply_html(words)

    async def echo(update: Update, _: Context) -> None:
        message = update.message
        assert message
        assert message.text
        row = [
            InlineKeyboardButton("Loud", callback_data="loud"),
            InlineKeyboardButton("Away", callback_data="away"),
        ]
        await message.reply_text(
            message.text,
            reply_markup=InlineKeyboardMarkup([row]),
            reply_to_message_id=message.message_id,
        )

    async def edited(update: Update, _: Context) -> None:
        assert update.edited_message
        await update.edited_message.reply_text(f"Now: {update.edited_message.text}", do_quote=False)

    app.add_handler(CommandHandler("start", start))
    app.add_handler(MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, echo))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, edited))


def _ptb_buttons(app: PtbApp) -> None:
    async def loud(update: Update, _: Context) -> None:
        query = update.callback_query
        assert query
        assert query.message
        await query.answer("Louder!", show_alert=True)
        await query.edit_message_text(query.message.text.upper())  # type: ignore[attr-defined] # at hand

    async def away(update: Update, _: Context) -> None:
        query = update.callback_query
        assert query
        await query.answer()
        await query.delete_message()

    app.add_handler(CallbackQueryHandler(loud, "^loud$"))
    app.add_handler(CallbackQueryHandler(away, "^away$"))


def _ptb_files(app: PtbApp) -> None:
    async def photo(update: Update, _: Context) -> None:
        message = update.message
        assert message
        await message.reply_photo(
            message.photo[-1].file_id, caption=message.caption, do_quote=False
        )

    async def document(update: Update, _: Context) -> None:
        message = update.message
        assert message
        assert message.document
        data = await (await message.document.get_file()).download_as_bytearray()
        await message.reply_document(bytes(data)[::-1], filename="back.txt")

    app.add_handler(MessageHandler(filters.PHOTO, photo))
    app.add_handler(MessageHandler(filters.Document.ALL, document))


def _ptb_groups(app: PtbApp) -> None:
    async def poll(update: Update, _: Context) -> None:
        assert update.message
        await update.message.reply_poll(QUESTION, OPTIONS, is_anonymous=False, do_quote=False)

    async def voted(update: Update, context: Context) -> None:
        answer = update.poll_answer
        assert answer
        assert answer.user
        names = ", ".join(OPTIONS[number] for number in answer.option_ids) or "nothing"
        await context.bot.send_message(SUPERGROUP, f"{answer.user.first_name}: {names}")

    async def moved(update: Update, _: Context) -> None:
        change = update.my_chat_member
        assert change
        if change.new_chat_member.status == "administrator":
            await change.chat.send_message(f"I look after {change.chat.title}.")

    app.add_handler(CommandHandler("poll", poll))
    app.add_handler(PollAnswerHandler(voted))
    app.add_handler(ChatMemberHandler(moved, ChatMemberHandler.MY_CHAT_MEMBER))


def by_aiogram() -> Dispatcher:
    """The same bot for aiogram."""
    dispatcher = Dispatcher()
    _aiogram_files(dispatcher)
    _aiogram_buttons(dispatcher)
    _aiogram_groups(dispatcher)
    _aiogram_words(dispatcher)
    return dispatcher


def _aiogram_words(dispatcher: Dispatcher) -> None:
    @dispatcher.message(CommandStart())
    async def start(said: Message, command: CommandObject) -> None:
        assert said.from_user
        words = f"<b>{said.from_user.first_name}</b> {command.args or ''}"
        await said.answer(words, parse_mode="HTML")

    @dispatcher.message(F.text)
    async def echo(said: Message) -> None:
        assert said.text
        keyboard = InlineKeyboardBuilder()
        keyboard.button(text="Loud", callback_data="loud")
        keyboard.button(text="Away", callback_data="away")
        await said.answer(
            said.text,
            reply_markup=keyboard.as_markup(),
            reply_parameters=ReplyParameters(message_id=said.message_id),
        )

    @dispatcher.edited_message()
    async def edited(said: Message) -> None:
        await said.answer(f"Now: {said.text}")


def _aiogram_files(dispatcher: Dispatcher) -> None:
    @dispatcher.message(F.photo)
    async def photo(said: Message) -> None:
        assert said.photo
        await said.answer_photo(said.photo[-1].file_id, caption=said.caption)

    @dispatcher.message(F.document)
    async def document(said: Message, bot: Bot) -> None:
        assert said.document
        data = await bot.download(said.document)
        assert data
        await said.answer_document(BufferedInputFile(data.read()[::-1], "back.txt"))


def _aiogram_buttons(dispatcher: Dispatcher) -> None:
    @dispatcher.callback_query(F.data == "loud")
    async def loud(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        assert query.message.text
        await query.answer("Louder!", show_alert=True)
        await query.message.edit_text(query.message.text.upper())

    @dispatcher.callback_query(F.data == "away")
    async def away(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.answer()
        await query.message.delete()


def _aiogram_groups(dispatcher: Dispatcher) -> None:
    @dispatcher.message(AiogramCommand("poll"))
    async def poll(said: Message) -> None:
        await said.answer_poll(QUESTION, list(OPTIONS), is_anonymous=False)

    @dispatcher.poll_answer()
    async def voted(answer: PollAnswer, bot: Bot) -> None:
        assert answer.user
        names = ", ".join(OPTIONS[number] for number in answer.option_ids) or "nothing"
        await bot.send_message(SUPERGROUP, f"{answer.user.first_name}: {names}")

    @dispatcher.my_chat_member()
    async def moved(change: ChatMemberUpdated, bot: Bot) -> None:
        if change.new_chat_member.status == "administrator":
            await bot.send_message(change.chat.id, f"I look after {change.chat.title}.")
