"""What staff are asked after a press, and what `/case` answers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import accumulate

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.cards import Facts, Step
from bot.domain.kinds import Outcome, offered
from bot.domain.looking import Story
from bot.domain.privacy import without_phones
from bot.domain.states import CLOSED, Action, State
from bot.texts import Safe, escaped
from bot.views import drills, layout, wording
from bot.views import steps as history
from bot.views.buttons import Act
from bot.views.keyboard import LABEL, Keys, Row, in_rows, keyboard
from bot.views.layout import NAME, cut, lines
from bot.views.message import Message, Reader
from bot.views.previews import drill_key

PICKER_ROWS = 7
"""Above 取消; a picker has at most 8 rows (contract.md)."""

PAGE_NODES = 2 * (PICKER_ROWS - 1)
"""Nodes of a page, two in a row; below them one leafs on."""

HANDOVERS = history.HANDOVERS
"""The words that `Press.arg` may carry with 已团聚 of a found person."""

STORY_TEXT = 1000
REST_TEXT = 2000
STORY_HISTORY = 1800
"""Characters of a story's steps: with its words they stay below Telegram's 4096."""

HAPPY = {outcome for outcome in Outcome if outcome.is_happy}


def outcome_picker(facts: Facts, reader: Reader) -> Message:
    """办结: which of the outcomes of this kind; `Press.arg` is the outcome."""
    keys = Keys(reader, facts.case_id)
    ends = [
        keys.named(wording.outcome(facts, outcome, reader), Act.CLOSE_AS, outcome)
        for outcome in offered(facts.kind, notice=facts.is_notice)
    ]
    question = _asked("pick-outcome", facts, reader)
    return Message(question, keyboard(*in_rows(ends, 1), [keys.cancel]))


def handover_picker(facts: Facts, reader: Reader) -> Message:
    """Asked once more before a found person is 已团聚; `Press.arg` is a key of HANDOVERS."""
    keys = Keys(reader, facts.case_id)
    ways = [keys.press(key, Act.HANDED_OVER, way) for way, key in HANDOVERS.items()]
    question = _asked("pick-handover", facts, reader)
    return Message(question, keyboard(*in_rows(ways, 1), [keys.cancel]))


def assign_picker(
    case_id: int,
    number: int | None,
    people: Sequence[tuple[int, str]],
    grids: Sequence[tuple[int, str]],
    reader: Reader,
) -> Message:
    """派遣: `Press.arg` is the person's or the grid's id. People first, as rows allow."""
    keys = Keys(reader, case_id)
    nodes = _nodes(grids, keys, reader)
    staff = [
        keys.named(cut(name, LABEL) or str(user_id), Act.ASSIGN_TO, str(user_id))
        for user_id, name in people
    ]
    node_rows = in_rows(nodes[: 2 * PICKER_ROWS])
    room = max(PICKER_ROWS - len(node_rows), PICKER_ROWS // 2 + 1)
    rows = [*in_rows(staff)[:room], *node_rows][:PICKER_ROWS]
    key = "pick-assign" if rows else "pick-assign-nobody"
    title = reader.words(key, number=number) if number else reader.words("pick-draft")
    return Message(title, keyboard(*rows, [keys.cancel]))


def transfer_picker(
    case_id: int,
    number: int | None,
    grids: Sequence[tuple[int, str]],
    reader: Reader,
    *,
    start: int = 0,
) -> Message:
    """转交: `Press.arg` is the grid's id; a village has more of them than a page."""
    keys = Keys(reader, case_id)
    shown = _nodes(grids[start : start + PAGE_NODES], keys, reader)
    following = start + PAGE_NODES if start + PAGE_NODES < len(grids) else 0
    leaf = [keys.press("button-more", Act.TRANSFER, str(following))]
    key = "pick-transfer" if grids else "pick-transfer-nobody"
    title = reader.words(key, number=number) if number else reader.words("pick-draft")
    further = leaf if len(grids) > PAGE_NODES else []
    return Message(title, keyboard(*in_rows(shown), further, [keys.cancel]))


def _nodes(
    grids: Sequence[tuple[int, str]], keys: Keys, reader: Reader
) -> list[InlineKeyboardButton]:
    return [
        keys.named(_transfer_to(name, reader), Act.TRANSFER_TO, str(grid_id))
        for grid_id, name in grids
    ]


def _transfer_to(name: str, reader: Reader) -> str:
    return reader.words.plain("button-transfer-to", grid=cut(name, LABEL))


def more_menu(
    facts: Facts,
    reader: Reader,
    *,
    alert_out: bool = False,
    held: bool = False,
    again: bool = False,
) -> Message:
    """更多: what fits the state and has no place on the card; `again` if it was published before."""
    question = _asked("pick-more", facts, reader)
    keys = Keys(reader, facts.case_id)
    rows = _more(facts, keys, alert_out=alert_out, held=held, again=again)
    return Message(question, keyboard(*rows))


def _more(facts: Facts, keys: Keys, *, alert_out: bool, held: bool, again: bool) -> list[Row]:
    alerting = facts.kind.can_alert
    working = facts.state is State.IN_PROGRESS
    publish = ("button-publish", Act.PUBLISH)
    if again:
        publish = ("button-republish", Act.REPUBLISH)
    offered = [
        (True, "button-contact", Act.CONTACT),
        (True, "button-transfer", Act.TRANSFER),
        (alerting, "button-escalate", Act.ESCALATE),
        (alerting and working, "button-finish", Act.FINISH),
        (alerting and working and not alert_out, *publish),
        (alert_out and not held, "button-hold", Act.HOLD),
        (_may_show(facts), "button-show-photo", Act.SHOW_PHOTO),
        (alerting, "button-correct", Act.CORRECT),
        (_has_date(facts), "button-extend", Act.EXTEND),
        (True, "button-note", Act.NOTE),
    ]
    buttons = [keys.press(label, act) for fits, label, act in offered if fits]
    if alerting and not alert_out:
        buttons.append(keys.press("button-adjust-level", Act.ADJUST, "level"))
        buttons.extend(drill_key(facts, keys))
    return [*in_rows(buttons), [keys.cancel]]


def _has_date(facts: Facts) -> bool:
    return not facts.kind.is_person and facts.state in {State.ASSIGNED, State.IN_PROGRESS}


def _may_show(facts: Facts) -> bool:
    return facts.kind.is_found and facts.has_photo and not facts.photo_shown


def _asked(key: str, facts: Facts, reader: Reader) -> Safe:
    words = reader.words
    asked = words(key, number=facts.number) if facts.number else words("pick-draft")
    return drills.marked_for(facts, asked, reader)


def reason_wanted(outcome: Outcome, reader: Reader) -> Message:
    """An outcome that must be explained; the next message is the reason."""
    name = reader.words.plain(f"outcome-{outcome}")
    return Message(reader.words("reason-wanted", outcome=name))


def photo_reason_wanted(reader: Reader) -> Message:
    """带上照片: why must everybody see a found person's face? The next message is the reason."""
    return Message(reader.words("photo-reason-wanted"))


def number_wanted(reader: Reader) -> Message:
    """重复: of which case?"""
    return Message(reader.words("number-wanted"))


def case_story(story: Story, reader: Reader, *, at: datetime) -> Message:
    """`/case N`: all but contact for staff and the reporter (`full`), else the public part.

    A long text goes on in `case_rest`.
    """
    facts = story.facts
    if not story.full:
        return latest(facts, reader)
    quote = _words_of(facts)[:STORY_TEXT]
    text = lines(
        wording.headline(facts, reader),
        _number_and_state(facts, reader, staff=story.staff),
        reader.words("reporter-same", number=story.same_as) if story.same_as else None,
        wording.label("grid", cut(facts.grid, NAME), reader),
        wording.keeper(story.keeper, story.keeper_phone, reader),
        _in_hand(story, reader),
        wording.label("address", wording.called(facts, reader), reader),
        wording.features(facts, reader),
        wording.last_seen(facts, reader) if facts.kind.is_person else None,
        None if facts.kind.is_person else wording.place_beyond(facts, reader),
        reader.words("staff-text", text=quote) if quote else None,
        reader.words("story-in-confidence") if story.in_confidence else None,
        reader.words("staff-photo") if facts.has_photo else None,
        _card(story, reader),
        *_history(story, reader, at),
    )
    return Message(text, _story_keys(facts, reader) if story.handles else None)


def _card(story: Story, reader: Reader) -> Safe | None:
    """Return the way to the card in the staff group; its members alone can go it."""
    url = layout.message_link(*story.card) if story.card else None
    return layout.anchor(url, reader.words("story-card")) if url else None


def _in_hand(story: Story, reader: Reader) -> Safe | None:
    """Say who has it, and by when it is to be done."""
    owner = wording.label("owner", cut(story.owner, NAME), reader) if story.owner else None
    owned = story.owner is not None
    due = wording.deadline(story.due_at, reader, owned=owned, overdue=story.overdue)
    return layout.dotted(owner, due) if owner or due else None


def _number_and_state(facts: Facts, reader: Reader, *, staff: bool = False) -> Safe:
    words = reader.words
    end = (
        escaped(wording.outcome(facts, facts.outcome, reader)) if facts.outcome and staff else None
    )
    if facts.state in CLOSED and not staff:
        state = escaped(wording.end(facts, reader))
    else:
        state = words(wording.state(facts))
    return layout.dotted(wording.number(facts, reader), state, end)


def _history(story: Story, reader: Reader, at: datetime) -> list[Safe]:
    words, steps = reader.words, story.steps
    if not steps:
        return []
    told = [_unnamed(step, steps, reader) for step in steps]
    all_of_it = [history.line(step, reader, told=story.staff, read_at=at) for step in told]
    latest = _fitting(all_of_it, STORY_HISTORY)
    earlier = len(steps) - len(latest)
    before = [words("story-earlier", steps=earlier)] if earlier > 0 else []
    return [words("story-history"), *before, *latest]


def _fitting(told: Sequence[Safe], most: int) -> Sequence[Safe]:
    """Return the last lines that take `most` characters together."""
    room = accumulate(len(line) + 1 for line in reversed(told))
    return told[len(told) - sum(used <= most for used in room) :]


def _unnamed(step: Step, steps: Sequence[Step], reader: Reader) -> Step:
    """Call the reporter 报告人: who that is, 联系报告人 tells those who may know.

    What they have done as staff, they have done by name.
    """
    named = {other.who for other in steps if other.action == Action.REPORT}
    if step.action not in history.BY_REPORTER or step.who not in named:
        return step
    return replace(step, who=reader.words.plain("the-reporter"))


def _story_keys(facts: Facts, reader: Reader) -> InlineKeyboardMarkup | None:
    keys = Keys(reader, facts.case_id)
    if facts.state in CLOSED:
        return keyboard([keys.press("button-take-up", Act.TAKE_UP)])
    contact = keys.press("button-contact", Act.CONTACT)
    return keyboard([contact, keys.press("button-more", Act.MORE)])


def _words_of(facts: Facts) -> str:
    return without_phones(layout.tidy(facts.text))


def case_rest(facts: Facts, reader: Reader) -> list[Message]:
    """What `case_story` had no room for: the rest of a long text, in order."""
    text, words = _words_of(facts), reader.words
    parts = [text[start : start + REST_TEXT] for start in range(STORY_TEXT, len(text), REST_TEXT)]
    if facts.number is None:
        return [Message(words("story-rest-draft", text=part)) for part in parts]
    return [Message(words("story-rest", number=facts.number, text=part)) for part in parts]


def latest(facts: Facts, reader: Reader) -> Message:
    """The part of a case that anybody may read, and what 转发前先看最新 opens."""
    if facts.kind.is_person:
        return Message(lines(*_search(facts, reader)))
    coarse = replace(facts, place=None)
    if facts.state in CLOSED:
        end = wording.end(facts, reader)
        return Message(lines(wording.over(coarse, reader, end), wording.number(facts, reader)))
    return Message(lines(wording.headline(coarse, reader), _number_and_state(facts, reader)))


def _search(facts: Facts, reader: Reader) -> list[Safe | None]:
    words = reader.words
    if facts.sought:
        sought = wording.over(facts, reader, wording.end(facts, reader))
        return [sought, wording.number(facts, reader), words("latest-searching")]
    if wording.hides_person(facts):
        told = facts.outcome in {*HAPPY, Outcome.SEARCH_ENDED}
        shown = facts.outcome if told else Outcome.FALSE_ALARM
        over = wording.over(facts, reader, wording.result(facts.kind, shown, reader))
        return [over, wording.number(facts, reader), words("latest-over")]
    return [
        wording.headline(facts, reader),
        wording.number(facts, reader),
        words("latest-searching"),
    ]
