"""Methods that ask a group: polls and quizzes.

Lengths and numbers are those of the Bot API's documentation, refusals those of the library.
"""

import secrets
from dataclasses import replace

from bot.sandbox import polls, views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.formatting import formatted
from bot.sandbox.markup import inline_keyboard
from bot.sandbox.model import Json, Poll, Value

QUESTION = 300
OPTIONS = 12
OPTION = 100
EXPLANATION = 200
EXPLANATION_LINES = 2
OPEN_PERIOD = range(5, 2_628_001)


def send_poll(call: Call) -> Json:
    quiz = (call.text("type") or "regular") == "quiz"
    if call.text("type") not in {"", "regular", "quiz"}:
        raise bad("unsupported poll type specified")
    options = _options(call)
    poll = Poll(
        id=str(secrets.randbits(62)),
        bot=call.bot.id,
        body={
            "id": "",
            "question": _limited(call, "question", QUESTION, "poll question"),
            "options": options,
            "is_anonymous": call.flag("is_anonymous") if call.text("is_anonymous") else True,
            "type": "quiz" if quiz else "regular",
            "allows_multiple_answers": call.flag("allows_multiple_answers"),
            "allows_revoting": _may_change(call, quiz=quiz),
            "members_only": call.flag("members_only"),
        }
        | _end(call),
        solution=_solution(call, len(options)) if quiz else {},
        closed=call.flag("is_closed"),
        closes_at=_closes_at(call),
    )
    poll.body["id"] = poll.id
    return views.message(call.world, polls.ask(call, poll))


def stop_poll(call: Call) -> Json:
    markup = inline_keyboard(call)
    chat = call.chat("edit")
    message = call.message(chat, "message with poll to stop")
    if "poll" not in message.content or message.sender != call.bot.id:
        raise bad("poll can't be stopped")
    poll = call.world.polls[message.content["poll"]]
    if poll.closed:
        raise bad("poll has already been closed")
    call.spend(chat)
    call.world.change(replace(message, markup=markup))
    polls.close(call.world, poll)
    return views.poll(call.world.polls[poll.id])


def _may_change(call: Call, *, quiz: bool) -> bool:
    """A vote may be changed unless the bot says otherwise; a quiz's only if it says so."""
    return call.flag("allows_revoting") if call.text("allows_revoting") else not quiz


def _options(call: Call) -> list[Json]:
    given = call.parsed("options", "options")
    if not given:
        raise bad("poll must have at least 1 option")
    if len(given) > OPTIONS:
        raise bad(f"poll can't have more than {OPTIONS} options")
    return [_option(call, place, option) for place, option in enumerate(given)]


def _option(call: Call, place: int, given: Value) -> Json:
    option: Json = {"text": given} if isinstance(given, str) else given
    mode = option.get("text_parse_mode") or ""
    text, entities = formatted(call.world, option["text"], mode, option.get("text_entities"))
    if not text:
        raise bad("poll options must be non-empty")
    if len(text) > OPTION:
        raise bad(f"poll options length must not exceed {OPTION}")
    body: Json = {"persistent_id": str(place), "text": text}
    return body | ({"text_entities": entities} if entities else {})


def _limited(call: Call, name: str, longest: int, what: str) -> str:
    mode, given = call.text(f"{name}_parse_mode"), call.parsed(f"{name}_entities", "entities")
    text, _ = formatted(call.world, call.text(name), mode, given)
    if not text:
        raise bad(f"{what} must be non-empty")
    if len(text) > longest:
        raise bad(f"{what} length must not exceed {longest}")
    return text


def _solution(call: Call, options: int) -> Json:
    correct = call.parsed("correct_option_ids", "correct option identifiers")
    if correct is None and call.text("correct_option_id"):
        correct = [call.integer("correct_option_id")]
    if not correct:
        raise bad("there must be at least one correct option in a quiz")
    if not all(0 <= one < options for one in correct):
        raise bad("wrong correct option ID specified")
    solution: Json = {"correct_option_ids": sorted(set(correct))}
    if source := call.text("explanation"):
        given = call.parsed("explanation_entities", "entities")
        text, entities = formatted(call.world, source, call.text("explanation_parse_mode"), given)
        if len(text) > EXPLANATION or text.count("\n") > EXPLANATION_LINES:
            raise bad("quiz solution is too long")
        solution["explanation"] = text
        if entities:
            solution["explanation_entities"] = entities
    return solution


def _end(call: Call) -> Json:
    period, date = call.integer("open_period"), call.integer("close_date")
    if period and period not in OPEN_PERIOD:
        raise bad("poll's open period must be between 5 and 2628000 seconds")
    if date and date - call.world.now() not in OPEN_PERIOD:
        raise bad("poll's close date must be 5 to 2628000 seconds in the future")
    return ({"open_period": period} if period else {}) | ({"close_date": date} if date else {})


def _closes_at(call: Call) -> float | None:
    period, date = call.integer("open_period"), call.integer("close_date")
    if call.flag("is_closed"):
        return None
    return call.world.clock.now() + period if period else date or None


METHODS = {"sendPoll": send_poll, "stopPoll": stop_poll}
