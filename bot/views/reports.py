"""What the reporter reads of a case: the live card, the line in the group, the survey."""

from bot.domain.alerts import AlertStatus, Level
from bot.domain.calls import Unheard
from bot.domain.cards import (
    AlsoEnded,
    Facts,
    GroupLine,
    ReporterCard,
    Survey,
)
from bot.domain.clue_cards import GuardianWelcome, SafetyTip, StaffAnswer
from bot.domain.emergency import Call
from bot.domain.kinds import Kind, Outcome, Rating
from bot.domain.states import CLOSED, State
from bot.domain.themes import Theme
from bot.texts import Safe, escaped
from bot.views import layout, wording
from bot.views.buttons import Act, Do
from bot.views.keyboard import Keys, Row, in_rows, keyboard
from bot.views.layout import FIELD, NAME, cut, dotted, lines, short_date
from bot.views.message import Message, Reader
from bot.views.notice_keys import NoticeKeys
from bot.views.prompts import door
from bot.views.themes import theme_title

ANSWER = 1500
_TAKEN_DOWN = {
    AlertStatus.RECALLED: "reporter-recalled",
    AlertStatus.EXPIRED: "reporter-expired",
    AlertStatus.CLEARED: "reporter-stopped",
}
_UNHEARD = {
    Call.FIRE: "unheard-call-fire",
    Call.TRAPPED: "unheard-call-trapped",
    Call.RESCUE: "unheard-call-rescue",
    Call.INJURY: "unheard-call-injury",
    Call.PIPE: "unheard-call-pipe",
}
STAY = ("stay-here", "stay-police", "stay-guard")
TALKS = (Theme.GETTING_LOST, Theme.DROWNING, Theme.FIRE, Theme.SCALD)
"""What a family with a small child should know (防走失、防水、防火、防烫)."""
TIPS = ("tip-phone", "tip-place", "tip-photo", "tip-stay")


def reporter_card(card: ReporterCard, reader: Reader) -> Message:
    """The reporter's own card; without a private chat it stands in the group, with less on it."""
    facts, words = card.facts, reader.words
    if facts.state in CLOSED:
        return Message(_ended(card, reader))
    if facts.oneself:
        return _stay(card, reader)
    check = facts.kind.is_lost and facts.state is State.PENDING_CHECK
    text = lines(
        words("start-urgent") if facts.has_voice and card.seen_by is None else None,
        words("despair-line") if wording.in_despair(facts) else None,
        *_about(facts, _heard(card, reader), reader),
        None if card.unheard else _call_first(facts, reader),
        _inside(facts, reader),
        _owner(card.owner, reader),
        _promised(card, reader),
        words("reporter-same", number=card.same_as) if card.same_as else _spread(card, reader),
        words("reporter-check") if check else None,
        _left(card, reader),
        words("reporter-voice") if facts.has_voice and not card.owner else None,
        *(_alone(card, reader) if card.unheard else _at_hand(card, reader)),
        *(_finder(reader) if facts.kind.is_found else []),
        words("reporter-question") if card.ask_relation else None,
        layout.linked("reporter-mine", "mine", reader) if card.private else None,
    )
    return Message(text, keyboard(*_reporter_rows(card, reader)))


def standing(card: ReporterCard, reader: Reader) -> Message:
    """How it stands, for who asks: the number, who has it, groups, clues, the next ring."""
    facts, owner = card.facts, card.owner
    stand = reader.words("group-owner", who=cut(owner, NAME)) if owner else _heard(card, reader)
    if facts.state is State.PENDING_CHECK:
        stand = reader.words(f"state-{facts.state}")
        if facts.kind.is_lost:
            stand = reader.words("moved-found")
    if facts.state in CLOSED:
        return Message(_ended(card, reader))
    first = dotted(wording.number(facts, reader), stand)
    return Message(lines(first, _promised(card, reader), _spread(card, reader)))


def _stay(card: ReporterCard, reader: Reader) -> Message:
    """For somebody who is lost: what to do, one thing a line; where they are is for staff."""
    words, keys = reader.words, Keys(reader, card.facts.case_id)
    told = [words(line) for line in STAY]
    heard = dotted(wording.number(card.facts, reader), _heard(card, reader))
    text = lines(*told, words("stay-where"), heard, wording.duty(card.duty_phone, reader))
    return Message(text, keyboard([] if card.private else [keys.link("button-private", "start")]))


def _about(facts: Facts, stand: Safe, reader: Reader) -> list[Safe]:
    """Return the first lines: matter, number and where it stands; no matter once found."""
    if not wording.hides_person(facts):
        number = wording.number(facts, reader)
        return [wording.headline(facts, reader), dotted(number, stand)]
    words = reader.words.plain
    said = words("number", number=facts.number or 0)
    pending = facts.state is State.PENDING_CHECK
    how = words("reporter-found") if pending else words(f"state-{facts.state}")
    return [layout.head(reader, said, how), stand]


def _ended(card: ReporterCard, reader: Reader) -> Safe:
    facts = card.facts
    return lines(
        wording.over(facts, reader, wording.end(facts, reader)),
        wording.number(facts, reader),
        _left(card, reader),
        reader.words("reporter-delete") if facts.kind.is_person and card.tells_much else None,
    )


def _left(card: ReporterCard, reader: Reader) -> Safe | None:
    """Name the groups where a family may have to ask for the deletion of what told of them."""
    return wording.grids("reporter-left", card.left, reader)


def _heard(card: ReporterCard, reader: Reader) -> Safe:
    if card.handed_up or card.seen_by is None or card.seen_at is None:
        return _delivered(card, reader)
    who, time = cut(card.seen_by, NAME), reader.clock(card.seen_at)
    return reader.words("reporter-seen", who=who, time=time)


def _delivered(card: ReporterCard | GroupLine, reader: Reader) -> Safe:
    words = reader.words
    told = card.facts.grid if card.told is None else card.told
    key = "handed-up" if card.handed_up else "delivered"
    return words(key, grid=cut(told, NAME)) if told else words("delivered-nobody")


def _owner(owner: str | None, reader: Reader) -> Safe | None:
    return reader.words("label-owner", value=cut(owner, NAME)) if owner else None


def _promised(card: ReporterCard | GroupLine, reader: Reader) -> Safe | None:
    if card.promised_at is None:
        return None
    words, date = reader.words, layout.short_date(card.promised_at, reader)
    if not card.promised_by:
        return words("promised", date=date)
    kind = card.facts.kind.value
    return words("promised-by", who=cut(card.promised_by, NAME), date=date, kind=kind)


def _spread(card: ReporterCard, reader: Reader) -> Safe:
    words, later = reader.words, card.next_ring_at
    return dotted(
        words("reporter-groups", groups=card.groups) if card.groups else _taken_down(card, reader),
        words("reporter-clues", clues=card.clues) if card.clues else None,
        words("reporter-next-ring", time=reader.clock(later)) if later else None,
    )


def _taken_down(card: ReporterCard, reader: Reader) -> Safe | None:
    """Say what became of what stood in the groups: nobody must believe that they still search."""
    key = _TAKEN_DOWN.get(card.taken_down) if card.taken_down else None
    return reader.words(key) if key else None


def _alone(card: ReporterCard, reader: Reader) -> list[Safe | None]:
    call = _yourself(wording.first_call(card.facts), reader)
    return [reader.words("reporter-unheard"), call, wording.duty(card.duty_phone, reader)]


def _yourself(call: Call, reader: Reader) -> Safe:
    return reader.words(_UNHEARD.get(call, "unheard-call"))


def _at_hand(card: ReporterCard, reader: Reader) -> list[Safe]:
    """In the group whoever looks for somebody keeps the numbers; in private the welcome has them."""
    if card.private or wording.hides_person(card.facts) or not card.facts.kind.is_lost:
        return []
    duty = wording.duty(card.duty_phone, reader)
    return [dotted(reader.words("reporter-call"), duty)]


def _call_first(facts: Facts, reader: Reader) -> Safe | None:
    """Whom to ring stays where the prompt stood while danger to life is in hand."""
    at_stake = facts.kind in {Kind.HAZARD, Kind.HELP} and facts.level is Level.RED
    if not at_stake or facts.state is State.PENDING_CHECK or wording.in_despair(facts):
        return None
    return wording.emergency_call(facts, reader)


def _inside(facts: Facts, reader: Reader) -> Safe | None:
    """Who reports may be in that very house."""
    return wording.for_those_inside(facts, reader) if _call_first(facts, reader) else None


def _finder(reader: Reader) -> list[Safe]:
    words = reader.words
    return [
        words("finder-light"),
        words("finder-second"),
        words("finder-hand-over"),
        words("finder-call"),
    ]


def _reporter_rows(card: ReporterCard, reader: Reader) -> list[Row]:
    keys = Keys(reader, card.facts.case_id)
    add = keys.press("button-add", Act.ADD)
    rows: list[Row] = []
    if card.ask_relation:
        yes = keys.press("button-guardian", Act.GUARDIAN)
        rows.append([yes, keys.press("button-helper", Act.HELPER)])
    if card.guardian and card.facts.state is not State.PENDING_CHECK:
        rows.append([keys.press("button-found", Act.FOUND), add])
    elif card.private or card.guardian:
        rows.append([add])
    if not card.private:
        rows.append([keys.progress])
    return rows


def staff_answer(card: StaffAnswer, reader: Reader) -> Message:
    """What staff answered to a voice message."""
    words = reader.words
    who, at = cut(card.who, NAME), reader.clock(card.at)
    return Message(
        lines(
            words("staff-answer", number=card.number, who=who, time=at),
            words("quote", text=cut(card.text, ANSWER))
            if card.text
            else words("staff-answer-voice"),
        )
    )


def safety_tip(card: SafetyTip, reader: Reader) -> Message:
    """For the family, after a child has come home: what helps that it doesn't happen again."""
    words = reader.words
    talks = NoticeKeys(reader)
    buttons = [talks.named(theme_title(theme, reader), Do.TALK, theme) for theme in TALKS]
    meeting = None
    row: Row = []
    if card.session_id is not None and card.starts_at is not None:
        time = short_date(card.starts_at, reader)
        meeting = words("tip-session", title=cut(card.session, FIELD), time=time)
        row = [Keys(reader, 0).link("button-tip-session", f"g_{card.session_id}")]
    told = lines(words("tip-child", number=card.number), *map(words, TIPS), meeting)
    return Message(told, keyboard(*in_rows(buttons), row))


def group_line(card: GroupLine, reader: Reader) -> Message:
    """The status line under a report in the group: no name of the reporter, no description."""
    facts, words = card.facts, reader.words
    keys = Keys(reader, facts.case_id)
    if wording.in_despair(facts):
        return door(card, reader)
    if wording.poisoned(facts) or wording.confidential(facts):
        private = keys.link("button-private", "tell")
        return Message(words("group-private"), keyboard([private]))
    if facts.state in CLOSED:
        end = wording.end(facts, reader)
        delete = words("reporter-delete") if card.tells_much else None
        return Message(
            lines(wording.over(facts, reader, end), wording.number(facts, reader), delete)
        )
    owner = cut(card.owner, NAME) if card.owner else None
    stand = dotted(
        _in_hand(card, owner, reader) if owner else _delivered(card, reader),
        words("group-also", also=card.also) if card.also else None,
    )
    text = lines(
        words("start-urgent") if facts.has_voice and not owner else None,
        *_about(facts, stand, reader),
        _call_first(facts, reader),
        _inside(facts, reader),
        _promised(card, reader),
        *(_finder(reader) if facts.kind.is_found else []),
    )
    return Message(text, keyboard(*_group_rows(card, keys)))


def _in_hand(card: GroupLine, owner: str, reader: Reader) -> Safe:
    done = card.facts.state is State.PENDING_CHECK and not card.facts.kind.is_person
    return reader.words("group-unchecked" if done else "group-owner", who=owner)


def _group_rows(card: GroupLine, keys: Keys) -> list[Row]:
    private: list[Row] = [[keys.progress]] if card.talk_in_private else []
    if card.facts.kind not in {Kind.LIGHT, Kind.HAZARD}:
        return private
    also = keys.press("button-also", Act.ALSO)
    return [[also, keys.press("button-progress", Act.PROGRESS)], *private]


def guardian_welcome(card: GuardianWelcome, reader: Reader) -> Message:
    """A guardian's first private lines."""
    words = reader.words
    return Message(
        lines(
            words("guardian-glad" if card.found else "guardian-call"),
            wording.duty(card.duty_phone, reader),
            None if card.found else words("guardian-scam"),
            words("guardian-photo") if card.wants_photo else None,
            words("guardian-privacy"),
            words("guardian-card", number=card.number),
            None if card.found else words("guardian-found"),
        )
    )


def unheard(card: Unheard, reader: Reader) -> Message:
    """Nobody on staff has pressed anything yet: the reporter is told exactly that."""
    words = reader.words
    number = words("number", number=card.number) if card.number else None
    return Message(
        lines(
            _yourself(card.call, reader),
            dotted(number, words("unheard-since", waited=wording.span(card.minutes, reader))),
            words("unheard-told" if card.told else "unheard-nobody"),
            wording.duty(card.duty_phone, reader),
        )
    )


def remaining_taken(reader: Reader) -> Message:
    """What is still wrong has been passed on."""
    return Message(reader.words("remaining-taken"))


def rated_in_words(reader: Reader, rating: Rating) -> Message:
    """Written in the place of the survey's buttons."""
    solved = rating is Rating.SOLVED
    return Message(reader.words("rated-solved")) if solved else remaining_taken(reader)


_ASKED = {Kind.LIGHT: "survey-light", Kind.HAZARD: "survey-hazard"}


def survey(card: Survey, reader: Reader) -> Message:
    """Is it fixed? Asked once; a rating replaces the buttons."""
    words = reader.words
    if card.rated:
        thanks = dotted(words("number", number=card.number), words(_thanked(card)))
        return Message(lines(thanks, words("rated-what-remains") if card.asks else None))
    question = _ASKED.get(card.kind, "survey-other")
    if card.kind.is_person:
        question = "survey-person" if card.kind.is_lost else "survey-found"
    keys = Keys(reader, card.case_id)
    end = wording.result(card.kind, card.outcome, reader)
    asked = lines(words(question, number=card.number), words("survey-outcome", outcome=end))
    return Message(
        _sorry(card, reader) if card.outcome is Outcome.CANNOT_FIX else asked,
        keyboard(
            [keys.press("button-solved", Act.SOLVED), keys.press("button-partly", Act.PARTLY)],
            [keys.press("button-unsolved", Act.UNSOLVED)],
        ),
    )


def _sorry(card: Survey, reader: Reader) -> Safe:
    """Nobody whose lamp stays dark is asked whether it burns: why, and that it may be asked again."""
    words = reader.words
    return lines(
        words("survey-cannot", number=card.number),
        words("survey-why", reason=layout.quoted(card.reason)) if card.reason else None,
        words("survey-again"),
    )


def _thanked(card: Survey) -> str:
    if card.rated == Rating.UNSOLVED and card.at_top:
        return "rated-unsolved-top"
    return f"rated-{card.rated}" if card.rated in set(Rating) else "rated-other"


def also_ended(card: AlsoEnded, reader: Reader) -> Message:
    """How it ended that a neighbour met, too."""
    words = reader.words
    sign = wording.WELL if card.outcome in wording.GOOD_ENDS else wording.ENDED
    matter = wording.matter(card.kind, card.category, reader)
    end = wording.result(card.kind, card.outcome, reader)
    return Message(
        lines(
            layout.bold(escaped(f"{sign} {matter} · {end}")),
            dotted(words("number", number=card.number), escaped(cut(card.grid, NAME))),
            words("also-ended"),
        )
    )
