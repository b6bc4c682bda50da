"""Messages to whoever looks for somebody of the family."""

from bot.domain.calls import Unheard
from bot.domain.cards import ReporterCard, Survey
from bot.domain.clue_cards import ClaimOver, ClueForGuardian, GuardianWelcome, SafetyTip
from bot.domain.emergency import Call
from bot.domain.grid import Names
from bot.domain.kinds import Kind, Outcome
from bot.views import clues, reports
from tests.docs.samples import sample
from tests.docs.values import CHILD, DUTY, at, ended, waiting

TITLE = "家长/家属 · The guardian"

SAMPLES = [
    sample("The first private lines", reports.guardian_welcome, GuardianWelcome(1001, DUTY)),
    sample(
        "The first private lines, to whoever has said 找到了",
        reports.guardian_welcome,
        GuardianWelcome(1001, DUTY, found=True),
    ),
    sample(
        "The first private lines, without a photo",
        reports.guardian_welcome,
        GuardianWelcome(1001, DUTY, wants_photo=True),
    ),
    sample(
        "The card",
        reports.reporter_card,
        ReporterCard(CHILD, guardian=True, private=True, duty_phone=DUTY),
    ),
    sample(
        "The card while the search runs",
        reports.reporter_card,
        ReporterCard(
            CHILD,
            guardian=True,
            private=True,
            seen_by="小张",
            seen_at=at("10:42"),
            owner="小张",
            groups=4,
            clues=2,
            next_ring_at=at("10:47"),
            duty_phone=DUTY,
        ),
    ),
    sample(
        "Without a private chat: under the own message in the group",
        reports.reporter_card,
        ReporterCard(CHILD, guardian=True, duty_phone=DUTY),
    ),
    sample(
        "Three minutes of silence: the card",
        reports.reporter_card,
        ReporterCard(CHILD, guardian=True, private=True, unheard=True, duty_phone=DUTY),
    ),
    sample("Three minutes of silence", reports.unheard, Unheard(1001, 3, DUTY)),
    sample(
        "The same before 提交 was pressed",
        reports.unheard,
        Unheard(None, 3, DUTY),
    ),
    sample(
        "The same for gas, where nobody could be told",
        reports.unheard,
        Unheard(1007, 3, DUTY, told=False, call=Call.FIRE),
    ),
    sample(
        "A clue",
        clues.clue_for_guardian,
        ClueForGuardian(1001, "红衣服的娃儿刚往地铁口走了，联系 13912345678", at("10:52")),
    ),
    sample(
        "找到了 was pressed",
        reports.reporter_card,
        ReporterCard(
            waiting(CHILD),
            guardian=True,
            private=True,
            seen_by="小张",
            seen_at=at("10:42"),
            owner="小张",
            groups=4,
        ),
    ),
    sample(
        "The same, where a copy may be left that nobody knows",
        reports.reporter_card,
        ReporterCard(
            waiting(CHILD),
            guardian=True,
            private=True,
            left=Names(("桂语里微网格", "锦城一格"), 5),
        ),
    ),
    sample(
        "The case is closed",
        reports.reporter_card,
        ReporterCard(ended(CHILD, Outcome.REUNITED), guardian=True, private=True, tells_much=True),
    ),
    sample(
        "The police have the child",
        reports.reporter_card,
        ReporterCard(ended(CHILD, Outcome.HANDED_TO_POLICE), guardian=True, private=True),
    ),
    sample(
        "The search has ended",
        reports.reporter_card,
        ReporterCard(ended(CHILD, Outcome.SEARCH_ENDED), guardian=True, private=True),
    ),
    sample(
        "It was a false alarm",
        reports.reporter_card,
        ReporterCard(ended(CHILD, Outcome.FALSE_ALARM), guardian=True, private=True),
    ),
    sample("The safety tip", reports.safety_tip, SafetyTip(1001)),
    sample(
        "The safety tip where parents meet soon",
        reports.safety_tip,
        SafetyTip(1001, 3, "家长课堂：带娃外出", at("19:00", day=9)),
    ),
    sample("The survey", reports.survey, Survey(7, 1001, Kind.LOST_CHILD, Outcome.REUNITED)),
    sample(
        "The survey of the finder",
        reports.survey,
        Survey(7, 1001, Kind.FOUND_CHILD, Outcome.REUNITED),
    ),
    sample("The end, for who pressed 我是家长", clues.claim_over, ClaimOver(1001)),
]
