"""Finding cases of one's grids by number, place or words; never by anybody's name."""

from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.finding import Found, holds, is_short, plain
from bot.domain.listing import PAGE, Asked
from bot.domain.privacy import without_names
from bot.errors import NotAllowed, Refusal
from bot.services import describing, history, listing
from bot.services.rights import READERS, Actor
from bot.storage import finding
from bot.storage.cases import Case
from bot.storage.finding import Candidate
from bot.storage.listing import Wanted

LONGEST_NUMBER = 9
"""Digits of any number that a case may have."""


async def find(
    session: AsyncSession, actor: Actor, query: str, *, before: int | None = None, at: datetime
) -> Found:
    """Return what fits, newest first; `before` goes on from an earlier look.

    Raises NotAllowed for who works for no grid, Refusal for a query that is empty or too long.
    """
    nodes = await listing.grids_read_by(session, actor)
    if not nodes:
        raise NotAllowed("refusal-staff-only")
    asked = plain(query)
    if not is_short(asked):
        raise Refusal("refusal-find-long" if asked else "refusal-usage-find")
    wanted = replace(listing.wanted_by(actor, nodes, Asked(), at=at), moved=True)
    first = None if before else await _numbered(session, wanted, asked)
    found, older, back_to = [first] if first else [], None, None
    looked = 0
    async for candidate in finding.backwards(session, wanted, before=before):
        case, looked = candidate[0], looked + 1
        if case is first or not await _may_find(session, actor, asked, candidate):
            continue
        if len(found) == PAGE:
            older = found[-1].key
            break
        found.append(case)
    else:
        if looked == finding.LOOK:
            older, back_to = case.key, case.opened_at
    lines = tuple([await listing.line(session, case, nodes, at) for case in found])
    return Found(asked, lines, older=older, back_to=back_to, again=before is not None)


async def _numbered(session: AsyncSession, wanted: Wanted, asked: str) -> Case | None:
    digits = asked.removeprefix("#")
    if not (digits.isdecimal() and len(digits) <= LONGEST_NUMBER):
        return None
    return await finding.numbered(session, wanted, int(digits))


async def _may_find(session: AsyncSession, actor: Actor, asked: str, candidate: Candidate) -> bool:
    """Whether it fits by what the asker may read of it: its words may be the village's (promise 9)."""
    if not fits(asked, candidate):
        return False
    case = candidate[0]
    if await history.may_read_words(session, case, actor, READERS):
        return True
    return fits(asked, candidate, wordless=True)


def fits(asked: str, candidate: Candidate, *, wordless: bool = False) -> bool:
    """Return whether the words stand in what was told of a case, its people's names left out.

    Most do not fit at all; only the others are worth the search for names.
    """
    case, areas, name = candidate
    told = (case.place, case.notice, case.text)
    if not holds(asked, (*areas, *told)):
        return False
    words = None if wordless else describing.words_of(case)
    return holds(asked, (*areas, *(_nameless(text, case, name) for text in (*told[:2], words))))


def _nameless(text: str | None, case: Case, name: str | None) -> str:
    shown = text or ""
    for one in (case.reporter_name, name or "", (name or "")[1:]):
        shown = without_names(shown, (), one)
    return shown
