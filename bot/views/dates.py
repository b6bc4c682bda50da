"""A gathering as a file that a phone's calendar takes; the next version of it replaces the last."""

from bot.domain.gatherings import SLOT, Occasion
from bot.views.message import Made, Reader


def calendar_file(occasion: Occasion, reader: Reader, slot: int | None = None) -> Made:
    """Return the `.ics` file of a gathering, or of somebody's turn in it."""
    from icalendar import Calendar, Event  # noqa: PLC0415 only who signs up needs it

    event = Event()
    starts = occasion.slot_at(slot)
    event.add("uid", f"gathering-{occasion.gathering_id}@{reader.bot}")
    event.add("sequence", occasion.version)
    event.add("dtstamp", starts)
    event.add("dtstart", starts.astimezone(reader.zone))
    event.add(
        "dtend", (occasion.ends_at if slot is None else starts + SLOT).astimezone(reader.zone)
    )
    event.add("summary", _whole(occasion.title))
    event.add("location", _whole(occasion.place))
    planned = occasion.is_planned
    event.add("status", "CONFIRMED" if planned else "CANCELLED")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Gege//gatherings//")
    calendar.add("method", "PUBLISH" if planned else "CANCEL")
    calendar.add_component(event)
    name = reader.words.plain("gathering-file")
    return Made(f"{name}-{occasion.gathering_id}.ics", calendar.to_ical())


def _whole(words: str) -> str:
    """Return words without halves of characters, which no file takes."""
    return words.encode(errors="replace").decode()
