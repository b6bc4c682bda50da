"""A plan as its planner sees it, and what may be changed in it."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.gathering_cards import GatheringAsked, GatheringPlan
from bot.domain.gatherings import MOST_COMPANIONS, GatheringType, Occasion
from bot.domain.grid import Role
from bot.texts import Safe, escaped
from bot.views import layout
from bot.views.buttons import Do, Held
from bot.views.coming import is_late, moments
from bot.views.gatherings import announced, key, named
from bot.views.keyboard import Row, in_rows, keyboard
from bot.views.layout import FIELD, NAME, cut, dotted, full_date, lines
from bot.views.message import Message, Reader
from bot.views.notice_keys import NoticeKeys

TIMES = (2, 4, 8, 12)


def plan_start(reader: Reader) -> Message:
    """`/training` of somebody who may plan: one line will do."""
    words = reader.words
    example = Safe(f"<code>{words('plan-example')}</code>")
    return Message(lines(words("plan-start"), example, words("plan-start-more")))


def plan_wants(reader: Reader, what: str) -> Message:
    """Ask for the one thing that is missing, or that is to be changed."""
    return Message(reader.words(f"plan-wants-{what}"))


def really(reader: Reader, category: str | None, draft: int, *, notice: bool = False) -> Message:
    """Their words read like a danger, and are a draft now: is it one, or what they plan or send?"""
    asked = "really-fire" if category == "fire" else "really-danger"
    if notice:
        no = NoticeKeys(reader, draft).press("button-not-really-said", Do.UNREAL)
    else:
        no = key(reader, "button-not-really", Held.UNREAL, draft)
    return Message(reader.words(asked), keyboard([no]))


def plan(reader: Reader, card: GatheringPlan) -> Message:
    """The preview: what the groups will read, and to how many it goes."""
    one, words = card.occasion, reader.words
    unheard = bool(card.groups) and not card.heard
    head = words.plain("plan-head-unheard" if unheard else "plan-head", groups=card.heard)
    keys: list[Row] = [
        [_key(reader, "button-announce", Held.ANNOUNCE, one), _write(reader, "time", one)],
        [_write(reader, what, one) for what in ("place", "capacity")[: 2 - one.by_slots]],
        [
            _key(reader, "button-plan-more", Held.MORE, one),
            _key(reader, "button-drop", Held.DROP, one),
        ],
    ]
    return Message(
        lines(layout.head(reader, head), *_warnings(card, reader), " ", announced(one, reader)),
        keyboard(*keys),
    )


def _warnings(card: GatheringPlan, reader: Reader) -> list[Safe]:
    words, found = reader.words, []
    if card.later is not None:
        found.append(words("plan-later", time=full_date(card.later, reader)))
    if not card.groups:
        found.append(words("plan-no-groups", grid=cut(card.occasion.grid, NAME)))
    found += _days(card, reader)
    clash = _clash(card, reader)
    return [*found, clash] if clash is not None else found


def _days(card: GatheringPlan, reader: Reader) -> list[Safe]:
    """Return which groups hear of it when, and why, where not all hear it on the day that is meant."""
    if not is_late(card.coming):
        return []
    told = moments(card.coming, reader, at_once=card.later is None)
    by_hand = [reader.words("plan-by-hand")] if card.heard < card.groups else []
    return [*told, *by_hand]


def _clash(card: GatheringPlan, reader: Reader) -> Safe | None:
    """Say what else the trainer has at that time: a warning, for two may teach in turns."""
    if card.clash_at is None:
        return None
    time = full_date(card.clash_at, reader)
    trainer, title = cut(card.occasion.trainer, NAME), cut(card.clash, NAME)
    return reader.words("plan-clash", trainer=trainer, time=time, title=title)


def _key(
    reader: Reader, label: str, act: Held, one: Occasion, arg: str = ""
) -> InlineKeyboardButton:
    return key(reader, label, act, one.gathering_id, arg)


def _write(reader: Reader, what: str, one: Occasion) -> InlineKeyboardButton:
    return _key(reader, f"button-new-{what}", Held.WRITE, one, what)


def more(reader: Reader, one: Occasion) -> Message:
    """更多: what else may be chosen."""

    def choose(what: str) -> InlineKeyboardButton:
        return _key(reader, f"button-new-{what}", Held.CHOOSE, one, what)

    keys = [_write(reader, "title", one), *map(choose, ("type", "scope", "role", "trainer"))]
    keys += [choose("times")] if one.by_slots else [choose("companions"), choose("times")]
    return Message(announced(one, reader), keyboard(*in_rows(keys), _back(reader, one)))


def _back(reader: Reader, one: Occasion) -> list[InlineKeyboardButton]:
    return [_key(reader, "button-back", Held.PLAN, one)]


def _set(
    reader: Reader, label: str, one: Occasion, arg: str, **params: str | int
) -> InlineKeyboardButton:
    return key(reader, label, Held.SET, one.gathering_id, arg, **params)


def which_type(reader: Reader, one: Occasion) -> Message:
    keys = [_set(reader, f"gathering-type-{kind}", one, f"type.{kind}") for kind in GatheringType]
    return Message(reader.words("plan-which-type"), keyboard(*in_rows(keys), _back(reader, one)))


def which_companions(reader: Reader, one: Occasion) -> Message:
    none = _set(reader, "button-no-companions", one, "companions.0")
    keys = [
        _set(reader, "button-most-companions", one, f"companions.{most}", most=most)
        for most in range(1, MOST_COMPANIONS + 1)
    ]
    said = reader.words("plan-which-companions")
    return Message(said, keyboard(*in_rows([none, *keys]), _back(reader, one)))


def which_times(reader: Reader, one: Occasion) -> Message:
    once = _set(reader, "button-once", one, "times.1")
    keys = [_set(reader, "button-times", one, f"times.{n}", times=n) for n in TIMES]
    said = reader.words("plan-which-times")
    return Message(said, keyboard(*in_rows([once, *keys]), _back(reader, one)))


def which_scope(
    reader: Reader,
    one: Occasion,
    above: tuple[int, str] | None,
    below: Sequence[tuple[int, str]],
) -> Message:
    keys = [named(name, Held.SET, one.gathering_id, f"scope.{node}") for node, name in below]
    rows = in_rows(keys)
    if above is not None:
        node, name = above
        up = reader.words.plain("button-up", grid=cut(name, NAME))
        rows = [[named(up, Held.SET, one.gathering_id, f"scope.{node}")], *rows]
    said = reader.words("plan-which-scope", grid=cut(one.grid, NAME))
    return Message(said, keyboard(*rows, _back(reader, one)))


def which_role(reader: Reader, one: Occasion, roles: Sequence[Role]) -> Message:
    residents = _set(reader, "button-residents", one, "role.")
    keys = [_set(reader, f"role-{role}", one, f"role.{role}") for role in roles]
    said = reader.words("plan-which-role")
    return Message(said, keyboard(*in_rows([residents, *keys]), _back(reader, one)))


def which_unit(reader: Reader, one: Occasion, units: Sequence[str]) -> Message:
    """Of which unit, among those that are on record."""
    everybody = _set(reader, "button-all-units", one, "unit.")
    keys = [
        named(unit, Held.SET, one.gathering_id, f"unit.{nth}") for nth, unit in enumerate(units)
    ]
    role = reader.words.plain(f"role-{one.role}") if one.role else ""
    said = reader.words("plan-which-unit", role=role)
    return Message(said, keyboard(*in_rows([everybody, *keys]), _back(reader, one)))


def which_trainer(reader: Reader, one: Occasion, people: Sequence[tuple[int, str]]) -> Message:
    keys = [named(name, Held.SET, one.gathering_id, f"trainer.{user}") for user, name in people]
    said = reader.words("plan-which-trainer")
    return Message(said, keyboard(*in_rows(keys), _back(reader, one)))


def dropped(reader: Reader) -> Message:
    """不办了: nobody has heard of it."""
    return Message(reader.words("plan-dropped"))


def planned(reader: Reader, card: GatheringPlan) -> Message:
    """确认发布: it goes out, now or in the morning."""
    words = reader.words
    if card.asks:
        return Message(words("plan-asked"))
    if days := _days(card, reader):
        return Message(lines(words("plan-sent-days"), *days))
    if card.later is not None:
        time = full_date(card.later, reader)
        return Message(words("plan-sent-later", time=time, groups=card.groups))
    return Message(words("plan-sent", groups=card.groups))


def gathering_asked(card: GatheringAsked, reader: Reader) -> Message:
    """For the duty desk: what a whole town would read; 同意 or 不同意 by somebody else."""
    one, words = card.occasion, reader.words
    goes = full_date(card.goes_at, reader) if card.goes_at else words("notice-at-once")
    asked = "gathering-change-asked" if card.changes else "notice-asked"
    asked = "gathering-was-asked" if card.decided_at is not None else asked
    head = words.plain("gathering-asked-soon" if card.soon else asked, grid=cut(one.grid, NAME))
    who = cut(card.who or one.organiser, NAME)
    told = lines(
        layout.head(reader, head),
        words("gathering-change-asked-by", who=who, groups=card.groups)
        if card.changes
        else words("notice-asked-by", who=who, groups=card.groups),
    )
    if card.verdict is not None and card.decided_at is not None:
        label = "notice-agreed" if card.verdict else "notice-refused"
        decided = words(label, who=cut(card.by, NAME), time=reader.clock(card.decided_at))
        named = dotted(escaped(cut(one.title, FIELD)), full_date(one.starts_at, reader))
        return Message(lines(told, named, decided))
    plan = None if card.changes else words("notice-plan", time=goes, groups=card.groups)
    return Message(
        lines(told, plan, " ", announced(one, reader)),
        keyboard(
            [
                _key(reader, "button-notice-agree", Held.AGREE, one),
                _key(reader, "button-disagree", Held.REFUSE, one),
            ]
        ),
    )


def changed(reader: Reader, card: GatheringPlan) -> Message:
    """What is announced has been changed; those who come are being told."""
    if card.asks:
        return Message(reader.words("plan-change-asked"))
    return Message(lines(reader.words("plan-changed"), _clash(card, reader)))
