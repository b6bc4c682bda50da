"""Polls and quizzes: asked by bots, answered by people, closed by hand or by the clock."""

from dataclasses import replace

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import Refusal
from bot.sandbox.model import Json, Message, Poll
from bot.sandbox.outgoing import Frame, frame, post
from bot.sandbox.world import World


def ask(call: Call, poll: Poll) -> Message:
    """Send a new poll. Raises ApiError."""
    around = frame(call)
    call.world.begin_poll(poll)
    return show(call, around, poll.id)


def show(call: Call, around: Frame, number: str, extra: Json | None = None) -> Message:
    """Post a message with a poll that is there already. Raises ApiError."""
    message = post(call, around, {"poll": number}, extra)
    poll = call.world.polls[number]
    call.world.put_poll(replace(poll, places=[*poll.places, [message.chat, message.id]]))
    return message


def vote(world: World, poll: Poll, person: int, options: list[int]) -> None:
    """Give, change or take back (no options) a person's vote; the same again is nothing new.

    Raises Refusal.
    """
    body, before = poll.body, poll.votes.get(str(person))
    if poll.closed:
        raise Refusal(400, "this poll is closed")
    if len(set(options)) != len(options) or not all(
        0 <= option < len(body["options"]) for option in options
    ):
        raise Refusal(400, "options must be numbers of the poll's options, each once")
    if len(options) > 1 and not body["allows_multiple_answers"]:
        raise Refusal(400, "this poll takes one answer")
    if before and not body["allows_revoting"]:
        raise Refusal(400, "this vote can't be changed")
    if sorted(options) == (before or []):
        return
    votes = {user: chosen for user, chosen in poll.votes.items() if user != str(person)}
    if options:
        votes[str(person)] = sorted(options)
    world.put_poll(replace(poll, votes=votes))
    _tell(world, poll.id)
    if not body["is_anonymous"]:
        answer = {
            "poll_id": poll.id,
            "user": world.user_bodies[person],
            "option_ids": sorted(options),
            "option_persistent_ids": [
                body["options"][option]["persistent_id"] for option in sorted(options)
            ],
        }
        world.tell_bot(poll.bot, "poll_answer", answer)


def close(world: World, poll: Poll) -> None:
    """End a poll; the bot that asked hears how it stands."""
    world.put_poll(replace(poll, closed=True, closes_at=None))
    _tell(world, poll.id)


def _tell(world: World, number: str) -> None:
    poll = world.polls[number]
    world.tell_bot(poll.bot, "poll", views.poll(poll, bot=poll.bot))
