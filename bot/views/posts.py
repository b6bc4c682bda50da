"""The table from stored posts to messages: a view for every card of `bot.domain.posts`."""

from collections.abc import Callable
from typing import Any

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
from bot.domain.posts import decode
from bot.views import absences as absence_views
from bot.views import (
    alerts,
    attending,
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
    gatherings,
    joining,
    ladder,
    limits,
    matching,
    noticing,
    organising,
    planning,
    previews,
    progress,
    prompts,
    reports,
    results,
    signing_up,
    staff,
    validity,
    watching,
)
from bot.views import appointments as appointment_views
from bot.views import certificates as certificate_views
from bot.views import coverage as coverage_views
from bot.views import daily as daily_views
from bot.views import notices as notice_views
from bot.views import suspensions as suspension_views
from bot.views import themes as theme_views
from bot.views import troubles as trouble_views
from bot.views.message import Message, Reader

VIEWS: dict[type, Callable[[Any, Reader], Message]] = {
    cards.Prompt: prompts.prompt,
    cards.Withdrawn: prompts.withdrawn,
    cards.OutOfHands: staff.out_of_hands,
    cards.CopyGone: staff.copy_gone,
    cards.CountedFor: staff.counted_for,
    cards.ReporterCard: reports.reporter_card,
    cards.Progress: progress.progress,
    cards.GroupLine: reports.group_line,
    clue_cards.GuardianWelcome: reports.guardian_welcome,
    calls.Unheard: reports.unheard,
    cards.PlaceChoice: dialogues.place_choice,
    clue_cards.StaffAnswer: reports.staff_answer,
    clue_cards.SafetyTip: reports.safety_tip,
    cards.Survey: reports.survey,
    cards.AlsoEnded: reports.also_ended,
    cards.StaffCard: staff.staff_card,
    calls.DutyCall: staff.duty_call,
    calls.HalfTime: ladder.half_time,
    calls.SentBack: ladder.sent_back,
    calls.HandedUp: ladder.handed_up,
    calls.MoreUrgent: ladder.more_urgent,
    cards.CameBack: ladder.came_back,
    calls.TimeOver: ladder.time_over,
    calls.Unchecked: ladder.unchecked,
    calls.ExtensionWanted: extensions.extension_wanted,
    suspensions.AccountSuspended: suspension_views.account_suspended,
    suspensions.YouAreSuspended: suspension_views.you_are_suspended,
    clue_cards.VoiceRelay: staff.voice_relay,
    clue_cards.InfoDoubted: doubts.info_doubted,
    troubles.TroubleNews: trouble_views.trouble,
    troubles.Unhandled: trouble_views.unhandled,
    calls.NobodyOnDuty: staff.nobody_on_duty,
    clue_cards.FoundClaim: staff.found_claim,
    alert_cards.RingNotice: brakes.ring_notice,
    alert_cards.SecondWanted: brakes.second_wanted,
    alert_cards.Preview: previews.preview,
    alert_cards.AlertPost: alerts.alert_post,
    cards.TopicName: staff.topic_name,
    alert_cards.Correction: corrections.correction,
    alert_cards.Unverified: corrections.unverified,
    alert_cards.Expiring: validity.expiring,
    alert_cards.Expired: validity.expired,
    alert_cards.AllClear: alerts.all_clear,
    alert_cards.Thanks: alerts.thanks,
    clue_cards.ClueRelay: clues.clue_relay,
    clue_cards.ClaimOver: clues.claim_over,
    clue_cards.ClueForGuardian: clues.clue_for_guardian,
    clue_cards.MoreClues: clues.more_clues,
    clue_cards.OverLimit: limits.over_limit,
    cards.Listening: chats.listening,
    absences.LeaveNews: absence_views.leave_news,
    appointments.YouAreAppointed: appointment_views.you_are_appointed,
    boards.Board: board.board,
    boards.Watch: watching.watch,
    boards.Unanswered: board.unanswered,
    boards.CaseList: folding.case_list,
    coverage.Coverage: coverage_views.coverage,
    daily.Daily: daily_views.daily,
    gathering_cards.GatheringCard: gatherings.gathering_card,
    gathering_cards.OrganiserCard: organising.organiser_card,
    gathering_cards.GatheringNews: signing_up.gathering_news,
    gathering_cards.GatheringCall: signing_up.gathering_call,
    gathering_cards.GatheringAsked: planning.gathering_asked,
    gathering_cards.CheckInCode: attending.check_in_code,
    gathering_cards.RunsSoon: attending.runs_soon,
    gathering_cards.ResultsWanted: results.results_wanted,
    gathering_cards.ResultsLacking: results.results_lacking,
    certificates.CertificateCard: certificate_views.certificate_card,
    certificates.CertificateGone: certificate_views.certificate_gone,
    certificates.Refresher: certificate_views.refresher,
    invitations.PersonJoined: joining.person_joined,
    invitations.StaffGroupJoined: joining.staff_group_joined,
    match_cards.SamePerson: matching.same_person,
    themes.ThemeNotice: theme_views.theme_notice,
    themes.ThemeTalk: theme_views.theme_talk,
    notices.NoticePost: notice_views.notice_post,
    notices.NoticeCard: noticing.notice_card,
    notices.NoticeAsked: notice_views.notice_asked,
    notices.NoticeLater: notice_views.notice_later,
    notices.NoticeUnheard: notice_views.notice_unheard,
    notices.Loud: notice_views.loud,
}


def show(card: object, reader: Reader) -> Message:
    """Return a card's message in the reader's language."""
    return VIEWS[type(card)](card, reader)


def render(view: str, params: dict[str, Any], reader: Reader, *, exercise: bool = False) -> Message:
    """Return the message of a stored post; unknown views raise KeyError."""
    said = show(decode(view, params), reader)
    return drills.marked(said, reader) if exercise else said
