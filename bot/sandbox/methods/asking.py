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
    options, end = _options(call), _end(call)
    poll = Poll(
        id=str(secrets.randbits(62)),
        bot=call.bot.id,
        body={
            "id": "",
            "options": options,
            "is_anonymous": call.flag("is_anonymous") if call.text("is_anonymous") else True,
            "type": "quiz" if quiz else "regular",
            "allows_multiple_answers": call.flag("allows_multiple_answers"),
            "allows_revoting": _may_change(call, quiz=quiz),
            "members_only": call.flag("members_only"),
        }
        | _question(call)
        | end,
        solution=_solution(call, len(options)) if quiz else {},
        closed=call.flag("is_closed"),
        closes_at=end.get("close_date"),
    )
    poll.body["id"] = poll.id
    return views.message(call.world, polls.ask(call, poll), bot=call.bot.id)


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
    return views.poll(call.world.polls[poll.id], bot=call.bot.id)


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
    return body | _emoji("text_entities", entities)


def _emoji(name: str, entities: list[Json]) -> Json:
    """Return the only entities that a question and its options keep."""
    kept = [entity for entity in entities if entity["type"] == "custom_emoji"]
    return {name: kept} if kept else {}


def _question(call: Call) -> Json:
    given = call.parsed("question_entities", "entities")
    mode = call.text("question_parse_mode")
    text, entities = formatted(call.world, call.text("question"), mode, given)
    if not text:
        raise bad("poll question must be non-empty")
    if len(text) > QUESTION:
        raise bad(f"poll question length must not exceed {QUESTION}")
    return {"question": text} | _emoji("question_entities", entities)


def _solution(call: Call, options: int) -> Json:
    correct = call.parsed("correct_option_ids", "correct option identifiers")
    if correct is None and call.text("correct_option_id"):
        correct = [call.integer("correct_option_id")]
    if not correct:
        raise bad("there must be at least one correct option in a quiz")
    if not all(0 <= one < options for one in correct):
        raise bad("wrong correct option ID specified")
    solution: Json = {"correct_option_ids": sorted(set(correct))}
    if len(solution["correct_option_ids"]) == 1:
        solution["correct_option_id"] = correct[0]
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
    """Return when a poll ends and how long it is open: of one follows the other."""
    period, date = call.integer("open_period"), call.integer("close_date")
    if period and period not in OPEN_PERIOD:
        raise bad("poll's open period must be between 5 and 2628000 seconds")
    if date and date - call.world.now() not in OPEN_PERIOD:
        raise bad("poll's close date must be 5 to 2628000 seconds in the future")
    if call.flag("is_closed") or not (period or date):
        return {}
    now = call.world.now()
    return {"open_period": period or date - now, "close_date": now + period if period else date}


METHODS = {"sendPoll": send_poll, "stopPoll": stop_poll}
