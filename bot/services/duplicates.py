"""我也遇到 under a new report: it counts for the open case that it looks like, and is no other."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.domain.states import State
from bot.errors import NotAllowed, Stale
from bot.services import additions, history, reports, staff_talk, twins
from bot.services.rights import Actor
from bot.storage.cases import Case


async def join(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> Case:
    """Let the author of a draft count for the open case that was shown; the draft is forgotten.

    Their photo goes to its staff. What staff said of a person becomes a clue. Raises Stale where that case is not the one that is shown now.
    """
    draft = await history.load(session, case_id)
    if draft.source == "staff":
        await additions.author_or_staff(session, draft, actor)
    elif actor.id != draft.reporter_id:
        raise NotAllowed("refusal-not-author")
    twin = await twins.of_draft(session, draft)
    if draft.state is not State.DRAFT:
        raise Stale
    if twin is None or str(twin.key) != arg:
        raise Stale("refusal-twin-over")
    if draft.kind.is_person:
        await staff_talk.put_to(session, draft, twin, policy)
    else:
        await staff_talk.count_for(session, draft, twin, actor, policy, at=at)
    await reports.forget(session, draft, at=at)
    return twin
