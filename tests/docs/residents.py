"""Messages in the residents' group."""

from dataclasses import replace

from bot.domain.alert_cards import AlertPost, AllClear, Thanks
from bot.domain.alerts import Ending, Level
from bot.domain.cards import GroupLine, Listening, Prompt, ReporterCard, Twin, Withdrawn
from bot.domain.kinds import Kind, Outcome
from bot.domain.rumours import Truth, Verdict
from bot.domain.states import State
from bot.domain.themes import Theme, ThemeNotice
from bot.views import alerts, chats, clues, dialogues, prompts, reports, rumours, themes
from tests.docs.samples import sample
from tests.docs.values import (
    CHILD,
    DESPAIR,
    DISPUTE,
    DRAFT,
    DUTY,
    ELDER,
    FALLEN,
    FIRE_LANE,
    FOUND,
    GAS,
    LIGHT,
    LIGHT_DRAFT,
    VALID,
    at,
    ended,
    waiting,
    working,
)

TITLE = "居民群 · In the residents' group"

PUBLISHED = at("10:45")
RANSOM = "有个微信加我，说给2000就还我"

SAMPLES = [
    sample(
        "The group is bound",
        chats.listening,
        Listening(("锦城一格",), "锦城街道办"),
    ),
    sample(
        "The same where Gege listens only when called",
        chats.listening,
        Listening(("锦城一格",), "锦城街道办", called_only=True),
    ),
    sample(
        "Somebody writes that a child is missing",
        prompts.prompt,
        Prompt(DRAFT, urgent=True, told=True, duty_phone=DUTY),
    ),
    sample(
        "The same of two children",
        prompts.prompt,
        Prompt(replace(DRAFT, others=1), urgent=True, told=True, duty_phone=DUTY),
    ),
    sample(
        "The same where nobody on staff can be reached yet",
        prompts.prompt,
        Prompt(DRAFT, urgent=True, duty_phone=DUTY),
    ),
    sample(
        "Somebody writes of a child alone",
        prompts.prompt,
        Prompt(replace(FOUND, number=None), urgent=True, told=True, duty_phone=DUTY),
    ),
    sample(
        "A lamp that somebody seems to have reported already",
        prompts.prompt,
        Prompt(LIGHT_DRAFT, urgent=False, twin=Twin(7, 1001, "锦城一格", State.IN_PROGRESS)),
    ),
    sample(
        "Somebody writes of gas",
        prompts.prompt,
        Prompt(replace(GAS, number=None), urgent=True, told=True, duty_phone=DUTY),
    ),
    sample(
        "Somebody writes of a fall",
        prompts.prompt,
        Prompt(replace(FALLEN, number=None), urgent=True, told=True, duty_phone=DUTY),
    ),
    sample(
        "Somebody is threatened",
        prompts.prompt,
        Prompt(replace(FALLEN, number=None, sensitive=True), urgent=True, told=True),
    ),
    sample("Somebody writes of a lamp", prompts.prompt, Prompt(LIGHT_DRAFT, urgent=False)),
    sample("A report that names no group should", prompts.prompt, Prompt(DISPUTE, urgent=False)),
    sample(
        "Somebody does not want to live",
        prompts.prompt,
        Prompt(DESPAIR, urgent=True, told=True, duty_phone=DUTY),
    ),
    sample(
        "An anonymous admin writes of a lamp",
        prompts.prompt,
        Prompt(LIGHT_DRAFT, urgent=False, unsigned=True),
    ),
    sample("转为上报 under a message of ours", dialogues.answer_the_words),
    sample("After 不是报告", prompts.withdrawn, Withdrawn()),
    sample("What should be said in private", dialogues.private_instead),
    sample("Somebody calls the bot", dialogues.called, asks=False),
    sample("Somebody asks it what is true", dialogues.called, asks=True),
    sample("A command is answered in private, which is still closed", dialogues.answer_in_private),
    sample("A command in the name of the group", dialogues.own_account_wanted),
    sample("A forwarded command", dialogues.own_words_wanted),
    sample("A chain letter", rumours.caution),
    sample("Is it true? A search that goes on", rumours.truth, Truth(Verdict.LIVE, CHILD)),
    sample("Is it true? Nobody has said so yet", rumours.truth, Truth(Verdict.CHECKING)),
    sample(
        "Is it true? Not any more",
        rumours.truth,
        Truth(Verdict.OVER, ended(CHILD, Outcome.REUNITED)),
    ),
    sample("Is it true? Nobody here knows", rumours.truth, Truth(Verdict.UNKNOWN)),
    sample("补充 is pressed", dialogues.add_start),
    sample("What was added has arrived", dialogues.add_received),
    sample("当场办结 in another grid", dialogues.not_settled),
    sample("And makes a danger of it", dialogues.add_received, GAS),
    sample("And somebody wants money", dialogues.add_received, said=RANSOM),
    sample("And is in danger as well", dialogues.add_received, GAS, said=RANSOM),
    sample("Whoever was found is hurt", dialogues.add_received, FOUND, said="他在抽筋"),
    sample("Somebody wants to take them", dialogues.add_received, FOUND, said="说是他爸爸"),
    sample("Whoever found them must go", dialogues.add_received, FOUND, said="我要走了"),
    sample(
        "A missing child is submitted",
        reports.reporter_card,
        ReporterCard(CHILD, ask_relation=True, duty_phone=DUTY),
    ),
    sample(
        "It was reported for somebody else",
        reports.reporter_card,
        ReporterCard(CHILD, seen_by="小张", seen_at=at("10:42"), duty_phone=DUTY),
    ),
    sample(
        "A child alone is submitted",
        reports.group_line,
        GroupLine(FOUND, talk_in_private=True),
    ),
    sample("A danger to life is submitted", reports.group_line, GroupLine(GAS)),
    sample("A lamp is submitted", reports.group_line, GroupLine(LIGHT)),
    sample("Somebody is on it", reports.group_line, GroupLine(LIGHT, owner="小张", also=3)),
    sample(
        "It is to be done by then",
        reports.group_line,
        GroupLine(working(LIGHT), owner="小张", promised_at=at("10:42", day=7)),
    ),
    sample(
        "A firm looks after it, and promises it by then",
        reports.group_line,
        GroupLine(
            working(LIGHT), owner="小张", promised_at=at("10:42", day=7), promised_by="香樟物业"
        ),
    ),
    sample(
        "The level above has it",
        reports.group_line,
        GroupLine(LIGHT, told="锦城社区", handed_up=True),
    ),
    sample("It is repaired", reports.group_line, GroupLine(ended(LIGHT, Outcome.REPAIRED))),
    sample("It can't be repaired", reports.group_line, GroupLine(ended(LIGHT, Outcome.CANNOT_FIX))),
    sample("Another one was first", reports.group_line, GroupLine(ended(LIGHT, Outcome.DUPLICATE))),
    sample("There was nothing", reports.group_line, GroupLine(ended(GAS, Outcome.FALSE_ALARM))),
    sample("A dispute", reports.group_line, GroupLine(DISPUTE)),
    sample("What is for few to read, in a group", prompts.door, GroupLine(DISPUTE)),
    sample(
        "The person was found, staff still have a look",
        reports.group_line,
        GroupLine(waiting(CHILD), owner="小张", talk_in_private=True),
    ),
    sample(
        "The alert for a missing child",
        alerts.alert_post,
        AlertPost(CHILD, True, DUTY, VALID, PUBLISHED),  # noqa: FBT003
    ),
    sample(
        "The same after 更新通知",
        alerts.alert_post,
        AlertPost(
            replace(CHILD, clothing="蓝色校服"),
            True,  # noqa: FBT003
            DUTY,
            VALID,
            PUBLISHED,
            updated_at=at("11:05"),
        ),
    ),
    sample(
        "The same, 未核实先发",
        alerts.alert_post,
        AlertPost(CHILD, False, DUTY, VALID, PUBLISHED),  # noqa: FBT003
    ),
    sample(
        "The alert for a missing elder",
        alerts.alert_post,
        AlertPost(ELDER, True, DUTY, VALID, PUBLISHED),  # noqa: FBT003
    ),
    sample(
        "The alert for a child alone",
        alerts.alert_post,
        AlertPost(FOUND, True, DUTY, VALID, PUBLISHED),  # noqa: FBT003
    ),
    sample(
        "The alert for a danger",
        alerts.alert_post,
        AlertPost(GAS, True, DUTY, at("16:45"), PUBLISHED),  # noqa: FBT003
    ),
    sample(
        "One that can wait for morning",
        alerts.alert_post,
        AlertPost(FIRE_LANE, True, DUTY, at("16:45"), PUBLISHED),  # noqa: FBT003
    ),
    sample(
        "What staff wrote by hand",
        alerts.alert_post,
        AlertPost(
            replace(
                GAS,
                notice="3号楼燃气泄漏，请开窗、不要点火，先到楼下空地。",
                place="锦城小区 3号楼",
                by_hand=True,
            ),
            True,  # noqa: FBT003
            DUTY,
            at("16:45"),
            PUBLISHED,
        ),
    ),
    sample(
        "A notice",
        alerts.alert_post,
        AlertPost(
            replace(
                GAS,
                category=None,
                level=Level.BLUE,
                notice="周六上午9点在小区广场打流感疫苗。\n请带身份证，老人可以由家人陪着来。",
                place=None,
                by_hand=True,
            ),
            True,  # noqa: FBT003
            DUTY,
            at("16:45"),
            PUBLISHED,
        ),
    ),
    sample(
        "A danger of which only the words are known, as a drill",
        alerts.alert_post,
        AlertPost(
            replace(
                GAS,
                category=None,
                place=None,
                level=Level.ORANGE,
                text="有人往楼下扔东西 电话 13912345678",
                exercise=True,
            ),
            True,  # noqa: FBT003
            DUTY,
            at("16:45"),
            PUBLISHED,
        ),
    ),
    *(
        sample(title, alerts.all_clear, AllClear(1001, kind, at("11:20"), ending))
        for title, kind, ending in [
            ("The child is found", Kind.LOST_CHILD, Ending.FOUND),
            ("That proved wrong", Kind.LOST_CHILD, Ending.NOT_FOUND),
            ("The elder is found", Kind.LOST_ADULT, Ending.FOUND),
            ("The child alone is with the family", Kind.FOUND_CHILD, Ending.FOUND),
            ("The adult alone is with the family", Kind.FOUND_ADULT, Ending.FOUND),
            ("Nobody needs to search", Kind.LOST_CHILD, Ending.OVER),
            ("The danger is gone", Kind.HAZARD, Ending.OVER),
            ("A notice has ended", Kind.HAZARD, Ending.ENDED),
            ("The search has ended", Kind.LOST_ADULT, Ending.SEARCH_ENDED),
            ("The alert was recalled", Kind.LOST_CHILD, Ending.RECALLED),
            ("The alert has expired", Kind.LOST_CHILD, Ending.EXPIRED),
        ]
    ),
    sample(
        "Staff have ended it, and it is not known whether it is safe",
        alerts.all_clear,
        AllClear(1001, Kind.HAZARD, at("11:20"), Ending.ENDED, danger=True, duty_phone=DUTY),
    ),
    sample(
        "The silent reply to an alert that had sounded",
        alerts.thanks,
        Thanks(1001, Kind.LOST_CHILD, Ending.FOUND),
    ),
    sample("The same for an adult", alerts.thanks, Thanks(1003, Kind.LOST_ADULT, Ending.FOUND)),
    sample(
        "The same for a child who was alone",
        alerts.thanks,
        Thanks(1004, Kind.FOUND_CHILD, Ending.FOUND),
    ),
    sample(
        "The same for an adult who was alone",
        alerts.thanks,
        Thanks(1005, Kind.FOUND_ADULT, Ending.FOUND),
    ),
    sample("The same without good news", alerts.thanks, Thanks(1001, Kind.LOST_CHILD, Ending.OVER)),
    sample("Somebody replies to an alert", clues.clue_received, in_group=True),
    sample("Somebody replies: I am the father", clues.kin_received, private=False),
    sample("The same, with a private chat", clues.kin_received, private=True),
    sample("The safety calendar", themes.theme_notice, ThemeNotice(Theme.DROWNING)),
]
