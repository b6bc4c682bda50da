"""What staff read of a case: the card, and the lines that ask them to act."""

from dataclasses import replace

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.calls import DutyCall, NobodyOnDuty
from bot.domain.cards import CopyGone, CountedFor, Facts, OutOfHands, StaffCard, TopicName
from bot.domain.clue_cards import FoundClaim, Says, VoiceRelay
from bot.domain.inside import still_inside
from bot.domain.kinds import DEADLY, Kind, Outcome
from bot.domain.ladder import BY_CLOCK
from bot.domain.states import CLOSED, Action, State
from bot.texts import Safe, escaped
from bot.views import layout, steps, wording
from bot.views.buttons import Act
from bot.views.keyboard import Keys, Row, keyboard
from bot.views.layout import NAME, cut, dotted, lines
from bot.views.message import Drawn, Message, Reader

CLAIM_QUOTE = 1000
UNDER_PHOTO = 1024
"""Telegram takes no longer caption."""
QUOTES = (layout.QUOTE, 100, 40)
"""Room for each quotation: less where all that is known of a case would not stand under its photo."""


def staff_card(card: StaffCard, reader: Reader) -> Message:
    """The card of a case; what it says of a person is gone once the case waits for its check."""
    facts = card.facts
    for room in QUOTES:
        text = _text(card, reader, quote=room)
        if layout.units(text) <= UNDER_PHOTO:
            break
    gone = facts.wiped or wording.hides_person(facts)
    picture = Drawn.ALL_CLEAR if gone else None
    return Message(text, keyboard(*_rows(card, Keys(reader, facts.case_id))), picture)


def _text(card: StaffCard, reader: Reader, *, quote: int) -> Safe:
    facts, hidden = card.facts, wording.hides_person(card.facts)
    return lines(
        reader.words("staff-police-duty") if wording.about_a_minor(facts) else None,
        _first_line(card, reader),
        dotted(
            wording.number(facts, reader),
            _standing(card, reader),
            escaped(cut(facts.grid, NAME)),
        ),
        *(_after(card, reader) if hidden else _content(card, reader, quote)),
        *_progress(card, reader),
        _details(card, reader) if card.alert_out and not wording.confidential(facts) else None,
        _proof(card, reader),
        _last_step(card, reader),
    )


def counted_for(card: CountedFor, reader: Reader) -> Message:
    """Under what somebody on staff wrote: for which case it counts."""
    return Message(reader.words("counted-for", number=card.number))


def out_of_hands(card: OutOfHands, reader: Reader) -> Message:
    """The card in private of a confidential case that another hand has now."""
    words = reader.words
    number = words("number", number=card.number) if card.number else None
    return Message(lines(words("staff-out-of-hands", grid=cut(card.grid, NAME)), number))


def copy_gone(_: CopyGone, reader: Reader) -> Message:
    """A photo whose sender wants it forgotten: our own picture stands in its place."""
    return Message(reader.words("copy-gone"), picture=Drawn.ALL_CLEAR)


def topic_name(card: TopicName, reader: Reader) -> Message:
    """The name of a case's topic: it is read in a list, and stays when the case is over."""
    matter = wording.matter(card.kind, card.category, reader)
    number = f"{card.number} {matter}" if card.number else matter
    place = layout.public(card.place, NAME)
    return Message(dotted(escaped(number), escaped(place)))


def _first_line(card: StaffCard, reader: Reader) -> Safe:
    facts = card.facts
    if facts.state in CLOSED:
        return wording.over(facts, reader, _state(card, reader))
    if wording.hides_person(facts):
        said = f"{wording.mark(facts)} {_state(card, reader)}"
        return layout.head(reader, said, _matter(card, reader), exercise=facts.exercise)
    draft = facts.state is State.DRAFT
    status = reader.words.plain("state-draft") if draft else ""
    return wording.headline(facts, reader, status=status)


def _standing(card: StaffCard, reader: Reader) -> Safe | None:
    """Return the half of state and matter that the first line has no room for."""
    if card.facts.state in CLOSED:
        person = card.facts.kind.is_person or wording.confidential(card.facts)
        return escaped(_matter(card, reader)) if person else None
    all_told = card.facts.state is State.DRAFT or wording.hides_person(card.facts)
    return None if all_told else escaped(_state(card, reader))


def _matter(card: StaffCard, reader: Reader) -> str:
    return reader.words.plain(f"matter-{card.facts.kind}")


def _state(card: StaffCard, reader: Reader) -> str:
    facts, words = card.facts, reader.words.plain
    if facts.state in CLOSED and facts.outcome:
        return wording.outcome(facts, facts.outcome, reader)
    return words(wording.state(facts))


def _content(card: StaffCard, reader: Reader, room: int) -> list[Safe | None]:
    facts, words = card.facts, reader.words
    if wording.confidential(facts) or facts.told_in_confidence:
        return [
            _details(card, reader),
            words("staff-despair") if wording.in_despair(facts) else None,
        ]
    person = facts.kind.is_person
    ours = facts.notice if facts.by_hand else None
    quote = cut(ours, room) if ours else layout.quoted(facts.text, room)
    return [
        wording.features(facts, reader) if person else None,
        wording.last_seen(facts, reader) if person else wording.place_beyond(facts, reader),
        _people_inside(facts, reader, room),
        words("staff-guessed") if facts.guesses else None,
        words("staff-text", text=quote) if quote else None,
        words("staff-others", others=facts.others) if facts.others else None,
        words("staff-still", text=cut(card.still_wrong, room)) if card.still_wrong else None,
        dotted(words("staff-photo") if facts.has_photo else None, _report(card, reader)),
        _reporter(card, reader),
        words("staff-despair") if wording.in_despair(facts) else None,
        words("staff-call-reporter") if card.call_reporter else None,
        words("staff-over-limit") if card.over_limit else None,
    ]


def _people_inside(facts: Facts, reader: Reader, room: int) -> Safe | None:
    """Whoever goes there must not miss in the quotation that somebody is inside."""
    if facts.kind is not Kind.HAZARD or facts.category not in DEADLY or facts.by_hand:
        return None
    told = still_inside(facts.text)
    return reader.words("staff-inside", text=cut(told, room)) if told else None


def _report(card: StaffCard, reader: Reader) -> Safe | None:
    """Return the way to the report in its group; who is not in there sees nothing of it.

    To a family's own message no staff group is led (promise 4).
    """
    hidden = card.facts.kind.is_lost and card.reporter is None
    url = layout.message_link(*card.report) if card.report and not hidden else None
    return layout.anchor(url, reader.words("staff-report")) if url else None


def _reporter(card: StaffCard, reader: Reader) -> Safe | None:
    words = reader.words
    if card.facts.oneself:
        return words("staff-oneself")
    if card.unsigned:
        return words("staff-unsigned")
    if card.reporter:
        return words("staff-reporter", who=cut(card.reporter, NAME))
    if not card.facts.kind.is_lost:
        return None
    return words("staff-guardian" if card.guardian_confirmed else "staff-relation-open")


def _after(card: StaffCard, reader: Reader) -> list[Safe | None]:
    if card.facts.state is not State.PENDING_CHECK:
        return []
    return [reader.words("staff-check-person"), _details(card, reader)]


def _details(card: StaffCard, reader: Reader) -> Safe | None:
    number = card.facts.number
    return layout.linked("staff-details", f"case_{number}", reader) if number else None


def _progress(card: StaffCard, reader: Reader) -> list[Safe | None]:
    words, later = reader.words, card.next_ring_at
    out = card.alert_out
    return [
        _climbed(card, reader),
        words("staff-decision", text=layout.quoted(card.decision)) if card.decision else None,
        wording.keeper(card.keeper, card.keeper_phone, reader),
        words("label-owner", value=cut(card.owner, NAME)) if card.owner else None,
        wording.deadline(card.due_at, reader, owned=card.owner is not None, overdue=card.overdue),
        words("staff-unfound") if card.unfound else None,
        dotted(
            words("staff-groups", groups=card.groups) if card.groups else None,
            words("staff-held") if out and card.held else None,
            words("staff-next-ring", time=reader.clock(later))
            if out and later and not card.held
            else None,
        ),
        dotted(
            words("staff-clues", clues=card.clues) if card.clues else None,
            words("staff-also", also=card.also) if card.also else None,
        ),
    ]


def _climbed(card: StaffCard, reader: Reader) -> Safe | None:
    came = card.climbed
    if came is None or card.facts.state in CLOSED:
        return None
    words, since = reader.words, layout.short_date(came.since, reader)
    grid = cut(came.grid, NAME)
    if came.ended is not None:
        end = wording.outcome(card.facts, came.ended, reader)
        return words("climbed-unsolved", who=cut(came.had or "", NAME), since=since, outcome=end)
    if came.had is None:
        return None if card.owner else words("climbed-untaken", grid=grid, since=since)
    return words("climbed-overdue", grid=grid, who=cut(came.had, NAME), since=since)


def _proof(card: StaffCard, reader: Reader) -> Safe | None:
    """Say whether a photo shows that the work is done, and who alone had a hand in it."""
    facts, words = card.facts, reader.words
    done = facts.state in {State.PENDING_CHECK, State.RESOLVED, State.UNRESOLVED}
    if not (done and facts.kind.wants_photo):
        return words("staff-self-closed") if facts.self_closed else None
    photo = words("staff-no-photo")
    if facts.after_photo:
        photo = words("staff-after-photo")
    elif facts.no_photo:
        photo = words("staff-no-photo-why", why=cut(facts.no_photo, layout.QUOTE))
    return dotted(photo, words("staff-self-closed") if facts.self_closed else None)


def _last_step(card: StaffCard, reader: Reader) -> Safe | None:
    step = card.last
    if step is None:
        return None
    if step.action == Action.CLOSE and step.note in set(Outcome):
        step = replace(step, note=None)
    if card.climbed and step.action in BY_CLOCK:
        step = replace(step, note=None)  # from where it came stands above
    if step.action in steps.BY_REPORTER and card.reporter is None:
        step = replace(step, who=reader.words.plain("the-reporter"))
    return steps.line(step, reader)


def _rows(card: StaffCard, keys: Keys) -> list[Row]:
    """The contract's table, "Buttons on the message itself"."""
    facts = card.facts
    if facts.state in CLOSED:
        return []
    close = keys.press("button-close", Act.CLOSE)
    if facts.state is State.PENDING_CHECK:
        return [
            [keys.press("button-pass", Act.PASS), keys.press("button-fail", Act.FAIL)],
            [close],
        ]
    return [
        [keys.press("button-seen", Act.SEEN), _take(card, keys)],
        _direct(card, keys),
        [close, _last(card, keys)],
    ]


def _take(card: StaffCard, keys: Keys) -> InlineKeyboardButton:
    if card.facts.state is State.IN_PROGRESS and not card.facts.kind.can_alert:
        return keys.press("button-finish", Act.FINISH)
    return keys.press("button-claim", Act.CLAIM)


def _direct(card: StaffCard, keys: Keys) -> Row:
    assign = keys.press("button-assign", Act.ASSIGN)
    if not card.facts.kind.can_alert:
        return [assign, keys.press("button-escalate", Act.ESCALATE)]
    if card.alert_out:
        return [assign] if card.widest else [_widen("button-widen", card, keys), assign]
    if card.unfound:
        return [keys.press("button-republish", Act.REPUBLISH), assign]
    return [keys.press("button-publish", Act.PUBLISH), assign]


def _widen(label: str, card: StaffCard, keys: Keys) -> InlineKeyboardButton:
    """Say which ring was reached, so that a second tap doesn't send another one."""
    return keys.press(label, Act.WIDEN, "" if card.ring is None else str(card.ring))


def _last(card: StaffCard, keys: Keys) -> InlineKeyboardButton:
    if card.alert_out:
        return keys.press("button-recall", Act.RECALL, style=ButtonStyle.DANGER)
    return keys.press("button-more", Act.MORE)


def nobody_on_duty(card: NobodyOnDuty, reader: Reader) -> Message:
    """For ADMINS: somebody must be appointed; what happened is not theirs to read."""
    words = reader.words
    number = words("number", number=card.number) if card.number else None
    return Message(
        lines(
            words("nobody-on-duty", grid=cut(card.grid, NAME)),
            number,
            words("nobody-on-duty-do"),
        )
    )


def voice_relay(card: VoiceRelay, reader: Reader) -> Message:
    """Stands over the copy of a voice message: listen, say so, answer under it."""
    words = reader.words
    title = words("voice-relay", number=card.number) if card.number else words("voice-relay-draft")
    if card.heard_by is not None and card.heard_at is not None:
        who, time = cut(card.heard_by, NAME), reader.clock(card.heard_at)
        return Message(
            lines(title, words("voice-heard", who=who, time=time), words("voice-answer"))
        )
    heard = Keys(reader, card.case_id).press("button-heard", Act.HEARD)
    return Message(lines(title, words("voice-listen"), words("voice-answer")), keyboard([heard]))


def duty_call(card: DutyCall, reader: Reader) -> Message:
    """Under a card that nobody has touched: the people on duty, by name."""
    words = reader.words
    number = words("number", number=card.number) if card.number else None
    return Message(
        lines(
            wording.headline(card.facts, reader) if card.facts else None,
            dotted(number, words("duty-call", waited=wording.span(card.minutes, reader))),
            wording.mentioned(card.mentions),
        )
    )


_CLAIMS = {
    Says.FAMILY: ("found-claim-family", "found-claim-call"),
    Says.REPORTER: ("found-claim", "found-claim-look"),
    Says.OTHER: ("found-claim", "found-claim-check"),
    Says.OVER: ("over-claim", "over-claim-check"),
    Says.MISSING: ("missing-claim", "missing-claim-check"),
    Says.TAKEN: ("taken-claim", "taken-claim-check"),
    Says.ALIKE: ("alike-claim", "alike-claim-check"),
    Says.RETRACTS: ("retract-claim", "over-claim-check"),
}
_CLAIMS_OF_DRAFTS = {
    Says.TAKEN: ("taken-claim-draft", "taken-claim-check"),
    Says.RETRACTS: ("retract-claim-draft", "retract-claim-look"),
}


def found_claim(card: FoundClaim, reader: Reader) -> Message:
    """Somebody says in words that it is over: staff are asked, nothing stops by itself."""
    words = reader.words
    quote = layout.quoted(card.text, CLAIM_QUOTE)
    title, check = _CLAIMS[card.says]
    draft, look = _CLAIMS_OF_DRAFTS.get(card.says, ("found-claim-draft", "found-claim-look"))
    giver = cut(card.giver, NAME)
    if card.says is Says.REPORTER and card.number and not giver:  # the other titles say so
        giver = words.plain("the-reporter")
    keys = Keys(reader, card.case_id)
    end = keys.press("button-close", Act.CLOSE)
    if card.says is Says.MISSING:
        end = keys.press("button-fail", Act.FAIL)
    return Message(
        lines(
            words(title, number=card.number) if card.number else words(draft),
            words("quote", text=quote) if quote else None,
            escaped(giver),
            words(check if card.number else look),
        ),
        keyboard([end]) if card.number else None,
    )
