"""Notices and the safety calendar, as groups read them and as those who write them do."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.alert_cards import ScopeNode
from bot.domain.grid import Audience
from bot.domain.notices import (
    Coming,
    Done,
    Loud,
    MutedGroup,
    NotHeard,
    NoticeAsked,
    NoticeCard,
    NoticeLater,
    NoticeLine,
    NoticePost,
    NoticeState,
    NoticeStep,
    NoticeUnheard,
    PushedBack,
    Repeat,
    ThemeAt,
    TooLate,
    Why,
)
from bot.domain.themes import Theme
from bot.views import notice_menus, notices, noticing, safety_calendar, talks
from bot.views.themes import Question
from tests.docs.samples import sample
from tests.docs.values import at

TITLE = "通知 · Notices"

WATER = NoticePost(text="明天上午停水\n9点到12点检修水管，请先接好水。", by="锦城一格")
CORRECTED = replace(WATER, corrected=True)
LONG = NoticePost(
    text="这个星期六上午九点，志愿者在活动室教大家用手机挂号，带上手机和身份证就行。",
    by="锦城一格",
    file=(1, 2),
)
POLICY = NoticePost(
    text="高龄津贴可以在网上办\n满 80 岁，带身份证到社区，或在手机上申请。",
    by="锦城社区",
    source="区民政局",
    until=at("18:00") + timedelta(days=30),
)
DRAFT = NoticeCard(
    notice_id=7,
    state=NoticeState.DRAFT,
    post=WATER,
    mine=True,
    author="小张",
    groups=2,
    nodes=("锦城一格",),
    next_at=at("18:00"),
    until=at("18:00") + timedelta(days=3),
)
STEPS = (
    NoticeStep(Done.CONFIRMED, "小张", at("10:20")),
    NoticeStep(Done.SKIPPED, "小张", at("10:25"), day=at("09:00", day=3)),
)
RUNNING = replace(
    DRAFT,
    state=NoticeState.ACTIVE,
    post=NoticePost(theme=Theme.FIRE, by="锦城社区"),
    repeat=Repeat.WEEKLY,
    nodes=("锦城一格", "锦城二格", "锦城三格", "锦城四格"),
    groups=12,
    until=None,
    sent=9,
    waiting=1,
    not_sent=tuple((why, count) for count, why in enumerate(NotHeard, start=1)),
    missed=(at("09:00"),),
    steps=STEPS,
    answered=24,
    right=19,
)
SENT = replace(DRAFT, state=NoticeState.OVER, sent=4, stands=4)
PLAN = (Coming(20, at("18:00")), Coming(4, at("18:00", day=3), Why.DAY))
ASKED = NoticeAsked(7, "小李", "榆溪镇", 24, WATER, PLAN, seconds=("老陈",))
LINES = [
    NoticeLine(7, NoticeState.ACTIVE, None, WATER.text, at("18:00")),
    NoticeLine(8, NoticeState.PAUSED, Theme.FIRE, "", None),
]
NODES = (ScopeNode(3, "锦城一格", chosen=True), ScopeNode(4, "锦城二格", opens=True))

SAMPLES = [
    sample("A notice in the group", notices.notice_post, WATER),
    sample("One without a short first line, with a PDF", notices.notice_post, LONG),
    sample("政策宣讲", notices.notice_post, POLICY),
    sample("A theme in the group", notices.notice_post, NoticePost(theme=Theme.DROWNING)),
    sample("/remind", noticing.menu, LINES, [], start=0, calendar=True),
    sample("选主题", notice_menus.themes, start=0),
    sample("没有这个主题", noticing.no_theme, name="防外星人"),
    sample("/remind 今晚9点半 3号楼停水", noticing.at_night, at("21:30")),
    sample("自己写", notice_menus.wanted, "text"),
    sample("政策宣讲: what is it?", notice_menus.wanted, "policy"),
    sample("改内容", noticing.rewriting, replace(RUNNING, waiting=0)),
    sample("… and it is changed", noticing.rewritten, replace(RUNNING, stands=4)),
    sample("… with a file", noticing.rewritten, replace(RUNNING, post=LONG, stands=4)),
    sample("也改已经发出的", noticing.replaced, 4),
    sample("只改以后的", noticing.left),
    sample("改内容 of one that has gone out", noticing.rewriting, SENT),
    sample("… and it is changed there", noticing.rewritten, SENT),
    sample("来源", notice_menus.wanted, "source"),
    sample("Under the preview", noticing.notice_card, DRAFT),
    sample(
        "Under the preview of one for staff",
        noticing.notice_card,
        replace(DRAFT, audience=Audience.STAFF, groups=1),
    ),
    sample(
        "Under the preview of a policy",
        noticing.notice_card,
        replace(DRAFT, post=replace(POLICY, source=None), policy_news=True),
    ),
    sample(
        "Under the preview, where groups have heard enough",
        noticing.notice_card,
        replace(
            DRAFT,
            post=NoticePost(theme=Theme.FIRE, by="锦城社区"),
            groups=10,
            now=True,
            told_on=at("09:00").date() - timedelta(days=4),
            again_on=at("09:00").date() + timedelta(days=10),
            coming=(
                Coming(4, at("10:20")),
                Coming(1, at("10:20", day=3), Why.DAY),
                Coming(2, at("10:20", day=4), Why.WEEK),
                Coming(1, at("10:20", day=5), Why.THEME),
                Coming(2, None, Why.MUTED),
            ),
        ),
    ),
    sample(
        "… where others give way to it",
        noticing.notice_card,
        replace(
            DRAFT,
            coming=(Coming(2, at("18:00")),),
            pushes=(
                PushedBack(None, "楼道大扫除", "小李", 2),
                PushedBack(Theme.FIRE, "", "小张", 1, 1),
                PushedBack(None, "周六义诊", "小王", 1),
            ),
        ),
    ),
    sample(
        "… where it speaks of tomorrow",
        noticing.notice_card,
        replace(
            DRAFT,
            coming=(Coming(1, at("18:00")), Coming(1, at("18:00", day=3), Why.RIVAL)),
            late=TooLate("明天", 1, at("18:00", day=3).date(), at("18:00", day=4).date()),
        ),
    ),
    sample(
        "… where it speaks of a day that is over by then",
        noticing.notice_card,
        replace(
            DRAFT,
            coming=(
                Coming(1, at("18:00")),
                Coming(1, None, Why.WEEK, at("18:00", day=9).date()),
            ),
            late=TooLate("7月3日", 1, at("18:00", day=4).date()),
        ),
    ),
    sample("Under the preview, at night", noticing.notice_card, replace(DRAFT, night=True)),
    *(
        sample(
            f"The card of one that comes {repeat}",
            noticing.notice_card,
            replace(DRAFT, state=NoticeState.ACTIVE, repeat=repeat),
        )
        for repeat in (Repeat.MONTHLY, Repeat.YEARLY)
    ),
    sample(
        "The card of one that some groups hear later",
        noticing.notice_card,
        replace(
            DRAFT,
            state=NoticeState.ACTIVE,
            coming=(Coming(1, at("18:00")), Coming(1, at("18:00", day=3), Why.RIVAL)),
        ),
    ),
    sample("时间", notice_menus.when, DRAFT),
    sample("重复", notice_menus.repeats, DRAFT),
    sample("有效期", notice_menus.validity, replace(DRAFT, repeat=Repeat.WEEKLY)),
    sample("范围", notice_menus.nodes, 7, 2, NODES, 0),
    sample("The card of a notice that goes out", noticing.notice_card, RUNNING),
    sample(
        "The same, for whoever oversees its grids",
        noticing.notice_card,
        replace(RUNNING, mine=False, state=NoticeState.PAUSED, not_sent=(), missed=(), answered=0),
    ),
    *(
        sample(f"The card of one that is {state}", noticing.notice_card, card)
        for state, card in {
            "waiting for a second person": replace(
                DRAFT,
                state=NoticeState.ASKED,
                steps=STEPS[:1],
                takes_two=True,
                seconds=("孙姐", "老陈"),
            ),
            "not agreed to": replace(
                DRAFT,
                state=NoticeState.PAUSED,
                takes_two=True,
                next_at=None,
                steps=(NoticeStep(Done.LAPSED, "", at("18:00")),),
            ),
            "to be asked again": replace(DRAFT, state=NoticeState.PAUSED, takes_two=True),
            "over": replace(DRAFT, state=NoticeState.OVER, sent=2, repeat=Repeat.DAILY, times=3),
            "waiting for its day": replace(
                DRAFT,
                state=NoticeState.OVER,
                waiting=2,
                coming=(Coming(2, at("10:22", day=3)),),
            ),
            "deleted": replace(DRAFT, state=NoticeState.DELETED, sent=2, may_take_back=2),
        }.items()
    ),
    sample(
        "记录",
        noticing.notice_log,
        replace(
            RUNNING,
            steps=(
                *STEPS,
                *(
                    NoticeStep(one, "小张", at("10:20"), "2")
                    for one in Done
                    if one is not Done.SKIPPED
                ),
            ),
        ),
    ),
    sample("改别的", noticing.replan, RUNNING),
    sample("删除", noticing.delete_surely, DRAFT),
    sample(
        "删除 where it stands in groups", noticing.delete_surely, replace(DRAFT, may_take_back=2)
    ),
    sample("不发布", noticing.dropped),
    sample(
        "Its day was taken",
        notices.notice_later,
        NoticeLater(7, WATER, (Coming(3, at("18:00", day=3), Why.DAY), Coming(1, None, Why.WEEK))),
    ),
    sample("The same in the group, with other words", notices.notice_post, CORRECTED),
    sample(
        "One without a short first line, with other words",
        notices.notice_post,
        replace(LONG, corrected=True),
    ),
    sample("A second person is wanted", notices.notice_asked, ASKED),
    sample(
        "… of a series",
        notices.notice_asked,
        replace(ASKED, repeat=Repeat.WEEKLY, next_at=at("08:00", day=3), until=at("23:59", day=30)),
    ),
    sample("… where nobody else is on duty", notices.notice_asked, replace(ASKED, seconds=())),
    sample("… and again, an hour before", notices.notice_asked, replace(ASKED, soon=True)),
    sample(
        "The same, nobody in time", notices.notice_asked, replace(ASKED, decided_at=at("18:00"))
    ),
    sample(
        "… agreed to when no day was left",
        notices.notice_asked,
        replace(ASKED, decided_at=at("18:00"), too_late=True),
    ),
    *(
        sample(
            "The same, decided, for the desk and for who has written it",
            notices.notice_asked,
            replace(ASKED, verdict=agreed, by="老陈", decided_at=at("10:30"), yours=yours),
        )
        for agreed in (True, False)
        for yours in (False, True)
    ),
    sample(
        "The same, nobody in time, for who has written it",
        notices.notice_asked,
        replace(ASKED, decided_at=at("18:00"), yours=True),
    ),
    *(
        sample(
            "Its days are over, and groups have not heard it",
            notices.notice_unheard,
            NoticeUnheard(7, WATER, reasons),
        )
        for reasons in (((Why.WEEK, 2), (Why.DAY, 1)), ())
    ),
    sample(
        "The same, its card",
        noticing.notice_card,
        replace(DRAFT, state=NoticeState.OVER, not_sent=((NotHeard.WEEK, 2),)),
    ),
    sample(
        "Its record",
        noticing.notice_log,
        replace(DRAFT, state=NoticeState.OVER, not_sent=((NotHeard.WEEK, 2),)),
    ),
    sample(
        "A draft for a whole town",
        noticing.notice_card,
        replace(DRAFT, takes_two=True, seconds=("老陈",)),
    ),
    sample(
        "The same where nobody else is on duty",
        noticing.notice_card,
        replace(DRAFT, takes_two=True),
    ),
    sample(
        "Every Monday at nine, at the duty desk",
        notices.loud,
        Loud("榆溪镇", (("香樟苑一期住户群", 3), ("香樟苑二期住户群", 2))),
    ),
    *(
        sample(
            "The same, when the bot was away",
            notices.loud,
            Loud(
                "榆溪镇", groups, ((Theme.DROWNING, at("19:00")), (Theme.HEAT, at("12:00", day=4)))
            ),
        )
        for groups in ((("香樟苑一期住户群", 3),), ())
    ),
]

QUESTION = Question("插线板发烫怎么办？", ("接着用", "拔下来换一个", "泼水"), 1, "发烫说明过载。")
THEMES = [
    ThemeAt(Theme.FIRE, off=False, minute=1020, day=at("09:00", day=8).date()),
    ThemeAt(Theme.DOGS, off=True, minute=1140, day=at("09:00", day=9).date()),
    ThemeAt(Theme.FIREWORKS, off=False, minute=None, day=None),
]
NODE = (3, "锦城社区")

SAMPLES += [
    sample("了解更多", talks.talk, Theme.FIRE, staff=False),
    sample("做 3 道小题, where there are no polls", talks.question_in_words, QUESTION),
    sample(
        "静音此类通知",
        talks.muted,
        Theme.DOGS,
        [MutedGroup(-1, "香樟苑一期住户群", muted=False), MutedGroup(-2, "园区群", muted=True)],
        start=0,
    ),
    sample("静音此类通知 without a group", talks.muted, Theme.DOGS, [], start=0),
    sample("安全日历", safety_calendar.calendar, NODE, THEMES, start=0),
    sample("安全日历 of several nodes", safety_calendar.which_node, [NODE, (4, "榆溪社区")]),
    *(
        sample(f"One theme of it: {theme.theme}", safety_calendar.rule, NODE, theme)
        for theme in THEMES
    ),
]
