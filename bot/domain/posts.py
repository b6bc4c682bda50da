"""Cards as the outbox keeps them: the name of a view and JSON values."""

import re
from typing import Any

from pydantic import TypeAdapter

from bot.domain import (
    absences,
    alert_cards,
    appointments,
    boards,
    calls,
    cards,
    certificates,
    clue_cards,
    coverage,
    daily,
    gathering_cards,
    invitations,
    match_cards,
    notices,
    suspensions,
    themes,
    troubles,
)

Card = (
    cards.Prompt
    | cards.Withdrawn
    | cards.OutOfHands
    | cards.CopyGone
    | cards.CountedFor
    | cards.ReporterCard
    | cards.Progress
    | cards.GroupLine
    | cards.StaffCard
    | cards.TopicName
    | alert_cards.Preview
    | alert_cards.RingNotice
    | alert_cards.SecondWanted
    | alert_cards.AlertPost
    | alert_cards.Correction
    | alert_cards.Unverified
    | alert_cards.Expiring
    | alert_cards.Expired
    | alert_cards.AllClear
    | alert_cards.Thanks
    | clue_cards.ClueRelay
    | clue_cards.ClaimOver
    | clue_cards.ClueForGuardian
    | clue_cards.MoreClues
    | clue_cards.OverLimit
    | cards.PlaceChoice
    | clue_cards.VoiceRelay
    | clue_cards.StaffAnswer
    | clue_cards.SafetyTip
    | clue_cards.GuardianWelcome
    | clue_cards.FoundClaim
    | clue_cards.InfoDoubted
    | daily.Daily
    | troubles.TroubleNews
    | troubles.Unhandled
    | calls.NobodyOnDuty
    | calls.DutyCall
    | calls.MoreUrgent
    | calls.HalfTime
    | calls.HandedUp
    | calls.SentBack
    | cards.CameBack
    | calls.TimeOver
    | calls.Unchecked
    | calls.ExtensionWanted
    | suspensions.AccountSuspended
    | suspensions.YouAreSuspended
    | calls.Unheard
    | cards.Survey
    | cards.AlsoEnded
    | cards.Listening
    | absences.LeaveNews
    | appointments.YouAreAppointed
    | boards.Board
    | boards.Watch
    | boards.Unanswered
    | boards.CaseList
    | coverage.Coverage
    | gathering_cards.GatheringCard
    | gathering_cards.OrganiserCard
    | gathering_cards.GatheringNews
    | gathering_cards.GatheringCall
    | gathering_cards.GatheringAsked
    | gathering_cards.CheckInCode
    | gathering_cards.RunsSoon
    | gathering_cards.ResultsWanted
    | gathering_cards.ResultsLacking
    | certificates.CertificateCard
    | certificates.CertificateGone
    | certificates.Refresher
    | invitations.PersonJoined
    | invitations.StaffGroupJoined
    | match_cards.SamePerson
    | themes.ThemeNotice
    | themes.ThemeTalk
    | notices.NoticePost
    | notices.NoticeCard
    | notices.NoticeAsked
    | notices.NoticeLater
    | notices.NoticeUnheard
    | notices.Loud
)
"""Everything that may stand in the outbox; `bot.views.posts` has a function for each."""


def view_name(card: type) -> str:
    """Return the name a card is stored under: `StaffCard` → `staff_card`.

    Messages outlive releases: renaming a card strands what is stored.
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", card.__name__).lower()


_ADAPTERS: dict[str, TypeAdapter[Card]] = {
    view_name(card): TypeAdapter(card) for card in Card.__args__
}


def encode(card: Card) -> tuple[str, dict[str, Any]]:
    """Return the view's name and the card's values, safe for JSON."""
    name = view_name(type(card))
    params: dict[str, Any] = _ADAPTERS[name].dump_python(card, mode="json")
    return name, params


def decode(view: str, params: dict[str, Any]) -> Card:
    """Return the card that `encode` took apart; unknown names raise KeyError."""
    return _ADAPTERS[view].validate_python(params)
