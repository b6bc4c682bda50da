"""Work that comes due by itself: each job finds ids, then does one after the other, still true."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.domain.policy import Policy
from bot.services import (
    absences,
    announcing,
    attachments,
    certificates,
    coverage,
    daily,
    doubts,
    due,
    gatherings,
    insisting,
    inviting,
    ladder,
    live,
    matching,
    notice_authors,
    notice_runs,
    notice_seconds,
    planning,
    presses,
    records,
    retention,
    safety_calendar,
    seconds,
    silence,
    spreading,
    suspending,
    unanswered,
    untold,
    validity,
    watching,
)
from bot.services.unit import Read, Write

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Job:
    """`due` lists ids at a time, `do` reloads one and asks whether it is still true."""

    due: Callable[[Any, Policy, datetime], Awaitable[Sequence[int]]]
    do: Callable[..., Awaitable[None]]
    unhurried: bool = False
    """It may be a minute late: to look each second costs more than all else of an idle bot."""


JOBS: dict[str, Job] = {
    "rings": Job(spreading.due, spreading.further),
    "insisting": Job(insisting.due, insisting.again),
    "seconds": Job(seconds.due, seconds.run_out),
    "doubts": Job(doubts.due, doubts.go_up),
    "suspensions": Job(suspending.unnoticed, suspending.notice),
    "absences": Job(absences.due, absences.turn, unhurried=True),
    "silence": Job(silence.due, silence.break_silence),
    "untold": Job(untold.due, untold.tell),
    "ladder": Job(ladder.due, ladder.wake),
    "prompts": Job(silence.due_prompts, silence.take_prompt_away, unhurried=True),
    "drafts": Job(silence.due_drafts, silence.forget_draft, unhurried=True),
    "presses": Job(presses.due, presses.forget, unhurried=True),
    "photos": Job(attachments.due_photos, attachments.forget_photos, unhurried=True),
    "retention": Job(retention.due, retention.wipe, unhurried=True),
    "watching": Job(watching.due, watching.tell),
    "unanswered": Job(unanswered.due, unanswered.climb),
    "live": Job(live.due, live.draw),
    "matching": Job(matching.due, matching.look),
    "validity": Job(validity.run_out, validity.expire),
    "links": Job(inviting.due, inviting.forget, unhurried=True),
    "daily": Job(daily.due, daily.tell_desks, unhurried=True),
    "coverage": Job(coverage.due, coverage.tell_desks, unhurried=True),
    "gatherings": Job(gatherings.due, gatherings.wake),
    "announcements": Job(announcing.due, announcing.announce_again, unhurried=True),
    "records": Job(records.due, records.wipe, unhurried=True),
    "certificates": Job(certificates.due, certificates.remind, unhurried=True),
    "plans": Job(planning.due_drafts, planning.forget_draft, unhurried=True),
    "expiring": Job(validity.due, validity.ask, unhurried=True),
    "calendar": Job(safety_calendar.due, safety_calendar.plan, unhurried=True),
    "lapsed notices": Job(notice_seconds.due, notice_seconds.lapse, unhurried=True),
    "asked notices": Job(notice_seconds.due_soon, notice_seconds.ask_again, unhurried=True),
    "asked gatherings": Job(gatherings.due_soon, gatherings.ask_again, unhurried=True),
    "notices": Job(notice_runs.due, notice_runs.fire),
    "notice runs": Job(notice_runs.due_runs, notice_runs.spread),
    "displaced notices": Job(notice_authors.due, notice_authors.look_again),
}


async def tick(
    write: Write, read: Read, policy: Policy, *, at: datetime, unhurried: bool = True
) -> None:
    """Do everything that is due at this time, or only what is in a hurry; may run twice, or late.

    Mostly nothing is, and one question tells. Otherwise one session looks at all jobs until one of
    them has something to do.
    """
    async with read() as session:
        hurried = await due.is_anything(session, at)
    jobs = ((name, job) for name, job in JOBS.items() if (unhurried if job.unhurried else hurried))
    while found := await _next_due(jobs, read, policy, at):
        name, job, keys = found
        for key in keys:
            await _do(name, job, key, write, policy, at=at)


async def _next_due(
    jobs: Iterator[tuple[str, Job]], read: Read, policy: Policy, at: datetime
) -> tuple[str, Job, Sequence[int]] | None:
    """Return the first of these jobs that has something to do, and what; None if none has."""
    async with read() as session:
        for name, job in jobs:
            if keys := await job.due(session, policy, at):
                return name, job, keys
    return None


async def _do(name: str, job: Job, key: int, write: Write, policy: Policy, *, at: datetime) -> None:
    """One id, one transaction: a case that fails must not stop the rings of another."""
    try:
        async with write() as session:
            await job.do(session, key, policy, at=at)
    except Exception:
        log.exception("a job failed, it is tried again", job=name, id=key)
