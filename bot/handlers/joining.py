"""Staff come by a link: 是 or 不是我, then the own number or none."""

from datetime import datetime

from aiogram import F
from aiogram.enums import ChatType
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.handlers.answers import answering
from bot.handlers.dialogues import Dialogue, In, begin
from bot.handlers.people import actor_of, presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import joining
from bot.services.unit import Read, Write
from bot.views import joining as views
from bot.views.buttons import Join

routes = Routes("joining")

IN_PRIVATE = F.message.chat.type == ChatType.PRIVATE
"""Where the question stands; a forged press elsewhere takes no message away."""


async def ask_who(message: Message, token: str, read: Read, voice: Voice, at: datetime) -> None:
    """`/start join_…`: is the link for this person?"""
    assert message.from_user is not None
    async with read() as session:
        invited = await joining.invited(session, token, actor_of(message.from_user), at=at)
    reader = await voice.reader(message.chat.id)
    await voice.answer(message, views.who(reader, invited, token))


@routes.callback_query(Join.filter(~F.me), IN_PRIVATE)
async def is_another(query: CallbackQuery, voice: Voice) -> None:
    await voice.reply_to_press(query)
    await voice.take_away(query)
    await voice.say(query.from_user.id, views.other(await voice.reader(query.from_user.id)))


@routes.callback_query(Join.filter(), IN_PRIVATE)
async def join(
    query: CallbackQuery,
    callback_data: Join,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    actor = presser_of(query)
    async with write() as session:
        made = await joining.accept(session, callback_data.token, actor, policy, at=at)
    await voice.reply_to_press(query)
    await voice.take_away(query)
    await begin(state, Dialogue.phoning, at=at)
    await voice.say(actor.id, views.joined(await voice.reader(actor.id), made.name))


@routes.message(In(Dialogue.phoning), F.contact)
async def keep_phone(message: Message, state: FSMContext, write: Write, voice: Voice) -> None:
    """Only one's own contact counts: Telegram vouches for the number."""
    assert message.from_user is not None
    assert message.contact is not None
    if message.contact.user_id != message.from_user.id:
        raise Refusal("refusal-own-phone")
    async with answering(state), write() as session:
        actor = actor_of(message.from_user)
        await joining.keep_phone(session, actor, message.contact.phone_number)
    await voice.answer(message, views.ready(await voice.reader(message.chat.id), phone=True))


@routes.message(In(Dialogue.phoning), F.chat.type == ChatType.PRIVATE, F.text.in_(views.NO_PHONE))
async def leave_no_phone(message: Message, state: FSMContext, voice: Voice) -> None:
    await state.clear()
    await voice.answer(message, views.ready(await voice.reader(message.chat.id), phone=False))
