"""Clues on their way to staff and guardian, and the dialogue with whoever gives one."""

from bot.domain.cards import Facts
from bot.domain.clue_cards import ClaimOver, ClueForGuardian, ClueRelay, MoreClues
from bot.domain.states import State
from bot.texts import Safe
from bot.views import drills, layout, wording
from bot.views.buttons import Act
from bot.views.keyboard import Keys, keyboard
from bot.views.layout import NAME, cut, lines
from bot.views.message import Message, Reader

CLUE = 1500


_TITLES = {"claim": "claim-relay", "family": "family-relay"}


def clue_relay(card: ClueRelay, reader: Reader) -> Message:
    """A clue for the staff group, with who gave it and how."""
    words = reader.words
    giver = cut(card.giver, NAME) or words.plain("clue-family")
    at = reader.clock(card.at)
    if card.source == "kin":
        return _kin_relay(card, reader)
    claims = card.source == "claim"
    if card.source == "over":
        return Message(words("clue-over", number=card.number))
    forward = Keys(reader, card.case_id)
    key = forward.press("button-forward", Act.FORWARD, str(card.clue_id))
    offered = card.offered and not card.forwarded
    return Message(
        lines(
            words(_TITLES.get(card.source, "clue-relay"), number=card.number)
            if card.number
            else words("family-relay-draft" if card.source == "family" else "clue-relay-draft"),
            _quote(card.text, reader),
            words("clue-media", media=card.media) if card.media else None,
            words("clue-from", who=giver, time=at, source=card.source)
            if card.giver or not claims
            else words("claim-open" if card.unread else "claim-who"),
            words("claim-check") if claims else None,
            words("clue-forwarded") if card.forwarded else None,
        ),
        keyboard([key]) if offered else None,
    )


def _kin_relay(card: ClueRelay, reader: Reader) -> Message:
    """Somebody answers the alert: I am the father. Who it is stands in private chats alone."""
    words, at = reader.words, reader.clock(card.at)
    joined = card.kin_at and words(
        "kin-joined", time=reader.clock(card.kin_at), who=cut(card.kin_by or "", NAME)
    )
    key = Keys(reader, card.case_id).press("button-kin", Act.KIN, str(card.clue_id))
    return Message(
        lines(
            words("kin-relay", number=card.number) if card.number else words("kin-relay-draft"),
            _quote(card.text, reader),
            words("clue-from", who=cut(card.giver, NAME), time=at, source=card.source)
            if card.giver
            else words("claim-open" if card.unread else "claim-who"),
            joined or words("kin-check"),
        ),
        None if joined else keyboard([key]),
    )


def claim_over(card: ClaimOver, reader: Reader) -> Message:
    """The case of which they said that they are the family has ended: neither yes nor no."""
    return Message(reader.words("claim-over", number=card.number))


def clue_for_guardian(card: ClueForGuardian, reader: Reader) -> Message:
    """A clue for the guardian: no number to ring, no link to follow, no name to pay."""
    words = reader.words
    return Message(
        lines(
            words("clue-guardian", number=card.number, time=reader.clock(card.at)),
            _quote(layout.public(card.text, CLUE), reader),
            words("clue-guardian-checking"),
            words("guardian-scam"),
        )
    )


def _quote(text: str, reader: Reader) -> Safe | None:
    said = cut(text, CLUE)
    return reader.words("quote", text=said) if said else None


def clue_start(facts: Facts, reader: Reader) -> Message:
    """我有线索: what that person now sends in private is the clue, until 完成."""
    words = reader.words
    matter = f"{wording.what(facts, reader)} · {wording.where(facts)}"
    person = facts.kind.is_person
    keys = Keys(reader, facts.case_id)
    assert facts.number is not None
    text = lines(
        words("clue-start-call" if person else "clue-start-hazard"),
        words("clue-start", number=facts.number, what=matter),
        words("clue-start-found") if _is_said_found(facts) else None,
        words("clue-start-ask" if person else "clue-start-ask-hazard"),
        words("clue-start-how"),
    )
    said = drills.marked_for(facts, text, reader)
    return Message(said, keyboard([keys.press("button-done", Act.DONE)]))


def _is_said_found(facts: Facts) -> bool:
    return facts.kind.is_lost and facts.state is State.PENDING_CHECK


def claim_start(facts: Facts, reader: Reader) -> Message:
    """我是家长: what the alert left out is asked in private, and goes to staff alone."""
    words = reader.words
    assert facts.number is not None
    text = lines(
        words("claim-start-call"),
        words("clue-start", number=facts.number, what=wording.what(facts, reader)),
        words("claim-start-ask"),
        words("claim-start-how"),
    )
    said = drills.marked_for(facts, text, reader)
    return Message(said, keyboard([Keys(reader, facts.case_id).press("button-done", Act.DONE)]))


def more_clues(card: MoreClues, reader: Reader) -> Message:
    """Somebody goes on and on: 继续 lets through what waits, 不再接收 leaves it."""
    words, keys = reader.words, Keys(reader, card.case_id)
    who = cut(card.giver, NAME) or words.plain("clues-somebody")
    asked = words("clues-many", who=who, count=card.given, number=card.number)
    if card.wanted is not None:
        by = cut(card.by or "", NAME)
        time = reader.clock(card.decided_at) if card.decided_at else ""
        key = "clues-wanted" if card.wanted else "clues-unwanted"
        return Message(lines(asked, words(key, who=by, time=time)))
    yes = keys.press("button-resume", Act.MORE_CLUES, str(card.giver_id))
    no = keys.press("button-no-more-clues", Act.NO_MORE_CLUES, str(card.giver_id))
    waiting = words("clues-waiting", waiting=card.waiting)
    return Message(lines(asked, waiting), keyboard([yes, no]))


def clue_waits(reader: Reader) -> Message:
    """To whoever has given many: it is kept, and waits for staff."""
    return Message(lines(reader.words("clue-waits"), reader.words("clue-waits-call")))


def kin_received(reader: Reader, *, private: bool) -> Message:
    """To whoever says in the group that they are of the family: staff ask them, the rest is private."""
    if private:
        return Message(reader.words("kin-received-private"))
    key = Keys(reader, 0).link("button-private", "start")
    return Message(reader.words("kin-received"), keyboard([key]))


def clue_received(reader: Reader, *, in_group: bool, unread: bool = False) -> Message:
    """What was said is with staff; `unread` is a claim that none of them can read yet."""
    if unread:
        return Message(reader.words("claim-received-unread"))
    return Message(reader.words("clue-received-group" if in_group else "clue-received"))


def clue_done(reader: Reader, *, waits: bool = False, unread: bool = False) -> Message:
    """完成: what staff have, and what they have only once they have looked at the ones before.

    Of an `unread` claim nobody may believe that they know (promise 1).
    """
    if unread:
        return Message(reader.words("claim-done-unread"))
    return Message(reader.words("clue-done-waits" if waits else "clue-done"))


def clue_missing(reader: Reader) -> Message:
    """完成 before anything was said: nobody may believe that staff know (promise 1)."""
    return Message(reader.words("clue-missing"))


def clue_over(reader: Reader) -> Message:
    """完成 after the ten minutes, or a second time."""
    return Message(reader.words("clue-ended"))
