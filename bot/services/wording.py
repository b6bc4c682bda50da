"""What the messages of an alert say: made when it is published, changed only by staff."""

from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import AlertPost
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.services import cards, describing, saying, watching
from bot.storage import everywhere
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.outbox import Post, Purpose


async def now(session: AsyncSession, alert: Alert, case: Case, policy: Policy) -> AlertPost:
    """Return the alert as it would read if it were written now."""
    return AlertPost(
        facts=await describing.facts_for_all(session, case),
        verified=alert.verified,
        duty_phone=await cards.duty_phone(session, case, policy),
        valid_until=alert.valid_until,
        published_at=alert.published_at,
    )


def photo_now(alert: Alert, case: Case) -> str | None:
    """Return the photo that the alert may carry: none where nobody has checked it (promise 3)."""
    return case.public_photo if alert.verified else None


async def published(
    session: AsyncSession, alert: Alert, case: Case, policy: Policy, *, at: datetime
) -> Post:
    """Return what every group reads; the first ring writes it, later ones say the same."""
    words = await session.get(Post, alert.post_id) if alert.post_id else None
    if words is None:
        words = await saying.post(
            session,
            await now(session, alert, case, policy),
            case_id=case.id,
            at=at,
            photo=photo_now(alert, case),
        )
        alert.post_id = words.id
    return words


async def standing(session: AsyncSession, alert: Alert) -> tuple[AlertPost, str | None] | None:
    """Return what the groups read now and the photo with it.

    None before the first ring, and once the words were wiped.
    """
    words = await session.get(Post, alert.post_id) if alert.post_id else None
    if words is None:
        return None
    card = decode(words.view, words.params)
    return (card, words.photo) if isinstance(card, AlertPost) else None


async def vouch(session: AsyncSession, alert: Alert, case: Case, *, at: datetime) -> None:
    """Let what goes out from now on say that somebody stands for it, with name and photo.

    What has been said stays until 更新通知; before the first ring there is nothing to change.
    """
    said = await standing(session, alert)
    if said is None:
        return
    card, photo = replace(said[0], verified=True), photo_now(alert, case)
    words = await saying.post(session, card, case_id=alert.case_id, at=at, photo=photo)
    alert.post_id = words.id
    await everywhere.reword(session, alert.key, words)


async def change(
    session: AsyncSession,
    alert: Alert,
    card: AlertPost,
    *,
    photo: str | None,
    at: datetime,
) -> None:
    """Put other words everywhere: where it stands, where it waits, and in the rings to come."""
    card = replace(card, valid_until=alert.valid_until)
    words = await saying.post(session, card, case_id=alert.case_id, at=at, photo=photo)
    alert.post_id = words.id
    await everywhere.reword(session, alert.key, words)
    await everywhere.change(session, alert.key, words, Purpose.UPDATE, at=at)
    await watching.correct(session, alert, words, at=at)
