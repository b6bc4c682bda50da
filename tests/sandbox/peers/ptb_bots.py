"""Bots as python-telegram-bot's own examples show them, typed anew with words of our own."""

import html
import traceback
from typing import Any

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonPollType,
    Poll,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.constants import ParseMode
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PollAnswerHandler,
    PollHandler,
    filters,
)
from telegram.helpers import create_deep_linked_url

from tests.sandbox.peers.support import PtbApp
from tests.sandbox.support import MOTHER

Context = ContextTypes.DEFAULT_TYPE
Kept = dict[str, Any]
WORDS = filters.TEXT & ~filters.COMMAND
GENDER, PHOTO, PLACE, BIO = range(4)
CHECK = "check-this-out"
USE = "use-the-button"


def echo(app: PtbApp) -> None:
    """The echo bot: greets with a mention, says everything again."""

    async def start(update: Update, _: Context) -> None:
        assert update.message
        assert update.effective_user
        greeting = rf"Hi {update.effective_user.mention_html()}!"
        await update.message.reply_html(greeting, reply_markup=ForceReply(selective=True))

    async def say_again(update: Update, _: Context) -> None:
        assert update.message
        assert update.message.text
        await update.message.reply_text(update.message.text)

    app.add_handler(CommandHandler("start", start))
    app.add_handler(MessageHandler(WORDS, say_again))


def inline_keyboard(app: PtbApp) -> None:
    """The bot of the inline keyboard: the chosen option replaces the question."""

    async def start(update: Update, _: Context) -> None:
        assert update.message
        rows = [
            [InlineKeyboardButton("One", callback_data="1"), InlineKeyboardButton("Two", callback_data="2")],
            [InlineKeyboardButton("Three", callback_data="3")],
        ]  # fmt: skip
        await update.message.reply_text("Choose:", reply_markup=InlineKeyboardMarkup(rows))

    async def chosen(update: Update, _: Context) -> None:
        query = update.callback_query
        assert query
        await query.answer()
        await query.edit_message_text(text=f"Chosen: {query.data}")

    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(chosen))


def conversation(app: PtbApp) -> None:
    """The conversation: asks, keeps a photo and a place, and may be left."""

    async def start(update: Update, _: Context) -> int:
        assert update.message
        keyboard = ReplyKeyboardMarkup(
            [["Boy", "Girl", "Other"]], one_time_keyboard=True, input_field_placeholder="Which?"
        )
        await update.message.reply_text("Who are you?", reply_markup=keyboard)
        return GENDER

    async def gender(update: Update, _: Context) -> int:
        assert update.message
        await update.message.reply_text("A photo, please.", reply_markup=ReplyKeyboardRemove())
        return PHOTO

    async def photo(update: Update, _: Context) -> int:
        assert update.message
        file = await update.message.photo[-1].get_file()
        picture = await file.download_as_bytearray()
        await update.message.reply_text(f"{len(picture)} bytes. Where are you?")
        return PLACE

    async def place(update: Update, _: Context) -> int:
        assert update.message
        found = update.message.location
        assert found
        await update.message.reply_text(f"{found.latitude} {found.longitude}. And you are?")
        return BIO

    async def no_place(update: Update, _: Context) -> int:
        assert update.message
        await update.message.reply_text("Then not. And you are?")
        return BIO

    async def bio(update: Update, _: Context) -> int:
        assert update.message
        await update.message.reply_text("Thank you!")
        return ConversationHandler.END

    app.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={
                GENDER: [MessageHandler(filters.Regex("^(Boy|Girl|Other)$"), gender)],
                PHOTO: [MessageHandler(filters.PHOTO, photo)],
                PLACE: [
                    MessageHandler(filters.LOCATION, place),
                    CommandHandler("skip", no_place),
                ],
                BIO: [MessageHandler(WORDS, bio)],
            },
            fallbacks=[],
        )
    )


def polls(app: PtbApp) -> None:
    """The poll bot: counts answers itself, ends a poll after two, a quiz after one."""

    async def poll(update: Update, context: Context) -> None:
        assert update.effective_chat
        sent = await context.bot.send_poll(
            update.effective_chat.id,
            "How are you?",
            ["Good", "Great", "Tired"],
            is_anonymous=False,
            allows_multiple_answers=True,
        )
        assert sent.poll
        context.bot_data[sent.poll.id] = {"message": sent.message_id, "chat": sent.chat_id, "n": 0}

    async def answered(update: Update, context: Context) -> None:
        answer = update.poll_answer
        assert answer
        assert answer.user
        asked: Kept = context.bot_data[answer.poll_id]
        chosen = ", ".join(str(number) for number in answer.option_ids)
        words = f"{answer.user.mention_html()}: {chosen}"
        await context.bot.send_message(asked["chat"], words, parse_mode=ParseMode.HTML)
        asked["n"] += 1
        if asked["n"] == 2:
            await context.bot.stop_poll(asked["chat"], asked["message"])

    async def quiz(update: Update, context: Context) -> None:
        assert update.effective_message
        sent = await update.effective_message.reply_poll(
            "How many legs has a spider?", ["4", "8", "6"], type=Poll.QUIZ, correct_option_id=1
        )
        assert sent.poll
        context.bot_data[sent.poll.id] = {"chat": sent.chat_id, "message": sent.message_id}

    async def poll_changed(update: Update, context: Context) -> None:
        state = update.poll
        assert state
        if state.is_closed or state.type != Poll.QUIZ:
            return
        asked: Kept = context.bot_data[state.id]
        await context.bot.stop_poll(asked["chat"], asked["message"])
        await context.bot.send_message(asked["chat"], f"{state.total_voter_count} answered")

    async def preview(update: Update, _: Context) -> None:
        assert update.effective_message
        button = KeyboardButton("Make one", request_poll=KeyboardButtonPollType())
        keyboard = ReplyKeyboardMarkup([[button]], one_time_keyboard=True)
        await update.effective_message.reply_text("Your turn.", reply_markup=keyboard)

    app.add_handler(CommandHandler("poll", poll))
    app.add_handler(CommandHandler("quiz", quiz))
    app.add_handler(CommandHandler("preview", preview))
    app.add_handler(PollAnswerHandler(answered))
    app.add_handler(PollHandler(poll_changed))


def file_echo(app: PtbApp) -> None:
    """Fetches a file and sends its bytes back as another one."""

    async def again(update: Update, _: Context) -> None:
        assert update.message
        assert update.message.document
        file = await update.message.document.get_file()
        data = await file.download_as_bytearray()
        await update.message.reply_document(bytes(data), filename="again.txt", caption="again")

    app.add_handler(MessageHandler(filters.Document.ALL, again))


def errors(app: PtbApp) -> None:
    """The bot of the error handler: tells its maker what went wrong, as HTML."""

    async def failing(_: Update, context: Context) -> None:
        await context.bot.this_method_does_not_exist()  # type: ignore[attr-defined] # meant to fail

    async def refused(_: Update, context: Context) -> None:
        await context.bot.send_message(MOTHER, "<b>never closed", parse_mode=ParseMode.HTML)

    async def report(_: object, context: Context) -> None:
        assert context.error
        lines = traceback.format_exception_only(context.error)
        text = f"Failed:\n<pre>{html.escape(''.join(lines).strip())}</pre>"
        await context.bot.send_message(MOTHER, text, parse_mode=ParseMode.HTML)

    app.add_handler(CommandHandler("fail", failing))
    app.add_handler(CommandHandler("refused", refused))
    app.add_error_handler(report)


def chat_members(app: PtbApp) -> None:
    """The chat member bot: knows where it is and greets who comes."""

    async def moved(update: Update, context: Context) -> None:
        change = update.my_chat_member
        assert change
        was, now = change.difference()["status"]
        chats: set[int] = context.bot_data.setdefault("groups", set())
        (chats.discard if now in {"left", "kicked"} else chats.add)(change.chat.id)
        await context.bot.send_message(MOTHER, f"{change.chat.title}: {was} - {now}")

    async def greet(update: Update, _: Context) -> None:
        change = update.chat_member
        assert change
        assert update.effective_chat
        name = change.new_chat_member.user.mention_html()
        words = "is here" if change.new_chat_member.status == "member" else "is gone"
        await update.effective_chat.send_message(f"{name} {words}", parse_mode=ParseMode.HTML)

    async def show(update: Update, context: Context) -> None:
        assert update.effective_message
        await update.effective_message.reply_text(f"{len(context.bot_data.get('groups', ()))}")

    app.add_handler(ChatMemberHandler(moved, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(ChatMemberHandler(greet, ChatMemberHandler.CHAT_MEMBER))
    app.add_handler(CommandHandler("show", show))


def deep_links(app: PtbApp) -> None:
    """The deep linking bot: every link leads to the next."""

    def link(bot: Bot, payload: str, *, group: bool = False) -> str:
        return create_deep_linked_url(bot.username, payload, group=group)

    async def start(update: Update, context: Context) -> None:
        assert update.message
        await update.message.reply_text(f"Tell others: {link(context.bot, CHECK, group=True)}")

    async def checked(update: Update, context: Context) -> None:
        assert update.message
        button = InlineKeyboardButton("Go on", url=link(context.bot, USE))
        keyboard = InlineKeyboardMarkup.from_button(button)
        await update.message.reply_text("You came by a link.", reply_markup=keyboard)

    async def used(update: Update, context: Context) -> None:
        assert update.message
        assert context.args
        await update.message.reply_markdown_v2(
            f"[The end]({link(context.bot, CHECK)}) of `{context.args[0]}`\\."
        )

    app.add_handler(CommandHandler("start", checked, filters.Regex(CHECK)))
    app.add_handler(CommandHandler("start", used, filters.Regex(USE)))
    app.add_handler(CommandHandler("start", start))
