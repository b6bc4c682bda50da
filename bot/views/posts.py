"""The table from stored posts to messages: a view for every card of `bot.domain.posts`."""

from collections.abc import Callable
from typing import Any

from bot.domain import absences, appointments, boards, cards, coverage, invitations
from bot.domain.posts import decode
from bot.views import absences as absence_views
from bot.views import (
    alerts,
    board,
    brakes,
    chats,
    clues,
    corrections,
    dialogues,
    doubts,
    drills,
    extensions,
    folding,
    joining,
    ladder,
    limits,
    previews,
    reports,
    staff,
    suspensions,
    validity,
    watching,
)
from bot.views import appointments as appointment_views
from bot.views import coverage as coverage_views
from bot.views.message import Message, Reader

VIEWS: dict[type, Callable[[Any, Reader], Message]] = {
    cards.Prompt: reports.prompt,
    cards.Withdrawn: reports.withdrawn,
    cards.ReporterCard: reports.reporter_card,
    cards.GroupLine: reports.group_line,
    cards.GuardianWelcome: reports.guardian_welcome,
    cards.Unheard: reports.unheard,
    cards.PlaceChoice: dialogues.place_choice,
    cards.StaffAnswer: reports.staff_answer,
    cards.SafetyTip: reports.safety_tip,
    cards.Survey: reports.survey,
    cards.StaffCard: staff.staff_card,
    cards.DutyCall: staff.duty_call,
    cards.HalfTime: ladder.half_time,
    cards.HandedUp: ladder.handed_up,
    cards.CameBack: ladder.came_back,
    cards.TimeOver: ladder.time_over,
    cards.Unchecked: ladder.unchecked,
    cards.ExtensionWanted: extensions.extension_wanted,
    cards.AccountSuspended: suspensions.account_suspended,
    cards.YouAreSuspended: suspensions.you_are_suspended,
    cards.VoiceRelay: staff.voice_relay,
    cards.InfoDoubted: doubts.info_doubted,
    cards.NobodyOnDuty: staff.nobody_on_duty,
    cards.FoundClaim: staff.found_claim,
    cards.RingNotice: brakes.ring_notice,
    cards.SecondWanted: brakes.second_wanted,
    cards.Preview: previews.preview,
    cards.AlertPost: alerts.alert_post,
    cards.TopicName: staff.topic_name,
    cards.Correction: corrections.correction,
    cards.Unverified: corrections.unverified,
    cards.Expiring: validity.expiring,
    cards.AllClear: alerts.all_clear,
    cards.Thanks: alerts.thanks,
    cards.ClueRelay: clues.clue_relay,
    cards.ClueForGuardian: clues.clue_for_guardian,
    cards.MoreClues: clues.more_clues,
    cards.OverLimit: limits.over_limit,
    cards.Listening: chats.listening,
    absences.LeaveNews: absence_views.leave_news,
    appointments.YouAreAppointed: appointment_views.you_are_appointed,
    boards.Board: board.board,
    boards.Watch: watching.watch,
    boards.Unanswered: board.unanswered,
    boards.CaseList: folding.case_list,
    coverage.Coverage: coverage_views.coverage,
    invitations.PersonJoined: joining.person_joined,
    invitations.StaffGroupJoined: joining.staff_group_joined,
}


def show(card: object, reader: Reader) -> Message:
    """Return a card's message in the reader's language."""
    return VIEWS[type(card)](card, reader)


def render(view: str, params: dict[str, Any], reader: Reader, *, exercise: bool = False) -> Message:
    """Return the message of a stored post; unknown views raise KeyError."""
    said = show(decode(view, params), reader)
    return drills.marked(said, reader) if exercise else said
