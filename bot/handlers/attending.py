"""At the door and afterwards: the code, the list, 合格, certificates, who may be called."""

from datetime import datetime

from aiogram import F
from aiogram.types import CallbackQuery, Message

from bot.domain.certificates import Passed
from bot.domain.policy import Policy
from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import actor_of, presser_of
from bot.handlers.routing import Routes
from bot.handlers.signing_up import number, numbers
from bot.handlers.voice import Voice
from bot.services import attending, certificates, presses, results
from bot.services.unit import Read, Write
from bot.views import attending as views
from bot.views import certificates as papers
from bot.views.buttons import Gather, Held
from bot.views.results import results_wanted
from bot.views.toasts import Toast

routes = Routes("attending")

PASSED = {
    Passed.TOLD: Toast.PASSED,
    Passed.UNTOLD: Toast.PASSED_UNTOLD,
    Passed.NAMELESS: Toast.PASSED_NAMELESS,
    Passed.NOT: Toast.NOT_PASSED,
    Passed.TAKEN_BACK: Toast.CERTIFICATE_BACK,
}


@routes.callback_query(Gather.filter(F.act == Held.CHECK_IN), IN_PRIVATE)
async def send_code(
    query: CallbackQuery,
    callback_data: Gather,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    async with write() as session:
        if not await presses.is_new(session, query.id, at=at):
            return
        await attending.send_code(session, callback_data.id, presser_of(query), policy, at=at)
    await voice.toast(query, Toast.CODE_SENT)


@routes.callback_query(Gather.filter(F.act == Held.ROSTER), IN_PRIVATE)
async def show_roster(
    query: CallbackQuery, callback_data: Gather, write: Write, voice: Voice, at: datetime
) -> None:
    """The first page is a message of its own, the others take its place."""
    turns = bool(callback_data.arg)
    start = number(callback_data.arg) if turns else 0
    async with write() as session:
        page = await attending.roster(
            session, callback_data.id, presser_of(query), start=start, at=at
        )
    await voice.reply_to_press(query)
    said = views.roster(page, await voice.reader(query.from_user.id))
    if turns:
        await voice.turn(query, said)
    else:
        await voice.say(query.from_user.id, said)


@routes.callback_query(Gather.filter(F.act.in_({Held.CAME, Held.MISSED, Held.PASS})), IN_PRIVATE)
async def note(
    query: CallbackQuery,
    callback_data: Gather,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """到, 没到, 合格: the list says so at once; pressed twice it is so all the same."""
    who, start, *passes = numbers(callback_data.arg, 2, 3)
    actor, key, act = presser_of(query), callback_data.id, callback_data.act
    passed, told = bool(passes and passes[0]), Toast.CAME
    async with write() as session:
        if act is Held.PASS:
            judged = await certificates.judge(
                session, key, actor, policy, key=who, passed=passed, at=at
            )
            told = PASSED[judged]
        else:
            came = act is Held.CAME
            await attending.mark(session, key, actor, policy, key=who, came=came, at=at)
        page = await attending.roster(session, key, actor, start=start, at=at)
    await voice.toast(query, told)
    await voice.turn(query, views.roster(page, await voice.reader(query.from_user.id)))


@routes.callback_query(Gather.filter(F.act == Held.RESULT), IN_PRIVATE)
async def note_result(
    query: CallbackQuery,
    callback_data: Gather,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """合格, 没合格, 没到 under the question who has passed; whoever is next takes the place."""
    digits, _, result = callback_data.arg.partition(".")
    who, actor, key, told = number(digits), presser_of(query), callback_data.id, Toast.CAME
    async with write() as session:
        if result == "miss":
            await attending.mark(session, key, actor, policy, key=who, came=False, at=at)
        else:
            passed = result == "pass"
            judged = await certificates.judge(
                session, key, actor, policy, key=who, passed=passed, at=at
            )
            told = PASSED[judged]
        card = await results.wanted(session, await attending.require_run_by(session, key, actor))
    await voice.toast(query, told)
    await voice.turn(query, results_wanted(card, await voice.reader(query.from_user.id)))


@routes.callback_query(Gather.filter(F.act == Held.CALLABLE), IN_PRIVATE)
async def may_be_called(
    query: CallbackQuery, callback_data: Gather, write: Write, voice: Voice
) -> None:
    """可以联系我, or not; the other may be pressed later."""
    yes = callback_data.arg == "yes"
    async with write() as session:
        await certificates.may_be_called(session, callback_data.id, presser_of(query), yes=yes)
    reader = await voice.reader(query.from_user.id)
    await voice.reply_to_press(query, papers.noted(reader, yes=yes))


@routes.callback_query(Gather.filter(F.act == Held.ABLE), IN_PRIVATE)
async def show_ready(query: CallbackQuery, read: Read, voice: Voice, at: datetime) -> None:
    async with read() as session:
        grid, people = await certificates.ready(session, "", presser_of(query), at=at)
    await voice.reply_to_press(query)
    reader = await voice.reader(query.from_user.id)
    await voice.say(query.from_user.id, papers.ready(reader, grid, people))


@routes.callback_query(Gather.filter(F.act == Held.MINE), IN_PRIVATE)
async def send_certificates(
    query: CallbackQuery, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    async with write() as session:
        if not await presses.is_new(session, query.id, at=at):
            return
        count = await certificates.send_own(session, presser_of(query), policy, at=at)
    reader = await voice.reader(query.from_user.id)
    await voice.reply_to_press(query, None if count else papers.no_certificates(reader))


async def check_in(
    message: Message, code: str, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """The code at the door was scanned."""
    assert message.from_user is not None
    async with write() as session:
        one = await attending.check_in(session, code, actor_of(message.from_user), policy, at=at)
    await voice.answer(message, views.checked_in(await voice.reader(message.chat.id), one))


async def verify(message: Message, code: str, read: Read, voice: Voice, at: datetime) -> None:
    """The code on a certificate was scanned."""
    async with read() as session:
        found = await certificates.verify(session, code, at=at)
    await voice.answer(message, papers.verified(await voice.reader(message.chat.id), found))
