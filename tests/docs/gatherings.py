"""Messages about trainings and whatever else people come together for."""

from dataclasses import replace
from datetime import datetime

from bot.domain.certificates import (
    CertificateCard,
    CertificateGone,
    Ready,
    Refresher,
    Skill,
    Validity,
    Verified,
)
from bot.domain.gathering_cards import (
    Calls,
    CheckInCode,
    Earlier,
    GatheringAsked,
    GatheringCall,
    GatheringCard,
    GatheringNews,
    GatheringPlan,
    Listed,
    Nearby,
    News,
    OrganiserCard,
    ResultsLacking,
    ResultsWanted,
    Roster,
    RunsSoon,
    Soon,
    Unjudged,
)
from bot.domain.gatherings import (
    MOST_PLACES,
    GatheringState,
    GatheringType,
    Occasion,
    SignUpState,
    WhyOff,
)
from bot.domain.grid import Role
from bot.domain.notices import Coming, Why
from bot.views import (
    attending,
    certificates,
    dialogues,
    gatherings,
    occasions,
    organising,
    planning,
    results,
    signing_up,
)
from tests.docs.samples import sample
from tests.views.samples import at

TITLE = "培训和活动 · Gatherings"

SATURDAY: datetime = at("19:30", day=4)
CPR = Occasion(
    gathering_id=1,
    type=GatheringType.TRAINING,
    title="急救培训",
    state=GatheringState.PLANNED,
    starts_at=SATURDAY,
    minutes=90,
    place="香樟苑活动室",
    grid="锦城一格",
    capacity=30,
    taken=12,
    companions=1,
    trainer="程小禾",
    organiser="程小禾",
)
FULL = replace(CPR, taken=30, waiting=3)
DESK = replace(
    CPR,
    gathering_id=2,
    type=GatheringType.CONSULTATION,
    title="法律咨询",
    capacity=6,
    taken=4,
    companions=0,
)
STAFF = replace(CPR, role=Role.VOLUNTEER, unit="榆溪镇", nth=2, times=4, organiser="姜海洋")
CANCELLED = replace(CPR, state=GatheringState.CANCELLED)
OVER = replace(CPR, state=GatheringState.OVER)
DRAFT = replace(CPR, state=GatheringState.DRAFT, taken=0, times=4)
PLAN = GatheringPlan(DRAFT, 4)

DEFERRED = replace(
    PLAN,
    coming=(
        Coming(2, at("10:20")),
        Coming(1, at("08:00", day=3), Why.DAY),
        Coming(1, None, Why.WEEK),
    ),
)

NUMBER = "7K4P92QX"
ISSUED, EXPIRES = SATURDAY, SATURDAY.replace(year=2028)
CERTIFICATE = CertificateCard(
    1, NUMBER, "王丽", "急救培训", "锦城一格", "程小禾", ISSUED, EXPIRES, Skill.CPR
)
PEOPLE = (
    Listed(1, "王丽", attended=True, passed=True),
    Listed(2, "小王🌸", companions=1, attended=True, named="王小丽"),
    Listed(3, "周文涛", attended=False),
    Listed(4, "唐桂珍"),
)

SAMPLES = [
    sample("The announcement", gatherings.gathering_card, GatheringCard(CPR)),
    sample("It is full", gatherings.gathering_card, GatheringCard(FULL)),
    sample("One for volunteers, every week", gatherings.gathering_card, GatheringCard(STAFF)),
    sample("A consultation", gatherings.gathering_card, GatheringCard(DESK)),
    sample("It is called off", gatherings.gathering_card, GatheringCard(CANCELLED)),
    sample(
        "… for a reason",
        gatherings.gathering_card,
        GatheringCard(replace(CANCELLED, why_off=WhyOff.RAIN)),
    ),
    sample(
        "As many as like may come",
        gatherings.gathering_card,
        GatheringCard(replace(CPR, capacity=MOST_PLACES)),
    ),
    sample("It is over", gatherings.gathering_card, GatheringCard(OVER)),
    sample(
        "A day before, for those without a private chat",
        signing_up.gathering_call,
        GatheringCall(Calls.DAY_BEFORE, CPR, ("王丽", "Emma"), 2),
    ),
    sample(
        "Somebody without one moves up",
        signing_up.gathering_call,
        GatheringCall(Calls.MOVED_UP, CPR, ("王丽",)),
    ),
    *(
        sample(f"To who has signed up: {what}", signing_up.gathering_news, GatheringNews(what, CPR))
        for what in News
        if what not in {News.WAITING, News.CANCELLED}  # they have samples of their own
    ),
    sample(
        "To who has signed up, with a name for the certificate",
        signing_up.gathering_news,
        GatheringNews(News.SIGNED_UP, CPR, named="王丽"),
    ),
    sample(
        "… without one",
        signing_up.gathering_news,
        GatheringNews(News.SIGNED_UP, CPR, named=""),
    ),
    sample("证书姓名", attending.wants_name),
    sample("改证书姓名 under the list", attending.whose_name, Roster(CPR, PEOPLE, marks=True)),
    sample("… of whom", attending.wants_name, called="小王🌸"),
    sample("The name is noted", attending.named_so, made=False),
    sample("… after they passed", attending.named_so, made=True),
    sample(
        "To who waits",
        signing_up.gathering_news,
        GatheringNews(News.WAITING, FULL, waits=True, position=3),
    ),
    sample(
        "Changed, to who waits",
        signing_up.gathering_news,
        GatheringNews(
            News.CHANGED, FULL, waits=True, position=3, earlier=Earlier(FULL.starts_at, "活动室")
        ),
    ),
    sample(
        "Called off",
        signing_up.gathering_news,
        GatheringNews(News.CANCELLED, replace(CANCELLED, why_off="活动室停电")),
    ),
    sample(
        "To who has a turn",
        signing_up.gathering_news,
        GatheringNews(News.SIGNED_UP, DESK, slot=2),
    ),
    sample(
        "To who brings somebody",
        signing_up.gathering_news,
        GatheringNews(News.DAY_BEFORE, CPR, companions=1),
    ),
    sample("换时段", signing_up.slot_choice, DESK, free=(0, 1, 3, 4)),
    sample(
        "/training of a resident",
        occasions.coming,
        [
            Nearby(CPR, SignUpState.IN),
            Nearby(DESK),
            Nearby(FULL, SignUpState.WAITING),
            Nearby(FULL),
            Nearby(CPR, runs=True),
        ],
        known=True,
    ),
    sample("Nothing is coming", occasions.coming, [], known=True),
    sample("Nobody knows where they live", occasions.coming, [], known=False),
    sample("/training of a worker", occasions.own, [CPR, DESK]),
    sample("… who runs nothing", occasions.own, []),
    sample("/training of an instructor", occasions.own, [CPR], plans=False),
    sample("办一个", planning.plan_start),
    sample("What is taught sounds like a fire", planning.really, "fire", 12),
    sample("… or like another danger", planning.really, None, 12),
    sample("… among the words of a notice", planning.really, None, 12, notice=True),
    *(
        sample(f"What is missing: {what}", planning.plan_wants, what)
        for what in ("title", "time", "place", "capacity")
    ),
    sample("The preview", planning.plan, PLAN),
    sample(
        "The preview, at night, without a group, while the trainer is busy",
        planning.plan,
        replace(PLAN, groups=0, later=at("08:00", day=3), clash="防溺水讲座", clash_at=SATURDAY),
    ),
    sample(
        "The preview, where no group has room",
        planning.plan,
        replace(PLAN, coming=(Coming(4, None, Why.DAY),)),
    ),
    sample("更多", planning.more, DRAFT),
    sample("改类型", planning.which_type, DRAFT),
    sample("可带人数", planning.which_companions, DRAFT),
    sample("重复", planning.which_times, DRAFT),
    sample(
        "改范围", planning.which_scope, DRAFT, above=(1, "锦城社区"), below=[(2, "香樟苑微网格")]
    ),
    sample("改对象", planning.which_role, DRAFT, [Role.WORKER, Role.VOLUNTEER]),
    sample("Of which unit", planning.which_unit, STAFF, ["榆溪镇", "香樟苑物业"]),
    sample("换讲师", planning.which_trainer, DRAFT, [(7, "程小禾"), (8, "常晓进")]),
    sample("不办了", planning.dropped),
    sample("确认发布", planning.planned, PLAN),
    sample("… to a whole town", planning.planned, replace(PLAN, asks=True)),
    sample("To the duty desk", planning.gathering_asked, GatheringAsked(DRAFT, 10)),
    sample("… an hour before", planning.gathering_asked, GatheringAsked(DRAFT, 10, soon=True)),
    sample(
        "… once somebody has agreed",
        planning.gathering_asked,
        GatheringAsked(DRAFT, 10, verdict=True, by="姜海洋", decided_at=SATURDAY),
    ),
    sample(
        "To the duty desk: another time or place",
        planning.gathering_asked,
        GatheringAsked(CPR, 10, changes=True, who="姜海洋"),
    ),
    sample("… to whoever wants it", planning.changed, replace(PLAN, asks=True)),
    sample("… at night", planning.planned, replace(PLAN, later=at("08:00", day=3))),
    sample("… some groups hear of it later", planning.planned, DEFERRED),
    sample(
        "Something was changed, and the trainer is busy then",
        planning.changed,
        replace(PLAN, clash="防溺水讲座", clash_at=SATURDAY),
    ),
    sample(
        "The organiser's card",
        organising.organiser_card,
        OrganiserCard(FULL, groups=4, unreached=2),
    ),
    sample(
        "… some groups have had their notice of the day",
        organising.organiser_card,
        OrganiserCard(CPR, groups=4, later=((at("08:00", day=3), 2),), unheard=1),
    ),
    sample("The trainer's card", organising.organiser_card, OrganiserCard(CPR, 4, trains=True)),
    sample(
        "The organiser's card, when it is over",
        organising.organiser_card,
        OrganiserCard(OVER, groups=4, attended=10, stars=4.6, ratings=8),
    ),
    sample(
        "… and few have rated it",
        organising.organiser_card,
        OrganiserCard(OVER, groups=4, attended=10, stars=4.0, ratings=2),
    ),
    sample(
        "… and the bot was away when it was to be announced",
        organising.organiser_card,
        OrganiserCard(OVER, groups=0, unheard=2),
    ),
    *(
        sample(
            f"To whoever runs it: {soon}",
            attending.runs_soon,
            RunsSoon(soon, FULL, ("王丽", "小王🌸"), 28, 2),
        )
        for soon in Soon
    ),
    sample(
        "It is over: to whoever trained",
        results.results_wanted,
        ResultsWanted(CPR, (Unjudged(1, "王丽", came=True), Unjudged(4, "唐桂珍")), 3),
    ),
    sample(
        "… a day later",
        results.results_wanted,
        ResultsWanted(CPR, (Unjudged(4, "唐桂珍"),), again=True),
    ),
    sample("… once all have a result", results.results_wanted, ResultsWanted(CPR, ())),
    sample(
        "… and to whoever organises it",
        results.results_lacking,
        ResultsLacking(CPR, ("王丽", "小王🌸")),
    ),
    sample("五星, written", signing_up.rated, 5),
    sample("报名, written without a private chat", signing_up.in_words, "报上名了", 7),
    sample("取消活动", organising.call_off, CPR),
    sample("取消活动 of a series", organising.call_off, STAFF),
    sample("… and why", organising.why_off, CPR, "one"),
    sample("其他", organising.why_off_other, CPR, "one"),
    sample("The reason is written", organising.called_off),
    sample("取消 for a reason", dialogues.goes_on),
    sample("签到码", attending.check_in_code, CheckInCode(CPR, "0123456789abcdef")),
    sample("It was scanned", attending.checked_in, CPR),
    sample(
        "名单, from an hour before on",
        attending.roster,
        Roster(
            replace(CPR, waiting=1), PEOPLE, more=True, marks=True, passes=True, waiting=("何敏",)
        ),
    ),
    sample("名单, days before", attending.roster, Roster(DESK, PEOPLE)),
    sample("名单 without anybody", attending.roster, Roster(replace(CPR, taken=0), ())),
    sample("The certificate", certificates.certificate_card, CERTIFICATE),
    *(
        sample(
            f"Looked at again by who {said} be called",
            certificates.certificate_card,
            replace(CERTIFICATE, callable=said == "may"),
        )
        for said in ("may", "would rather not")
    ),
    sample(
        "… of something that does not run out",
        certificates.certificate_card,
        replace(CERTIFICATE, title="调解培训", expires_at=None, skill=Skill.OTHER),
    ),
    sample("It is taken back", certificates.certificate_gone, CertificateGone("急救培训", NUMBER)),
    sample("It runs out", certificates.refresher, Refresher("急救培训", NUMBER, EXPIRES)),
    *(
        sample(
            f"Scanned: {validity}",
            certificates.verified,
            Verified(NUMBER, validity, "王＊", "急救培训", ISSUED, EXPIRES),
        )
        for validity in Validity
    ),
    sample(
        "/training 急救员 香樟苑",
        certificates.ready,
        "香樟苑微网格",
        [Ready(7, "王丽", "香樟苑微网格", EXPIRES)],
    ),
    sample("Nobody is near", certificates.ready, "香樟苑微网格", []),
]
