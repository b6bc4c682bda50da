"""Messages in anybody's private chat."""

from dataclasses import replace

from bot.domain.cards import (
    AlsoEnded,
    News,
    PlaceChoice,
    PlaceName,
    Progress,
    Prompt,
    ReporterCard,
    SpotChoice,
    Survey,
)
from bot.domain.clue_cards import OverLimit, StaffAnswer
from bot.domain.forgetting import AtStake, Forgotten
from bot.domain.kinds import Kind, Outcome, Rating
from bot.domain.listing import Asked, Line, Page
from bot.domain.looking import Story
from bot.domain.reports import Wish
from bot.domain.states import Action, State
from bot.domain.themes import Theme, ThemeTalk
from bot.views import (
    cases,
    clues,
    dialogues,
    limits,
    listing,
    own_data,
    progress,
    prompts,
    reports,
    start,
    themes,
)
from tests.docs.samples import sample
from tests.docs.values import (
    CHILD,
    DESPAIR,
    DISPUTE,
    DRAFT,
    DUTY,
    ELDER,
    FOUND,
    GAS,
    LIGHT,
    STEPS,
    at,
    ended,
)

TITLE = "私聊 · In private"

HOMELESS = replace(DRAFT, place=None, last_seen_place=None, grid="锦城街道")


def _news(action: Action, who: str = "小张", outcome: Outcome | None = None) -> News:
    return News(1, at("10:42"), action, who, "香樟第一网格", groups=5, outcome=outcome)


SAMPLES = [
    sample(
        "有消息没得: how it stands",
        reports.standing,
        ReporterCard(
            CHILD,
            private=True,
            owner="小张",
            groups=5,
            clues=2,
            next_ring_at=at("10:57"),
        ),
    ),
    sample(
        "New steps within a minute, to whoever waits",
        progress.progress,
        Progress(CHILD.kind, 1001, (_news(Action.CLAIM), _news(Action.PUBLISH))),
    ),
    *(
        sample(f"A new step: {step.action}", progress.progress, Progress(kind, 1001, (step,)))
        for kind, step in (
            (Kind.LOST_CHILD, _news(Action.ACKNOWLEDGE)),
            (Kind.LOST_CHILD, _news(Action.EXPIRE)),
            (Kind.LOST_CHILD, _news(Action.FOUND)),
            (Kind.LIGHT, _news(Action.UNTAKEN)),
            (Kind.LIGHT, _news(Action.FINISH)),
            (Kind.LIGHT, _news(Action.CLOSE, outcome=Outcome.DUPLICATE)),
        )
    ),
    sample("/start", start.start, name="王丽", grids=[], user_id=520001),
    sample(
        "选楼栋和楼层: which building",
        prompts.spot_picker,
        SpotChoice(7, tuple(PlaceName(f"香樟苑{n}号楼", 3, n) for n in range(1, 7))),
    ),
    sample("选楼栋和楼层: which floor", prompts.spot_picker, SpotChoice(7)),
    sample("有危险 is pressed", start.told, start.BUTTONS["danger"]),
    sample("说给网格员听 is pressed", start.told, start.BUTTONS["speak"]),
    sample(
        "Who writes is lost: 我找不到家了",
        reports.reporter_card,
        ReporterCard(replace(ELDER, oneself=True), private=True, duty_phone=DUTY),
    ),
    sample("/help", start.help_text, ()),
    sample("/language", start.language_choice),
    sample("A language was chosen", start.language_set),
    sample("/mydata", own_data.own_data, found={"reports": [{"number": 1001}], "clues": [{}, {}]}),
    sample(
        "/mydata where Telegram takes no file",
        own_data.own_pages,
        found={"clues": [{"text": "看到了，往河边走了"}]},
    ),
    sample("/mydata where nothing is stored", own_data.own_data, found={}),
    sample("/privacy", start.privacy, operator="锦城街道办", days=30),
    sample(
        "/privacy where nobody has said who answers for it", start.privacy, operator="", days=30
    ),
    sample(
        "/privacy where a language model is asked",
        start.privacy,
        operator="锦城街道办",
        days=30,
        opinion="llm.example.org",
    ),
    sample(
        "/forget",
        own_data.forgotten,
        Forgotten(
            home=True,
            language=True,
            drafts=2,
            photos=1,
            cases=3,
            clues=2,
            sign_ups=1,
            certificates=1,
        ),
        days=30,
    ),
    sample(
        "/forget with a certificate, and signed up for something",
        own_data.forget_surely,
        AtStake(certificates=1, places=1),
    ),
    sample("先不删", own_data.nothing_forgotten),
    sample(
        "/forget, and what stays",
        own_data.forgotten,
        Forgotten(open_numbers=(1001, 1002), at_stake=1, clues_kept=1, copies_kept=2, positions=1),
        days=30,
    ),
    *(sample(f"/{wish}", dialogues.report_start, wish) for wish in Wish),
    *(
        sample(f"/{wish} in a group", dialogues.report_elsewhere, wish, wish.value, here=True)
        for wish in Wish
    ),
    sample("/report where nobody listens", dialogues.report_elsewhere, Wish.REPORT, "report"),
    sample(
        "How a lamp ended, for who pressed 我也遇到",
        reports.also_ended,
        AlsoEnded(1002, Kind.LIGHT, None, "锦城一格", Outcome.REPAIRED),
    ),
    sample("转为上报 of what is a report already", dialogues.already_reported),
    sample("A photo without words", dialogues.photo_received),
    sample("A video without words in private", dialogues.film_received),
    sample("A photo of the person whose case is open", dialogues.photo_passed_on),
    sample("A location without words", dialogues.pin_received),
    sample(
        "In which town?",
        dialogues.place_choice,
        PlaceChoice(7, (PlaceName("榆溪镇", 1), PlaceName("锦城街道", 2))),
    ),
    sample(
        "In which compound? There are more than fit",
        dialogues.place_choice,
        PlaceChoice(7, tuple(PlaceName(f"香樟苑{n}期", n) for n in range(1, 18)), above=1),
    ),
    sample("Words that are no report", start.not_understood),
    sample("The same, of staff", start.not_understood, staff=True),
    sample("取消 where nothing is open", start.nothing_open),
    sample("The same, of 她", start.not_understood, of_whom=True),
    sample("How does it stand? asks who has reported nothing", start.no_case),
    sample("你们值班电话好多", start.phones, duty_phone="028-55550101"),
    sample("The same where none is known", start.phones, duty_phone=""),
    sample("在吗", start.here),
    sample("谢谢了", start.welcome),
    sample("A clue more than one may give", clues.clue_waits),
    sample("A report too many: others are open", limits.over_limit, OverLimit(5)),
    sample("A report too many within an hour", limits.over_limit, OverLimit(10, at("11:42"))),
    sample(
        "A report that names no place, where life is at stake",
        prompts.prompt,
        Prompt(HOMELESS, urgent=True, told=True, duty_phone=DUTY),
    ),
    sample(
        "A quarrel, told in private",
        prompts.prompt,
        Prompt(replace(DISPUTE, state=State.DRAFT, number=None), urgent=False, private=True),
    ),
    sample(
        "Somebody does not want to live",
        prompts.prompt,
        Prompt(DESPAIR, urgent=True, told=True, duty_phone=DUTY, private=True),
    ),
    sample("The answer named none either", dialogues.where_are_you),
    sample("The same, to somebody lost", dialogues.where_are_you, lost=True),
    sample("取消", dialogues.left),
    sample("取消 instead of an answer beside a card", dialogues.asked_no_more),
    sample(
        "A lamp is submitted",
        reports.reporter_card,
        ReporterCard(LIGHT, private=True),
    ),
    sample(
        "Somebody is on it",
        reports.reporter_card,
        ReporterCard(
            LIGHT,
            private=True,
            owner="小张",
            promised_at=at("10:42", day=7),
            seen_by="小张",
            seen_at=at("10:42"),
            clues=1,
        ),
    ),
    sample(
        "The level above has it",
        reports.reporter_card,
        ReporterCard(LIGHT, private=True, told="锦城社区", handed_up=True, seen_by="小张"),
    ),
    sample(
        "It is repaired",
        reports.reporter_card,
        ReporterCard(ended(LIGHT, Outcome.REPAIRED), private=True),
    ),
    sample(
        "A report by voice",
        reports.reporter_card,
        ReporterCard(replace(LIGHT, has_voice=True), private=True),
    ),
    sample(
        "Staff answer it",
        reports.staff_answer,
        StaffAnswer(1002, "小张", "听到了，十分钟后到楼下。", at("10:44")),
    ),
    sample(
        "To whoever found a child",
        reports.reporter_card,
        ReporterCard(FOUND, private=True, duty_phone=DUTY),
    ),
    sample(
        "Nobody on staff answers a danger",
        reports.reporter_card,
        ReporterCard(GAS, private=True, unheard=True, duty_phone=DUTY),
    ),
    sample(
        "The survey on a lamp",
        reports.survey,
        Survey(8, 1002, Kind.LIGHT, Outcome.REPAIRED),
    ),
    sample(
        "The survey on a danger",
        reports.survey,
        Survey(9, 1005, Kind.HAZARD, Outcome.HAZARD_REMOVED),
    ),
    sample(
        "The survey on what can't be done",
        reports.survey,
        Survey(8, 1002, Kind.LIGHT, Outcome.CANNOT_FIX, "厂家停产了，等新灯具"),
    ),
    sample(
        "The survey on anything else",
        reports.survey,
        Survey(10, 1006, Kind.HELP, Outcome.ANSWERED),
    ),
    *(
        sample(
            f"After {button}",
            reports.survey,
            Survey(8, 1002, Kind.LIGHT, Outcome.REPAIRED, rated=rating, asks=rating != "solved"),
        )
        for button, rating in [
            ("已解决", "solved"),
            ("部分解决", "partly"),
            ("没解决", "unsolved"),
        ]
    ),
    sample("What is still wrong was said", reports.remaining_taken),
    sample("修好了 written under the survey", reports.rated_in_words, Rating.SOLVED),
    sample("我有线索 on a missing child", clues.clue_start, CHILD),
    sample("我有线索 on a danger", clues.clue_start, GAS),
    sample("A clue has arrived", clues.clue_received, in_group=False),
    sample(
        "我是家长 before any worker can read it", clues.clue_received, in_group=False, unread=True
    ),
    sample("完成", clues.clue_done),
    sample("完成, and no worker can read it yet", clues.clue_done, unread=True),
    sample("完成, and the last ones wait for staff", clues.clue_done, waits=True),
    sample("完成 before anything was said", clues.clue_missing),
    sample("完成 after the ten minutes", clues.clue_over),
    sample("我是家长", clues.claim_start, FOUND),
    sample("Somebody wrote 找到了", dialogues.found_told),
    sample("The family wrote 虚惊一场", dialogues.perhaps_found, 7),
    sample("A reporter who is no family did", dialogues.perhaps_found, None),
    sample("The family wrote 不是他，认错了 after 找到了", dialogues.still_missing),
    sample("Before 提交 was pressed", dialogues.found_told, draft=True),
    sample(
        "There was nothing to it, says who reported a lamp",
        dialogues.retracted,
        case_id=7,
        draft=False,
    ),
    sample(
        "The same of a person, before 提交",
        dialogues.retracted,
        case_id=7,
        draft=True,
    ),
    sample(
        "The same in private, of what nobody else knew",
        dialogues.retracted,
        case_id=None,
        draft=False,
    ),
    sample("转发前先看最新, while the search goes on", cases.latest, CHILD),
    sample("The same, found", cases.latest, ended(CHILD, Outcome.REUNITED)),
    sample("The same, ended without", cases.latest, ended(ELDER, Outcome.SEARCH_ENDED)),
    sample(
        "/case N for a stranger: only light, hazard, need",
        cases.case_story,
        Story(LIGHT, (), full=False),
        at=at("11:00"),
    ),
    sample(
        "/case N for its reporter",
        cases.case_story,
        Story(CHILD, tuple(STEPS), full=True),
        at=at("11:00"),
    ),
    sample(
        "/cases of what one has reported",
        listing.case_page,
        Page(Asked(), (Line(LIGHT), Line(ended(FOUND, Outcome.REUNITED))), staff=False),
    ),
    sample("/cases where nothing was reported", listing.case_page, Page(Asked(), (), staff=False)),
    sample(
        "More about a theme of the safety calendar", themes.theme_talk, ThemeTalk(Theme.DROWNING)
    ),
]
