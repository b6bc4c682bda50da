"""The question under a report: what was understood, what is missing, is that right?"""

from bot.domain.cards import Facts, GroupLine, Prompt, SpotChoice, Twin, Withdrawn
from bot.domain.missing import missing_of
from bot.texts import Safe, escaped
from bot.views import wording
from bot.views.buttons import Act
from bot.views.keyboard import LABEL, Keys, Row, in_rows, keyboard
from bot.views.layout import NAME, cut, dotted, lines
from bot.views.message import Message, Reader

FLOORS = range(1, 15)


def prompt(card: Prompt, reader: Reader) -> Message:
    """What was understood, and is that right? 110 comes first where a life may be at stake."""
    facts, words = card.facts, reader.words
    if card.among_staff:
        return _staff_prompt(card, reader)
    keys = Keys(reader, facts.case_id)
    buttons = keyboard(
        [
            keys.press("button-submit", Act.SUBMIT),
            keys.press("button-not-a-report", Act.NOT_A_REPORT),
        ],
        [keys.press("button-add", Act.ADD), *_join(card, keys)],
        [keys.press("button-spot", Act.SPOT)] if card.spots else [],
    )
    if wording.in_despair(facts) or wording.poisoned(facts) or wording.confidential(facts):
        return (
            Message(_in_confidence(card, reader), buttons) if card.private else door(card, reader)
        )
    urgent = card.urgent or facts.kind.is_person
    call = wording.emergency_call(facts, reader) if urgent else None
    text = lines(
        call,
        wording.duty(card.duty_phone, reader) if call else None,
        words("prompt-heard"),
        wording.headline(facts, reader),
        *_described(card, reader),
        words("prompt-others", others=facts.others) if facts.others else None,
        _missing(facts, reader),
        words("prompt-sent" if card.told else "prompt-nobody") if card.urgent else None,
        *(_twin(card.twin, reader) if card.twin else ()),
        _question(card, reader),
    )
    return Message(text, buttons)


def _staff_prompt(card: Prompt, reader: Reader) -> Message:
    """Among staff, of what may be mere talk: one short question."""
    facts, twin, words = card.facts, card.twin, reader.words
    keys = Keys(reader, facts.case_id)
    answers = [
        keys.press("button-submit", Act.SUBMIT),
        keys.press("button-not-a-report", Act.NOT_A_REPORT),
    ]
    if twin is None:
        return Message(
            lines(wording.headline(facts, reader), words("prompt-staff")), keyboard(answers)
        )
    person = facts.kind.is_person
    join = "button-same-person" if person else "button-also"
    ask = words("prompt-staff-same" if person else "prompt-staff-twin", number=twin.number)
    same = [keys.press(join, Act.JOIN, str(twin.case_id))]
    return Message(lines(wording.headline(facts, reader), ask), keyboard(answers, same))


def _in_confidence(card: Prompt, reader: Reader) -> Safe:
    """In private: that it is heard, who reads it, and whom to ring before anybody else."""
    words, despair = reader.words, wording.in_despair(card.facts)
    harm = "call-injury" if wording.poisoned(card.facts) else "prompt-harm"
    told = words("prompt-sent" if card.told else "prompt-nobody") if card.urgent else None
    return lines(
        words("despair-call" if despair else harm),
        wording.duty(card.duty_phone, reader) if card.urgent else None,
        *map(words, ("despair-heard", "despair-listens") if despair else ("prompt-confidential",)),
        told,
        words("despair-where" if despair else "prompt-question-short"),
    )


def door(card: Prompt | GroupLine, reader: Reader) -> Message:
    """In a group: neither what it is nor that it is kept, one kind line and the way to be alone."""
    despair = wording.in_despair(card.facts)
    urgent = isinstance(card, Prompt) and card.urgent
    said = ("despair-private", "despair-line") if despair else ("prompt-private",)
    harm = "call-injury" if wording.poisoned(card.facts) else "call-police"
    call = reader.words(harm) if urgent and not despair else None
    private = Keys(reader, card.facts.case_id).link("button-private", "tell")
    return Message(lines(call, *map(reader.words, said)), keyboard([private]))


def _missing(facts: Facts, reader: Reader) -> Safe | None:
    """Ask once for what matters and was not told; it goes as it comes."""
    words = reader.words
    lacking = missing_of(facts)
    if not lacking:
        return None
    named = words.plain("missing-and").join(words.plain(f"missing-{one}") for one in lacking)
    return words("prompt-missing", what=named)


def spot_picker(card: SpotChoice, reader: Reader) -> Message:
    """Which building, then which floor; `Press.arg` is a place, or the number of a floor."""
    keys, words = Keys(reader, card.case_id), reader.words
    cancel = [keys.press("button-cancel", Act.SPOT, "x")]
    if card.buildings:
        named = [
            keys.named(cut(one.name, LABEL), Act.SPOT, f"b{one.place_id}") for one in card.buildings
        ]
        return Message(words("spot-building"), keyboard(*in_rows(named), cancel))
    floors = [
        keys.named(words.plain("spot-floor-number", floor=floor), Act.SPOT, f"f{floor}")
        for floor in FLOORS
    ]
    return Message(words("spot-floor"), keyboard(*in_rows(floors), cancel))


def _join(card: Prompt, keys: Keys) -> Row:
    twin = card.twin
    return [keys.press("button-also", Act.JOIN, str(twin.case_id))] if twin else []


def _twin(twin: Twin, reader: Reader) -> list[Safe]:
    words = reader.words
    stand = words(f"state-{twin.state}")
    number = words("number", number=twin.number)
    return [words("prompt-twin"), dotted(number, escaped(cut(twin.grid, NAME)), stand)]


def _question(card: Prompt, reader: Reader) -> Safe:
    if card.unsigned:
        return reader.words("prompt-question-unsigned")
    if card.twin:
        return reader.words("prompt-question-twin")
    return reader.words("prompt-question" if card.urgent else "prompt-question-short")


def _described(card: Prompt, reader: Reader) -> list[Safe | None]:
    facts = card.facts
    if facts.kind.is_person:
        # A found person's clothes are what a claimant will be asked for.
        looks = wording.features(facts, reader) if facts.kind.is_lost else None
        return [looks, wording.last_seen(facts, reader)]
    return [wording.place_beyond(facts, reader)]


def withdrawn(_: Withdrawn, reader: Reader) -> Message:
    return Message(reader.words("draft-gone"))
