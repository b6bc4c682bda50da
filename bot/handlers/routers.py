"""The product's table of contents: every capability, in the order in which it is asked."""

from aiogram import Router

from bot.handlers import (
    absences,
    adding,
    additions,
    agenda,
    alerts,
    anonymous,
    answers,
    appointing,
    attachments,
    attending,
    cases,
    chats,
    closing,
    clues,
    commands,
    composing,
    corrections,
    edits,
    errors,
    extensions,
    finding,
    folding,
    found_words,
    gatherings,
    halves,
    joining,
    likely,
    listing,
    looking,
    matching,
    naming,
    notes,
    notices,
    own_data,
    planning,
    reports,
    rest,
    rumours,
    safety_calendar,
    signing_up,
    start,
    surveys,
    suspending,
    talks,
    voices,
    watching,
)

CAPABILITIES = (
    anonymous.routes,
    appointing.routes,
    absences.routes,
    start.routes,
    own_data.routes,
    joining.routes,
    chats.routes,
    looking.routes,
    listing.routes,
    finding.routes,
    answers.routes,
    agenda.routes,
    cases.routes,
    closing.routes,
    extensions.routes,
    alerts.routes,
    corrections.routes,
    matching.routes,
    notes.routes,
    surveys.routes,
    watching.routes,
    folding.routes,
    suspending.routes,
    composing.routes,
    gatherings.routes,
    signing_up.routes,
    attending.routes,
    planning.routes,
    naming.routes,
    notices.routes,
    talks.routes,
    safety_calendar.routes,
    commands.routes,
    rumours.routes,
    clues.routes,
    found_words.routes,
    adding.routes,
    voices.routes,
    additions.routes,
    reports.routes,
    attachments.routes,
    halves.routes,
    likely.routes,
    edits.routes,
    rest.routes,
    errors.routes,
)
"""Commands come before dialogues, dialogues before reports; `rest` takes what nobody took."""


def make_router() -> Router:
    """Return a fresh router that asks them all, in order.

    One for all: each aiogram router reads thirty signatures when it is made, and is asked for every
    update.
    """
    router = Router(name="Gege")
    for routes in CAPABILITIES:
        routes.join(router)
    return router
