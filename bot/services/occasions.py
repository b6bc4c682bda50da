"""What gatherings say: to those who have signed up, in their groups, to whoever runs them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gathering_cards import (
    FOLLOWS,
    Calls,
    Earlier,
    GatheringCall,
    GatheringNews,
    Nearby,
    News,
    by_now,
)
from bot.domain.gatherings import COMING, FOR_PARENTS, GatheringType, Occasion, SignUpState
from bot.domain.grid import Audience
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.services import cards, saying
from bot.services.rights import Actor
from bot.services.saying import Drawing
from bot.storage import chats, gatherings, live, outbox, people, rewording, sign_ups
from bot.storage.chats import Chat
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid
from bot.storage.outbox import LIVE, NEW, Delivery, Lane
from bot.storage.people import Account
from bot.storage.sign_ups import SignUp

ANNOUNCEMENT, INVITATION, ORGANISER = "announcement", "invitation", "organiser"
"""The slots of the messages that follow a gathering: in groups, for who came by a link, for who runs it."""
SIGNED_UP = "signed_up"
"""The slot of what somebody was told who has signed up; it follows how they stand."""
SAME = Earlier()
RESTS = timedelta(minutes=1)
"""Between two edits of what follows a gathering (promise 8)."""
SHOWN = 5
"""On the list of what is coming."""
NAMED = 10
"""First names in one message to a group; the others are counted."""


async def occasion(session: AsyncSession, one: Gathering) -> Occasion:
    """Return a gathering as messages tell of it."""
    node = await session.get_one(Grid, one.grid_id)
    return Occasion(
        gathering_id=one.key,
        type=one.type,
        title=one.title,
        state=one.state,
        starts_at=one.starts_at,
        minutes=one.minutes,
        place=one.place,
        grid=node.name,
        capacity=one.capacity,
        taken=one.taken,
        waiting=one.waiting,
        companions=one.companions,
        trainer=one.trainer,
        organiser=one.organiser,
        role=one.role,
        unit=one.unit,
        nth=one.nth,
        times=one.times,
        version=one.version,
        why_off=one.why_off,
    )


def messages(gathering_id: int, *slots: str) -> live.Messages:
    """Return the messages of a gathering that stand, or will stand, as a subquery."""
    return select(Delivery.id).where(
        Delivery.gathering_id == gathering_id,
        col(Delivery.slot).in_(slots),
        col(Delivery.op).in_(NEW),
        col(Delivery.status).in_(LIVE),
    )


_STIRRING = live.stirring(
    select(Delivery.id).where(
        Delivery.gathering_id == bindparam("gathering"),
        col(Delivery.slot).in_([ANNOUNCEMENT, INVITATION, ORGANISER]),
        col(Delivery.op).in_(NEW),
        col(Delivery.status).in_(LIVE),
    )
)
"""Built once, for hundreds may sign up within a second."""


async def groups(session: AsyncSession, gathering_id: int) -> int:
    """Return in how many groups a gathering is announced."""
    rows = messages(gathering_id, ANNOUNCEMENT).subquery()
    return (await session.exec(select(func.count()).select_from(rows))).one()


async def stir(session: AsyncSession, one: Gathering, *, at: datetime) -> None:
    """Have everything that tells of a gathering drawn anew once it has rested."""
    await session.flush()
    await session.exec(_STIRRING, params={"gathering": one.key, "now": at})


async def stir_all(session: AsyncSession, one: Gathering, *, at: datetime) -> None:
    """Have what people were told in private drawn anew, too."""
    await stir(session, one, at=at)
    await live.stir(session, messages(one.key, SIGNED_UP), at=at)


async def stir_row(
    session: AsyncSession, one: Gathering, who: Sequence[SignUp], *, at: datetime
) -> None:
    """Have what these were told drawn anew, and what all who wait were: the row has moved."""
    await session.flush()
    waiting = select(SignUp.user_id).where(
        SignUp.gathering_id == one.key, SignUp.state == SignUpState.WAITING
    )
    theirs = or_(
        col(Delivery.chat_id).in_([each.user_id for each in who]),
        col(Delivery.chat_id).in_(waiting),
    )
    await live.stir(session, messages(one.key, SIGNED_UP).where(theirs), at=at)


async def tell(
    session: AsyncSession,
    one: Gathering,
    who: SignUp,
    what: News,
    policy: Policy,
    *,
    at: datetime,
    once: str | None = None,
    silent: bool = False,
    earlier: Earlier = SAME,
) -> bool:
    """Queue what one person is told in private; says whether they have a private chat."""
    if who.user_id is None or not await cards.has_private_chat(session, who.user_id):
        return False
    follows = what in FOLLOWS
    message = await saying.send(
        session,
        await _news(session, one, who, what, earlier=earlier),
        await cards.account_place(session, who.user_id, policy),
        at=at,
        lane=Lane.CARDS,
        gathering_id=one.key,
        slot=SIGNED_UP if follows else None,
        once=once,
        silent=silent,
    )
    if follows:
        await saying.keep_live(session, message, due_at=None)
    return True


async def _news(
    session: AsyncSession, one: Gathering, who: SignUp, what: News, *, earlier: Earlier
) -> GatheringNews:
    waits = who.state is SignUpState.WAITING
    return GatheringNews(
        what,
        await occasion(session, one),
        waits=waits,
        position=await sign_ups.position(session, who) if waits else 0,
        companions=who.companions,
        slot=who.slot,
        earlier=earlier,
        named=(who.paper_name or "") if one.type is GatheringType.TRAINING else None,
    )


async def draw_own(
    session: AsyncSession, message: Delivery, _policy: Policy, _at: datetime
) -> Drawing | None:
    """Draw what somebody was told as it is by now; None once they are forgotten."""
    one = await session.get_one(Gathering, message.gathering_id)
    who = await sign_ups.sign_up_of(session, one.key, message.chat_id)
    words = await rewording.latest_words(session, message)
    if who is None or words is None:
        return None
    said = decode(words.view, words.params)
    assert isinstance(said, GatheringNews)
    what = by_now(said.what, who.state, one.state)
    return Drawing(await _news(session, one, who, what, earlier=said.earlier), rests=RESTS)


async def tell_all(
    session: AsyncSession,
    one: Gathering,
    what: News,
    policy: Policy,
    *,
    at: datetime,
    states: Iterable[SignUpState] = (SignUpState.IN,),
    silent: bool = False,
    earlier: Earlier = SAME,
) -> None:
    """Tell everybody who has signed up, once for this version of it: in private, else in their group.

    What may be said again of another time carries that time in its key.
    """
    alone = []
    for who in await sign_ups.signed_up(session, one.key, states):
        once = f"gathering:{one.key}:{one.version}:{what}:{who.key}"
        if await was_told(session, once):
            continue
        if not await tell(
            session, one, who, what, policy, at=at, once=once, silent=silent, earlier=earlier
        ):
            alone.append(who)
    await call(session, one, alone, what, policy, at=at, earlier=earlier)


async def was_told(session: AsyncSession, once: str) -> bool:
    """Return whether this was ever queued."""
    return await outbox.was_queued(session, once)


async def call(
    session: AsyncSession,
    one: Gathering,
    whom: Sequence[SignUp],
    what: News,
    policy: Policy,
    *,
    at: datetime,
    earlier: Earlier = SAME,
) -> None:
    """Name those without a private chat under the announcement in the group where they signed up."""
    there: dict[int, list[SignUp]] = {}
    for who in whom:
        if who.chat_id < 0 and who.name:
            there.setdefault(who.chat_id, []).append(who)
    for chat_id, named in there.items():
        chat = await session.get(Chat, chat_id)
        if chat is None or chat.lost_at is not None:
            continue
        shown = tuple(who.name.split()[0] for who in named[:NAMED])
        said = GatheringCall(
            Calls(what), await occasion(session, one), shown, len(named) - len(shown), earlier
        )
        await saying.send(
            session,
            said,
            cards.chat_place(chat, policy),
            at=at,
            lane=Lane.CARDS,
            gathering_id=one.key,
            answers=await announcement_in(session, one.key, chat_id),
            once=f"gathering:{one.key}:{one.version}:{what}:{chat_id}:{named[-1].key}",
            silent=True,
        )
        for who in named:
            who.called_at = at


async def announcement_in(
    session: AsyncSession, gathering_id: int, chat_id: int
) -> Delivery | None:
    """Return the announcement that stands in a group."""
    ids = messages(gathering_id, ANNOUNCEMENT)
    query = select(Delivery).where(col(Delivery.id).in_(ids), Delivery.chat_id == chat_id)
    return (await session.exec(query)).first()


async def announced_by(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """Return of which gathering a message in a group is the announcement."""
    query = select(Delivery.gathering_id).where(
        Delivery.chat_id == chat_id,
        Delivery.message_id == message_id,
        Delivery.slot == ANNOUNCEMENT,
    )
    return (await session.exec(query)).first()


async def unreached(session: AsyncSession, gathering_id: int) -> list[SignUp]:
    """Return who has signed up and has no private chat."""
    coming = await sign_ups.signed_up(session, gathering_id)
    users = {who.user_id for who in coming if who.user_id is not None}
    reached = await people.with_private_chat(session, users)
    return [who for who in coming if who.user_id not in reached]


async def bound_groups(session: AsyncSession, one: Gathering) -> Sequence[tuple[Chat, int]]:
    """Return the groups that hear of a gathering, each once with its node.

    Staff of a grid without a group of its own meet in the nearest one above.
    """
    node = await session.get_one(Grid, one.grid_id)
    if one.role is None:
        return await chats.within(session, node.path)
    found = await chats.within(session, node.path, whose=[Audience.STAFF])
    nearest = await chats.nearest_staff(session, node.path)
    if nearest is None or nearest[0].id in {chat.id for chat, _ in found}:
        return found
    return [(nearest[0], nearest[1].key), *found]


async def coming(
    session: AsyncSession, actor: Actor, chat_id: int, *, at: datetime
) -> tuple[list[Nearby], bool]:
    """Return what is held near somebody and how they stand with it; and whether it is known where.

    Near is the node of the group they ask in, else where they reported from, else where they work.
    """
    held = await people.appointments_of(session, actor.id)
    account = await session.get(Account, actor.id)
    home = account.home_grid_id if account else None
    nodes = await chats.grids_of(session, chat_id) if chat_id < 0 else []
    if not nodes and home is not None:
        nodes = [await session.get_one(Grid, home)]
    nodes = nodes or [node for _, node in held]
    found = await gatherings.ahead(session, [node.path for node in nodes], at=at)
    shown = []
    for one in found:
        if one.role is None or any(each.role is one.role for each, _ in held):
            who = await sign_ups.sign_up_of(session, one.key, actor.id)
            state = who.state if who is not None and who.state in COMING else None
            runs = one.is_run_by(actor.id)
            shown.append(Nearby(await occasion(session, one), state, runs))
    return shown[:SHOWN], bool(nodes)


async def for_parents(
    session: AsyncSession, paths: Sequence[str], *, at: datetime
) -> Gathering | None:
    """Return the next gathering for parents near these nodes that has room, for residents."""
    for one in await gatherings.ahead(session, paths, at=at):
        if one.role is None and one.taken < one.capacity and FOR_PARENTS.search(one.title):
            return one
    return None
