"""Messages to those who run the bot and bind its groups."""

from bot.domain.appointments import Expected, Held, Standing, TakenBack, YouAreAppointed
from bot.domain.calls import NobodyOnDuty
from bot.domain.coverage import Coverage, Gap, Missing
from bot.domain.daily import Daily
from bot.domain.grid import Audience, GridLevel, Role
from bot.domain.invitations import Invited, PersonJoined, StaffGroupJoined
from bot.domain.troubles import Trouble, TroubleNews, Unhandled
from bot.views import appointments, chats, coverage, daily, joining, people, staff, troubles
from tests.docs.samples import sample

TITLE = "管理员 · The operator"

COVERAGE = Coverage("榆溪镇", "YX", ((Gap.NO_WORKER, 2), (Gap.NO_GROUP, 1), (Gap.NOT_STARTED, 1)))
WEEKLY = Coverage(
    "郫都区",
    "PD",
    tuple((gap, count) for count, gap in enumerate(Gap, start=1)),
    (("榆溪镇", 21), ("锦城街道", 15)),
    weekly=True,
)
COMPLETE = Coverage("榆溪镇", "YX", ())
MISSING = [
    Missing(Gap.NO_WORKER, "YX/A/", "YX-A1", "望溪一格", GridLevel.GENERAL),
    Missing(Gap.NO_WORKER, "YX/A/", "YX-A2", "望溪二格", GridLevel.GENERAL),
    Missing(Gap.NO_GROUP, "YX/A/", "YX-A2", "望溪二格", GridLevel.GENERAL),
    Missing(Gap.NOT_STARTED, "YX/A/", "YX-A1", "望溪一格", GridLevel.GENERAL, 510001, "王芳"),
]

SAMPLES = [
    sample(
        "/bind",
        chats.bound,
        grids=["锦城一格"],
        audience=Audience.RESIDENTS,
        hears_all=True,
        link="https://t.me/GegeBot?start=at_14",
    ),
    sample(
        "/bind where privacy mode is on",
        chats.bound,
        grids=["锦城一格", "锦城二格"],
        audience=Audience.STAFF,
        hears_all=False,
    ),
    sample("/unbind", chats.unbound),
    sample("/staff coverage", coverage.coverage, COVERAGE),
    sample("Every Monday at nine, at the duty desk", coverage.coverage, WEEKLY),
    sample("/staff coverage where nothing is missing", coverage.coverage, COMPLETE),
    sample("/staff coverage YX-A", coverage.coverage_names, COVERAGE, MISSING),
    sample(
        "/staff + 510001 worker YX-A1 王芳",
        appointments.standing,
        Standing(510001, "王芳", (Held("望溪一格", Role.WORKER), Held("望溪社区", Role.DUTY))),
    ),
    sample(
        "/staff - 510001 YX-A1, and cases were theirs",
        appointments.standing,
        Standing(510001, "王芳", freed=2, unchecked=1, ended=True),
    ),
    sample(
        "/staff + worker YX-A1 王芳, whose id nobody knows",
        appointments.expected,
        Expected("王芳", Held("望溪一格", Role.WORKER), "join_AAAAAAAAAAAAAAAAAAAAAA"),
    ),
    sample(
        "/staff - worker YX-A1 王芳, who has not come yet",
        appointments.taken_back,
        TakenBack("王芳", Held("望溪一格", Role.WORKER)),
    ),
    sample(
        "/staff YX-A1",
        people.staff_of,
        "望溪一格",
        "YX-A1",
        [people.StaffLine("望溪社区", "老陈", Role.WORKER, "网格长", phone="13900000002")],
        (),
        [("王芳", Role.WORKER), ("周敏", Role.INSTRUCTOR)],
    ),
    sample(
        "The person reads",
        appointments.you_are_appointed,
        YouAreAppointed("望溪一格", Role.WORKER, "柯然"),
    ),
    sample(
        "The person reads that it has ended",
        appointments.you_are_appointed,
        YouAreAppointed("望溪一格", Role.WORKER, "柯然", ended=True),
    ),
    sample(
        "A worker opens their link",
        joining.who,
        Invited("王芳", "望溪社区", Role.WORKER, "网格长"),
        "AAAAAAAAAAAAAAAAAAAAAA",
    ),
    sample("不是我", joining.other),
    sample(
        "Somebody has come by a link that was made in chat",
        joining.person_joined,
        PersonJoined("王芳", "望溪一格", "YX-A1", Role.WORKER, "小芳芳", 510001),
    ),
    sample(
        "A staff group has joined by link",
        joining.staff_group_joined,
        StaffGroupJoined("望溪一格", "望溪一格工作群", "王芳", -1001000000099),
    ),
    sample("是: may colleagues phone you?", joining.joined, "王芳"),
    sample("The own number was shared", joining.ready, phone=True),
    sample("不留电话", joining.ready, phone=False),
    sample(
        "Something came in and nobody can be told",
        staff.nobody_on_duty,
        NobodyOnDuty("锦城一格", 1001),
    ),
    sample("The same before 提交 was pressed", staff.nobody_on_duty, NobodyOnDuty("锦城一格")),
    sample("Something is wrong", troubles.trouble, TroubleNews(Trouble.QUEUE, 95)),
    sample("It is over", troubles.trouble, TroubleNews(Trouble.QUEUE, 0, over=True)),
    sample("429s have slowed everything", troubles.trouble, TroubleNews(Trouble.FLOODED, 1)),
    sample("Groups are out of reach", troubles.trouble, TroubleNews(Trouble.GROUPS, 3)),
    sample("What people wrote failed", troubles.trouble, TroubleNews(Trouble.UNHANDLED, 2)),
    sample("… as who wrote or pressed in private reads it", troubles.unhandled, Unhandled()),
    sample("The disk is nearly full", troubles.trouble, TroubleNews(Trouble.DISK, 380)),
    sample(
        "Every morning at half past eight, at the duty desk",
        daily.daily,
        Daily("榆溪镇", 2, 118, 1, ("望溪一格居民群", "望溪二格居民群"), 2),
    ),
    sample("The same, all well", daily.daily, Daily("榆溪镇", 2, 119, 0, (), 0)),
]
