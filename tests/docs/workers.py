"""Messages to those who work for a grid."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.absences import Leave, LeaveNews
from bot.domain.agenda import Agenda, Item, Matter
from bot.domain.alert_cards import (
    Adjusting,
    Adjusts,
    AlertPost,
    Correction,
    Expired,
    Expiring,
    Preview,
    RingNotice,
    RingPlan,
    ScopeNode,
    SecondWanted,
    Unverified,
)
from bot.domain.alerts import AlertStatus, Level
from bot.domain.boards import (
    Ack,
    Answer,
    Board,
    CaseLine,
    CaseList,
    RingStand,
    Unanswered,
    Watch,
)
from bot.domain.calls import (
    DutyCall,
    ExtensionWanted,
    HalfTime,
    HandedUp,
    MoreUrgent,
    SentBack,
    TimeOver,
    Unchecked,
)
from bot.domain.cards import (
    CameBack,
    Climbed,
    CopyGone,
    CountedFor,
    OutOfHands,
    Prompt,
    StaffCard,
    TopicName,
    Twin,
)
from bot.domain.clue_cards import ClueRelay, FoundClaim, InfoDoubted, MoreClues, Says, VoiceRelay
from bot.domain.finding import Found
from bot.domain.grid import GridLevel, Names, Role
from bot.domain.kinds import Kind, Outcome
from bot.domain.likeness import Sign, Trait
from bot.domain.listing import Asked, Line, Page, Which
from bot.domain.looking import Story
from bot.domain.match_cards import SamePerson
from bot.domain.rosters import OnDuty
from bot.domain.states import State
from bot.domain.suspensions import AccountSuspended, Ended, YouAreSuspended
from bot.domain.themes import Theme
from bot.views import (
    absences,
    agenda,
    alerts,
    board,
    brakes,
    cases,
    clues,
    corrections,
    dialogues,
    doubts,
    extensions,
    finding,
    folding,
    ladder,
    listing,
    matching,
    notes,
    people,
    previews,
    prompts,
    staff,
    start,
    suspensions,
    validity,
    watching,
)
from tests.docs.samples import sample
from tests.docs.values import (
    CHILD,
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
    STEPS,
    VALID,
    at,
    ended,
    step,
    waiting,
    working,
)

TITLE = "工作人员 · Staff"

NIGHT_RINGS = (RingPlan(0, 3, at("08:00", day=3)), RingPlan(5, 6, at("08:05", day=3)))
RINGS = (RingPlan(0, 3), RingPlan(0, 1), RingPlan(5, 6), RingPlan(15, 9))
LONG = replace(LIGHT, text="3号楼4楼楼道灯不亮了，老人上楼看不见。" * 52)
PEOPLE = [
    people.StaffLine("锦城一格", "小张", Role.WORKER, "网格长"),
    people.StaffLine("锦城一格", "老陈", Role.INSTRUCTOR),
    people.StaffLine("锦城街道", "小李", Role.DUTY),
    people.StaffLine("锦城街道", "周警官", Role.PARTNER, "派出所"),
]

LISTED = (
    Line(working(CHILD), "小张"),
    Line(GAS, due_at=at("10:58")),
    Line(working(FIRE_LANE), "小李", timedelta(hours=5)),
    Line(LIGHT, None, timedelta(days=3), area="锦城一格"),
    Line(replace(working(LIGHT), number=1009), "老陈", gone_to="锦城社区"),
)
LAMPS = tuple(
    Matter(replace(LIGHT, number=number), 1, "A1", at("09:00"), owner=None)
    for number in (1009, 1011, 1014)
)
LATE_ROAD = Matter(working(FIRE_LANE), 1, "A1", at("09:00"), at("09:00", day=1), 1, 2, "小李")
WORD = "换成声控灯，周五前装好"
DECIDED = Item(
    Kind.LIGHT, None, "锦城一格", tuple(replace(one, decision="换成声控灯") for one in LAMPS), 5
)
AGENDA = Agenda(
    1,
    "锦城社区",
    GridLevel.CHIEF,
    at("11:00", day=4),
    together=(
        Item(Kind.LIGHT, None, "锦城一格", LAMPS, 5),
        Item(Kind.HAZARD, "ebike", "锦城二格", (), 4),
    ),
    singly=(
        Item(Kind.HAZARD, "fire_lane", "锦城一格", (LATE_ROAD,)),
        Item(
            Kind.DISPUTE,
            None,
            "锦城一格",
            (
                Matter(
                    replace(DISPUTE, place=None),
                    1,
                    "A1",
                    at("09:00"),
                    at("12:00", day=3),
                    decision="先由网格长上门听两家说",
                ),
            ),
        ),
    ),
)
ONE = Names(("石桥坊微网格",), 1)
SENDING = Board(
    7,
    1001,
    AlertStatus.ACTIVE,
    rings=(RingStand(0, 4, 4, 0), RingStand(1, 9, 8, 1), RingStand(2, 340, 120, 0)),
    waiting=Names(("荷塘人家微网格", "稻香园微网格", "银杏居微网格"), 214),
    failed=ONE,
)
SENT = replace(
    SENDING,
    rings=(*SENDING.rings[:2], RingStand(2, 340, 340, 0, watches=38, answered=36)),
    waiting=Names(),
    slowest="荷塘人家微网格",
    slowest_seconds=13,
    silent=Names(("银杏居微网格", "石桥坊微网格"), 2),
    acks=(Ack(at("10:46"), "小张", Answer.TOLD),),
)
WRITTEN = replace(
    GAS,
    number=None,
    state=State.DRAFT,
    text="3号楼燃气泄漏，请开窗、不要点火，先到楼下空地。",
    notice="3号楼燃气泄漏，请开窗、不要点火，先到楼下空地。",
    place="锦城小区 3号楼",
    by_hand=True,
)
BY_HAND = Preview(
    WRITTEN, (RingPlan(0, 4),), DUTY, at("16:45"), scope=("锦城一格",), valid_minutes=360
)
NODES = (
    ScopeNode(3, "锦城社区"),
    ScopeNode(4, "锦城一格", chosen=True, opens=True),
    ScopeNode(5, "锦城二格", opens=True),
)
BETTER = AlertPost(
    replace(CHILD, clothing="蓝色校服"),
    True,  # noqa: FBT003
    DUTY,
    VALID,
    at("10:45"),
    updated_at=at("11:05"),
)
NOTICE = RingNotice(
    7, 1001, Kind.LOST_CHILD, Level.RED, "小张", at("10:45"), "锦城一格", 1, "锦城社区", at("10:50")
)
SUSPENDED = AccountSuspended(
    11,
    "小张",
    "小李",
    at("10:58"),
    "手机丢了",
    recalled=(1001, 1004),
    missing=(1001,),
    unfinished=(1004,),
    corrected=(995,),
    stopped=(998,),
    freed=(1001, 1002, 1006),
    unchecked=(1003,),
    called_off=(Ended("家长课：防火防烫", at("19:30", day=5)),),
    silenced=(Ended("每周五大扫除\n请把杂物收好"), Ended("", theme=Theme.FIRE)),
    left_alone=("王芳",),
)
OWNED = StaffCard(
    working(LIGHT),
    alert_out=False,
    reporter="李梅",
    owner="小张",
    due_at=at("10:42", day=7),
    keeper="香樟物业",
    keeper_phone="028-0000-0121",
    last=step("claim", "小张"),
)
OVER = TimeOver(1002, at("10:42", day=7), None, ((13, "贺天明"),))
WISH = ExtensionWanted(8, 1002, 1, "小张", 3, "在等配件", at("10:42", day=7), at("10:42", day=10))
KIN = ClueRelay(1001, "我是爸爸，马上过来", "", at("10:52"), "kin", case_id=7, clue_id=3)
MORE = MoreClues(7, 1001, 3, "李四", 3, 2)
ALIKE = SamePerson(
    1,
    1001,
    1009,
    Kind.LOST_CHILD,
    Level.RED,
    1001,
    1009,
    1009,
    "锦江二格",
    agree=(
        Sign(Trait.AGE, "5", "5"),
        Sign(Trait.SEX, "male"),
        Sign(Trait.CLOTHES, "red", what="top"),
    ),
    differ=(Sign(Trait.CLOTHES, "blue", "black", "bottoms"),),
    metres=830,
    minutes=40,
    has_photo=True,
)
SAME = replace(ALIKE, same=True, by="小张", decided_at=at("10:58"), other_owner="老陈")
TWICE = replace(SAME, twice=True)
GRANNIES = replace(
    ALIKE,
    kind=Kind.LOST_ADULT,
    agree=(
        Sign(Trait.AGE, "78", "70-79"),
        Sign(Trait.SEX, "female"),
        Sign(Trait.NAME),
        Sign(Trait.CLOTHES, "blue", "grey", "top"),
    ),
    differ=(Sign(Trait.HEIGHT, "150", "180"),),
    metres=120,
    minutes=5,
    has_photo=False,
)
DOUBTED = InfoDoubted(7, 1001, ("李四",), 1, at("10:52"))
SECOND = SecondWanted(
    7,
    1001,
    Kind.LOST_CHILD,
    "贺天明",
    "锦城街道",
    48,
    at("11:00"),
    override=True,
    post=AlertPost(CHILD, True, DUTY, VALID, at("10:45")),  # noqa: FBT003
    photo="photo",
)
SECOND_NOTICE = SecondWanted(
    8,
    1004,
    Kind.HAZARD,
    "贺天明",
    "锦城街道",
    48,
    at("11:00"),
    post=AlertPost(replace(WRITTEN, number=1004), True, DUTY, VALID, at("10:45")),  # noqa: FBT003
)

LEAVE = Leave("姜海洋", "邱红梅", ("锦城一格",), at("10:45"), at("10:45", day=5), "姜海洋")

SAMPLES = [
    sample("发布 of an adult who is not ill", alerts.police_number_wanted),
    sample("带上照片 of a found person", cases.photo_reason_wanted),
    sample("提交核查 of a lamp or a danger", notes.proof_wanted),
    sample("A photo of the finished work", notes.proof_taken, photo=True),
    sample("A photo that came with 修好了", notes.proof_closed, Outcome.REPAIRED),
    sample("A reason instead", notes.proof_taken, photo=False),
    sample("备注", notes.note_wanted, 1002),
    sample("核查不通过", notes.why_failed, 1002),
    sample("备注 to a report without a number", notes.note_wanted, None),
    sample("Once it is written", notes.note_taken),
    sample("带上照片, once the reason is given", alerts.photo_shown),
    sample(
        "The card of a missing child before 提交",
        staff.staff_card,
        StaffCard(DRAFT, alert_out=False, call_reporter=True, last=step("report", "李梅")),
    ),
    sample(
        "The card of a missing child",
        staff.staff_card,
        StaffCard(
            CHILD,
            alert_out=False,
            guardian_confirmed=True,
            last=step("relation", "李梅", "guardian", time="10:41"),
        ),
    ),
    sample(
        "With what a language model pointed at",
        staff.staff_card,
        StaffCard(
            replace(CHILD, guesses=("age", "age_to", "clothing", "last_seen_place")),
            alert_out=False,
            last=step("guess"),
        ),
    ),
    sample(
        "While the search runs",
        staff.staff_card,
        StaffCard(
            working(CHILD),
            alert_out=True,
            owner="小张",
            groups=4,
            clues=2,
            next_ring_at=at("10:47"),
            guardian_confirmed=True,
            last=step("publish", "小张", time="10:45"),
        ),
    ),
    sample(
        "While widening is on hold",
        staff.staff_card,
        StaffCard(
            working(CHILD),
            alert_out=True,
            owner="小张",
            groups=4,
            held=True,
            guardian_confirmed=True,
            last=step("hold", "邱红梅", time="10:46"),
        ),
    ),
    sample(
        "After 找到了",
        staff.staff_card,
        StaffCard(
            waiting(CHILD),
            alert_out=False,
            owner="小张",
            groups=4,
            guardian_confirmed=True,
            last=step("found", "李梅", time="11:20"),
        ),
    ),
    sample(
        "Closed",
        staff.staff_card,
        StaffCard(
            ended(CHILD, Outcome.REUNITED),
            alert_out=False,
            owner="小张",
            groups=4,
            last=step("close", "小张", "reunited", time="11:30"),
        ),
    ),
    sample(
        "The card of a missing elder, reported by a neighbour",
        staff.staff_card,
        StaffCard(
            ELDER,
            alert_out=False,
            reporter="李四",
            last=step("relation", "李四", "helper", time="10:41"),
        ),
    ),
    sample(
        "The card after 核查不通过: the groups had read that the child was found",
        staff.staff_card,
        StaffCard(
            replace(CHILD, state=State.IN_PROGRESS),
            alert_out=False,
            owner="小张",
            unfound=True,
            last=step("fail", "小张", time="11:20"),
        ),
    ),
    sample(
        "The card of a child alone",
        staff.staff_card,
        StaffCard(FOUND, alert_out=False, reporter="李四", last=step("submit", "李四")),
    ),
    sample(
        "The card of a danger",
        staff.staff_card,
        StaffCard(GAS, alert_out=False, reporter="李四", last=step("submit", "李四")),
    ),
    sample(
        "The card of a danger that can wait",
        staff.staff_card,
        StaffCard(FIRE_LANE, alert_out=False, reporter="李四", also=2, last=step("add", "李四")),
    ),
    sample(
        "The card of a fall",
        staff.staff_card,
        StaffCard(FALLEN, alert_out=False, reporter="李四", last=step("unheard", time="10:45")),
    ),
    sample(
        "The card of a lamp",
        staff.staff_card,
        StaffCard(LIGHT, alert_out=False, reporter="李四", last=step("submit", "李四")),
    ),
    sample(
        "A lamp, claimed",
        staff.staff_card,
        StaffCard(
            working(LIGHT),
            alert_out=False,
            reporter="李四",
            owner="小张",
            last=step("claim", "小张"),
        ),
    ),
    sample(
        "A lamp, assigned",
        staff.staff_card,
        StaffCard(
            replace(LIGHT, state=State.ASSIGNED),
            alert_out=False,
            reporter="李四",
            owner="小李",
            last=step("assign", "小张", "小李"),
        ),
    ),
    sample(
        "A lamp that waits for its check",
        staff.staff_card,
        StaffCard(
            waiting(LIGHT),
            alert_out=False,
            reporter="李四",
            owner="小张",
            last=step("finish", "小张"),
        ),
    ),
    sample(
        "A lamp that a worker has seen, reported and mended",
        staff.staff_card,
        StaffCard(
            replace(ended(LIGHT, Outcome.REPAIRED), no_photo="灯在住户家门里", self_closed=True),
            alert_out=False,
            reporter="小张",
            owner="小张",
            last=step("close", "小张", "repaired"),
        ),
    ),
    sample(
        "A lamp that can't be repaired",
        staff.staff_card,
        StaffCard(
            ended(LIGHT, Outcome.CANNOT_FIX),
            alert_out=False,
            reporter="李四",
            owner="小张",
            last=step("close", "小张", "cannot_fix: 等配件"),
        ),
    ),
    sample(
        "The card of a report that tells of two children",
        staff.staff_card,
        StaffCard(replace(DRAFT, others=1), alert_out=False),
    ),
    sample("The card of a dispute", staff.staff_card, StaffCard(DISPUTE, alert_out=False)),
    sample("Over a voice message", staff.voice_relay, VoiceRelay(8, 1002)),
    sample("The same before 提交 was pressed", staff.voice_relay, VoiceRelay(8, None)),
    sample(
        "After 已听",
        staff.voice_relay,
        VoiceRelay(8, 1002, heard_by="小张", heard_at=at("10:43")),
    ),
    sample("An answer is on its way", dialogues.answer_passed_on),
    sample("At the desk after /suspend", suspensions.account_suspended, SUSPENDED),
    sample(
        "After /suspend … off",
        suspensions.account_suspended,
        AccountSuspended(11, "小张", "小李", at("11:40"), lifted=True),
    ),
    sample(
        "To the one it concerns, once",
        suspensions.you_are_suspended,
        YouAreSuspended("028-8888"),
    ),
    sample(
        "The same where no duty phone is known", suspensions.you_are_suspended, YouAreSuspended()
    ),
    sample(
        "Three minutes of silence",
        staff.duty_call,
        DutyCall(1001, 3, ((11, "小赵"), (12, "小李"))),
    ),
    sample(
        "The same of a draft, which has no number",
        staff.duty_call,
        DutyCall(None, 3, ((11, "小赵"),), replace(GAS, number=None)),
    ),
    sample(
        "After 发布: the preview",
        previews.preview,
        Preview(CHILD, RINGS, DUTY, VALID),
    ),
    sample(
        "At the chief grid and the duty desk, before it goes beyond ring 1",
        brakes.ring_notice,
        NOTICE,
    ),
    sample("The same on hold", brakes.ring_notice, replace(NOTICE, held=True)),
    sample(
        "The same where who published has used up the day's",
        brakes.ring_notice,
        replace(NOTICE, next_at=None, held=True, used_up=3),
    ),
    sample(
        "The same three minutes later, with everybody above",
        brakes.ring_notice,
        replace(NOTICE, held=True, used_up=3, again=True, mentions=((11, "小赵"), (12, "小李"))),
    ),
    sample(
        "The same where nobody set a time for it",
        brakes.ring_notice,
        replace(NOTICE, next_at=None),
    ),
    sample(
        "The same at night, of a danger that can wait",
        brakes.ring_notice,
        replace(
            NOTICE,
            kind=Kind.HAZARD,
            level=Level.YELLOW,
            told=None,
            ring=-1,
            next_grid="锦城一格",
            next_at=at("08:00", day=3),
        ),
    ),
    sample("As far as it goes", brakes.ring_notice, replace(NOTICE, next_grid=None)),
    sample("The same afterwards", brakes.ring_notice, replace(NOTICE, over=True)),
    sample("A whole town needs a second person", brakes.second_wanted, SECOND),
    sample(
        "Before its time, and not where a life is at stake",
        brakes.second_wanted,
        replace(SECOND, override=False, goes_on_at=at("11:15")),
    ),
    sample(
        "After the day's have been used up",
        brakes.second_wanted,
        replace(SECOND, grid="锦城社区", groups=6, used_up=3, override=False),
    ),
    sample(
        "What staff wrote by hand at night",
        brakes.second_wanted,
        replace(SECOND_NOTICE, goes_at=at("08:00", day=3)),
    ),
    sample(
        "Other words for what stands everywhere",
        brakes.second_wanted,
        replace(SECOND_NOTICE, rewrite=True),
    ),
    *(
        sample(
            f"A second person: {verdict}",
            brakes.second_wanted,
            replace(SECOND, verdict=verdict, by=by, decided_at=at("10:52"), post=None, photo=None),
        )
        for verdict, by in [
            ("confirmed", "邱红梅"),
            ("refused", "邱红梅"),
            ("overridden", "贺天明"),
            ("expired", None),
            ("changed", None),
            ("dropped", None),
        ]
    ),
    sample(
        "级别 of a person, from 更多",
        previews.preview,
        Preview(CHILD, RINGS, DUTY, VALID, adjusting=Adjusting(Adjusts.LEVEL)),
    ),
    sample("/alert without words", previews.alert_wanted),
    sample("/alert with words", previews.preview, BY_HAND),
    sample(
        "A notice, at night",
        previews.preview,
        replace(
            BY_HAND,
            facts=replace(WRITTEN, level=Level.BLUE, category=None, place=None),
            rings=(RingPlan(0, 4, at("08:00", day=3)),),
            quiet_until=at("08:00", day=3),
            another_day=True,
        ),
    ),
    *(
        sample(f"{button} under it", previews.preview, replace(BY_HAND, adjusting=menu))
        for button, menu in [
            ("范围", Adjusting(Adjusts.SCOPE, NODES)),
            ("级别", Adjusting(Adjusts.LEVEL)),
            ("有效期", Adjusting(Adjusts.VALIDITY)),
            ("改一改", Adjusting(Adjusts.MORE)),
            ("类型", Adjusting(Adjusts.CATEGORY)),
        ]
    ),
    sample(
        "A danger that can wait, at night",
        previews.preview,
        Preview(FIRE_LANE, NIGHT_RINGS, DUTY, VALID, quiet_until=at("08:00", day=3)),
    ),
    sample("A preview that reaches nobody", previews.preview, Preview(FOUND, (), DUTY, VALID)),
    *(
        sample(f"After {button}", previews.preview, Preview(CHILD, RINGS, DUTY, VALID, done=done))
        for button, done in [
            ("确认发布", "published"),
            ("未核实先发", "unverified"),
            ("不发布", "cancelled"),
        ]
    ),
    sample(
        "The alert with staff of another grid that it reaches",
        watching.watch,
        Watch(
            AlertPost(
                CHILD, verified=True, duty_phone=DUTY, valid_until=VALID, published_at=at("10:45")
            )
        ),
    ),
    sample(
        "The same with a partner, once they have answered",
        watching.watch,
        Watch(
            AlertPost(
                GAS, verified=True, duty_phone=DUTY, valid_until=VALID, published_at=at("10:45")
            ),
            partners=True,
            acks=(
                Ack(at("10:47"), "周警官", Answer.SEARCHING),
                Ack(at("10:52"), "周警官", Answer.TAKEN_OVER),
            ),
        ),
    ),
    sample("Under the card, while an alert goes out", board.board, SENDING),
    sample("Once every group has it", board.board, SENT),
    sample(
        "Once the alert is over",
        board.board,
        replace(
            SENT,
            status=AlertStatus.CLEARED,
            changed=351,
            to_change=352,
            unchanged=ONE,
            left=Names(("荷塘人家微网格",), 1),
        ),
    ),
    *(
        sample(f"更正 of a {kind}", corrections.correction_wanted, facts)
        for kind, facts in [("missing child", CHILD), ("child alone", FOUND), ("danger", GAS)]
    ),
    sample("更正 before 提交 was pressed", corrections.correction_wanted, DRAFT),
    sample("It is corrected before anything is out", corrections.corrected),
    sample("What the groups would read", corrections.correction, Correction(BETTER, 4, "小张")),
    sample(
        "The same, after the family has added something",
        corrections.correction,
        Correction(BETTER, 1, faster=True),
    ),
    sample(
        "The same for what was to wait for the morning",
        corrections.correction,
        Correction(replace(BETTER, facts=GAS), 0, faster=True, waits=True),
    ),
    sample("After 核实了", corrections.correction, Correction(BETTER, 4, "小张", checked=True)),
    sample("After 未核实先发", corrections.unverified, Unverified(7, 1001)),
    sample("Before an alert expires", validity.expiring, Expiring(CHILD, VALID)),
    sample("When nobody pressed anything", validity.expired, Expired(CHILD)),
    sample(
        "Ten minutes without an answer, for the level above",
        board.unanswered,
        Unanswered(1001, Names(("银杏居微网格", "石桥坊微网格", "稻香园微网格"), 5)),
    ),
    sample("Once all have answered", board.unanswered, Unanswered(1001, Names())),
    sample("Once the alert is over, too", board.unanswered, Unanswered(1001, ONE, over=True)),
    sample(
        "More than a group can read: one list for a while",
        folding.case_list,
        CaseList(
            (
                CaseLine(replace(LIGHT, number=1013)),
                CaseLine(replace(FIRE_LANE, number=1012)),
                CaseLine(working(replace(LIGHT, number=1011)), has_card=True),
            ),
            total=3,
            limit=6,
            minutes=5,
            until=at("10:47"),
        ),
    ),
    sample(
        "The same when it is calm again",
        folding.case_list,
        CaseList((CaseLine(working(replace(LIGHT, number=1011)), has_card=True),), total=4),
    ),
    sample("Once all on it are closed", folding.case_list, CaseList()),
    sample(
        "A clue from a group",
        clues.clue_relay,
        ClueRelay(1001, "在超市门口看到", "李四", at("10:52"), "reply", "photo"),
    ),
    sample(
        "A clue from a private chat",
        clues.clue_relay,
        ClueRelay(1001, "红衣服的娃儿刚往地铁口走了", "李四", at("10:52"), "private"),
    ),
    sample(
        "A neighbour saw somebody before the report was confirmed",
        clues.clue_relay,
        ClueRelay(0, "我刚才在超市看到他了", "李四", at("10:52"), "reply"),
    ),
    sample(
        "A clue that the guardian may read whole",
        clues.clue_relay,
        ClueRelay(
            1001,
            "在超市门口看到",
            "李四",
            at("10:52"),
            "private",
            "photo",
            case_id=7,
            clue_id=3,
            offered=True,
        ),
    ),
    sample(
        "After 转给家属",
        clues.clue_relay,
        ClueRelay(
            1001,
            "在超市门口看到",
            "李四",
            at("10:52"),
            "private",
            "photo",
            case_id=7,
            clue_id=3,
            forwarded=True,
        ),
    ),
    sample(
        "我是家长, in the staff group",
        clues.clue_relay,
        ClueRelay(1004, "", "", at("10:52"), "claim"),
    ),
    sample(
        "我是家长, in private",
        clues.clue_relay,
        ClueRelay(1004, "她叫朵朵，右手有颗痣，我是她妈妈", "李四", at("10:52"), "claim"),
    ),
    sample("Nobody answered whether it is the same lamp", staff.counted_for, CountedFor(1002)),
    sample("A photo whose sender has it forgotten", staff.copy_gone, CopyGone()),
    sample("A confidential case gone to others", staff.out_of_hands, OutOfHands(1001, "棠棣社区")),
    sample("我是爸爸 under an alert, in the staff group", clues.clue_relay, KIN),
    sample("The same in private", clues.clue_relay, replace(KIN, giver="周文涛")),
    sample(
        "What is added while everybody searches",
        clues.clue_relay,
        ClueRelay(1001, "有人打电话说娃儿在他那，要5000块", "", at("10:52"), "family"),
    ),
    sample(
        "What goes on with a fire before 提交",
        clues.clue_relay,
        ClueRelay(0, "老板娘还在里头没出来", "", at("10:52"), "family"),
    ),
    sample("The same before 提交", clues.clue_relay, replace(KIN, number=0)),
    sample("After 是家里人", clues.clue_relay, replace(KIN, kin_by="小张", kin_at=at("10:58"))),
    sample(
        "Two reports of one child are one case now",
        matching.same_person,
        replace(
            ALIKE,
            twice=True,
            same=True,
            by="小张",
            decided_at=at("11:02"),
            lost=1001,
            found=1002,
            merged=1001,
        ),
    ),
    sample("The fourth clue of one person", clues.more_clues, MORE),
    sample(
        "After 继续",
        clues.more_clues,
        replace(MORE, wanted=True, by="小张", decided_at=at("10:58")),
    ),
    sample(
        "After 不再接收, where nobody may be named",
        clues.more_clues,
        replace(MORE, giver="", wanted=False, by="小张", decided_at=at("10:58")),
    ),
    sample(
        "The card of a danger whose reporter has reported very much",
        staff.staff_card,
        StaffCard(
            GAS, alert_out=False, reporter="李四", over_limit=True, last=step("submit", "李四")
        ),
    ),
    sample(
        "A clue once the case is over",
        clues.clue_relay,
        ClueRelay(1001, "", "", at("10:52"), "over"),
    ),
    sample("A missing child looks like one that was found", matching.same_person, ALIKE),
    sample("The same of grown-ups, without a photo", matching.same_person, GRANNIES),
    sample(
        "The same of somebody who may have left",
        matching.same_person,
        replace(GRANNIES, own_will=True),
    ),
    sample("After 是同一人", matching.same_person, SAME),
    sample(
        "After 是同一人, of somebody who may have left",
        matching.same_person,
        replace(SAME, kind=Kind.LOST_ADULT, own_will=True),
    ),
    sample("The same of one person reported twice", matching.same_person, TWICE),
    sample("After 不是", matching.same_person, replace(SAME, same=False)),
    sample(
        "… once the family has said 找到了", matching.same_person, replace(SAME, ended=SAME.lost)
    ),
    sample("Once both cases are over", matching.same_person, replace(SAME, over=True)),
    sample("信息有误", doubts.info_doubted, DOUBTED),
    sample(
        "信息有误, several people",
        doubts.info_doubted,
        replace(DOUBTED, who=("李四", ""), count=4),
    ),
    sample(
        "信息有误, and nobody has looked for ten minutes",
        doubts.info_doubted,
        replace(DOUBTED, overdue=10, mentions=((11, "小赵"), (12, "小李"))),
    ),
    *(
        sample(
            f"信息有误: {finding}",
            doubts.info_doubted,
            replace(DOUBTED, finding=finding, by="小李", found_at=at("10:58")),
        )
        for finding in ("kept", "corrected", "recalled", "over")
    ),
    sample(
        "找到了, not from the guardian",
        staff.found_claim,
        FoundClaim(1001, "在超市找到了", "李四", case_id=7),
    ),
    sample(
        "The guardian wrote 不用找了",
        staff.found_claim,
        FoundClaim(1001, "不用找了，是我搞错了", "", Says.FAMILY, 7),
    ),
    sample(
        "Whoever reported, and has not said whether they are family, wrote it",
        staff.found_claim,
        FoundClaim(1001, "在外婆家，虚惊一场", "", Says.REPORTER, 7),
    ),
    sample(
        "Who has reported perhaps the same person writes 找到了",
        staff.found_claim,
        FoundClaim(1001, "找到了", "", Says.ALIKE, 7),
    ),
    sample(
        "她妈妈接走了, of a child alone",
        staff.found_claim,
        FoundClaim(1001, "她妈妈来了，接走了", "李四", Says.TAKEN, 7),
    ),
    sample(
        "The same before 提交", staff.found_claim, FoundClaim(None, "接走了", "李四", Says.TAKEN)
    ),
    sample(
        "不是他，认错了 after 找到了",
        staff.found_claim,
        FoundClaim(1001, "不是他，认错了", "", Says.MISSING, 7),
    ),
    sample(
        "找到了, before 提交 was pressed",
        staff.found_claim,
        FoundClaim(None, "找到了", "", Says.REPORTER),
    ),
    sample(
        "Good news among staff",
        staff.found_claim,
        FoundClaim(1001, "积水已经抽干了", "小李", Says.OVER, 7),
    ),
    sample(
        "There was nothing to it, says who reported",
        staff.found_claim,
        FoundClaim(1001, "哦是我没踩响", "李四", Says.RETRACTS, 7),
    ),
    sample(
        "The same before 提交",
        staff.found_claim,
        FoundClaim(None, "发错了", "", Says.RETRACTS, 7),
    ),
    sample(
        "What staff say that may be a report",
        prompts.prompt,
        Prompt(LIGHT_DRAFT, urgent=False, among_staff=True),
    ),
    sample(
        "The same of whom they look for",
        prompts.prompt,
        Prompt(
            replace(FOUND, number=None, state=State.DRAFT),
            urgent=True,
            among_staff=True,
            twin=Twin(7, 1001, "锦城一格", State.IN_PROGRESS),
        ),
    ),
    sample(
        "A lamp that they have on a card",
        prompts.prompt,
        Prompt(
            LIGHT_DRAFT,
            urgent=False,
            among_staff=True,
            twin=Twin(7, 1002, "锦城一格", State.NEW),
        ),
    ),
    sample(
        "办结 of a notice",
        cases.outcome_picker,
        replace(LIGHT, kind=Kind.HAZARD, by_hand=True, level=Level.BLUE),
    ),
    sample("更多 on a person", cases.more_menu, working(CHILD), alert_out=True),
    sample("更多 on a search without an alert", cases.more_menu, working(CHILD)),
    sample("更多 on a lamp", cases.more_menu, LIGHT),
    sample(
        "派遣",
        cases.assign_picker,
        case_id=7,
        number=1001,
        people=[(11, "小张"), (12, "小李"), (13, "小王")],
        grids=[(5, "锦城社区"), (6, "锦城街道")],
    ),
    sample(
        "派遣 where there is nobody",
        cases.assign_picker,
        case_id=7,
        number=1001,
        people=[],
        grids=[],
    ),
    sample(
        "转交",
        cases.transfer_picker,
        case_id=7,
        number=1001,
        grids=[(5, "锦城社区"), (6, "锦城街道"), (7, "锦城苑微网格")],
    ),
    sample("转交 where there is nobody", cases.transfer_picker, case_id=7, number=1001, grids=[]),
    sample("办结 of a missing child", cases.outcome_picker, CHILD),
    sample("办结 of a missing adult", cases.outcome_picker, ELDER),
    sample("办结 of a found child", cases.outcome_picker, FOUND),
    sample("办结 of a lamp", cases.outcome_picker, LIGHT),
    sample("办结 of a danger", cases.outcome_picker, GAS),
    sample("办结 of a call for help", cases.outcome_picker, FALLEN),
    sample("办结 of a dispute", cases.outcome_picker, DISPUTE),
    sample("办结 before 提交 was pressed", cases.outcome_picker, DRAFT),
    sample("已团聚 of a found child", cases.handover_picker, FOUND),
    sample("无法解决", cases.reason_wanted, outcome=Outcome.CANNOT_FIX),
    sample("重复", cases.number_wanted),
    sample(
        "联系报告人",
        people.contact,
        number=1001,
        name="李梅",
        phone="13900001234",
        user_id=7,
    ),
    sample(
        "联系报告人 where no phone was given",
        people.contact,
        number=1001,
        name="李梅",
        phone=None,
        user_id=7,
    ),
    sample(
        "/case N, a day later",
        cases.case_story,
        Story(working(CHILD), tuple(STEPS), full=True, staff=True, handles=True, owner="小张"),
        at=at("09:00", day=3),
    ),
    sample(
        "/case N where it was reported, when another node has it",
        cases.case_story,
        Story(
            replace(working(LIGHT), grid="榆溪镇", origin=LIGHT.grid),
            (*STEPS[:1], step("untaken", None, "锦城一格→榆溪镇", time="11:30")),
            full=True,
            staff=True,
            owner="小李",
            due_at=at("10:42", day=7),
        ),
        at=at("12:00"),
    ),
    sample(
        "/case N of a found child, closed",
        cases.case_story,
        Story(
            ended(FOUND, Outcome.REUNITED),
            (*STEPS[:2], step("close", "小张", "reunited: police", time="11:30")),
            full=True,
            staff=True,
        ),
        at=at("12:00"),
    ),
    sample(
        "/case N of what was told in confidence, now that a life is at stake",
        cases.case_story,
        Story(
            replace(FALLEN, text=""), (), full=True, staff=True, handles=True, in_confidence=True
        ),
        at=at("12:00"),
    ),
    sample("/case N, the rest of a long text", cases.case_rest, LONG),
    sample("/cases", listing.case_page, Page(Asked(), LISTED, older=900)),
    sample(
        "超时, of one kind, on a later page",
        listing.case_page,
        Page(Asked(Which.OVERDUE, Kind.LIGHT), LISTED[-1:], newer=900),
    ),
    *(
        sample(f"Nothing on the list: {one}", listing.case_page, Page(Asked(one), ()))
        for one in Which
    ),
    sample("Nothing of this kind", listing.case_page, Page(Asked(Which.GRIDS, Kind.DISPUTE), ())),
    sample("类别", listing.which_kind, Asked()),
    sample("The topic of a case", staff.topic_name, TopicName(1002, Kind.LIGHT, None, "3号楼4楼")),
    sample("The topic of a missing child", staff.topic_name, TopicName(1001, Kind.LOST_CHILD)),
    sample("/agenda of one of several", agenda.which_meeting, [(1, "榆溪镇"), (2, "锦城社区")]),
    sample("/agenda", agenda.agenda, AGENDA),
    sample("/agenda with nothing on it", agenda.agenda, replace(AGENDA, together=(), singly=())),
    *(
        sample("定办法", agenda.decision_wanted, item)
        for item in (AGENDA.items[0], AGENDA.items[2])
    ),
    sample(
        "Who does it?",
        agenda.decision_hands,
        DECIDED,
        1,
        WORD,
        [(510001, "小张"), (510002, "小李")],
    ),
    sample("Nobody could do it", agenda.decision_hands, DECIDED, 1, WORD, []),
    sample("取消: it was not meant so", agenda.undecided),
    sample("It is given to somebody", agenda.handed_on, DECIDED, "小张"),
    sample("/find", finding.found_cases, Found("3号楼 灯", LISTED[1:], older=900)),
    sample("/find finds nothing", finding.found_cases, Found("井盖", ())),
    sample(
        "/find has not found it yet",
        finding.found_cases,
        Found("井盖", (), older=900, back_to=at("10:20"), again=True),
    ),
    sample("/staff", people.staff_list, PEOPLE),
    sample(
        "/staff with a roster, and somebody away",
        people.staff_list,
        [
            people.StaffLine(
                "锦城一格", "小张", Role.WORKER, "网格长", away_until=at("18:00"), stand_in="老陈"
            ),
            people.StaffLine("锦城一格", "老陈", Role.WORKER, lent=True),
            *PEOPLE[2:],
        ],
        [OnDuty("小李", 480, 1200), OnDuty("周警官", 1200, 1920)],
    ),
    sample("/staff where nobody is appointed", people.staff_list, []),
    sample("/leave", absences.leave_start),
    sample("3 天", absences.leave_colleagues, 3, [(510002, "姜海洋"), (510003, "邱红梅")]),
    sample("3 天, and nobody could stand in", absences.leave_colleagues, 3, []),
    sample("A leave holds", absences.leave_told, LEAVE),
    sample(
        "The stand-in has never pressed Start",
        absences.leave_told,
        replace(LEAVE, out_of_reach=True),
    ),
    sample("我回来了, or the time is over", absences.leave_told, replace(LEAVE, over=True)),
    sample("The stand-in reads", absences.leave_news, LeaveNews(LEAVE, stands_in=True)),
    sample(
        "The stand-in reads in the end",
        absences.leave_news,
        LeaveNews(replace(LEAVE, over=True), stands_in=True),
    ),
    sample("/start", start.start, name="小张", grids=["锦城一格", "锦城二格"], user_id=510001),
    sample("/help", start.help_text, (Role.WORKER, Role.ADMIN)),
    sample("/help to a guard", start.help_text, (Role.PARTNER,)),
    sample("A card with its date", staff.staff_card, OWNED),
    sample(
        "It came by the clock: nobody had taken it",
        staff.staff_card,
        StaffCard(
            replace(LIGHT, state=State.ACCEPTED, grid="锦城社区"),
            alert_out=False,
            reporter="李梅",
            due_at=at("19:40", day=3),
            climbed=Climbed("锦城一格", at("10:41")),
            last=step("untaken", None, "锦城一格 → 锦城社区", time="12:41"),
        ),
    ),
    sample(
        "Or it was not done in time",
        staff.staff_card,
        StaffCard(
            replace(LIGHT, state=State.ACCEPTED, grid="锦城社区"),
            alert_out=False,
            reporter="李梅",
            due_at=at("19:40", day=8),
            climbed=Climbed("锦城一格", at("10:42"), "小张"),
            last=step("overdue", None, "锦城一格 → 锦城社区", time="10:42"),
        ),
    ),
    sample(
        "Or its reporter says that the end was none",
        staff.staff_card,
        StaffCard(
            replace(LIGHT, state=State.ACCEPTED, grid="锦城社区"),
            alert_out=False,
            reporter="李梅",
            due_at=at("19:40", day=3),
            climbed=Climbed("", at("10:42"), "小张", Outcome.REPAIRED),
            last=step("reopen", "李梅", time="12:41"),
        ),
    ),
    sample(
        "Its time is over, and nobody is above",
        staff.staff_card,
        replace(OWNED, overdue=True, last=step("call_duty", time="10:42")),
    ),
    sample(
        "Half of the time is over, nobody has it",
        ladder.half_time,
        HalfTime(LIGHT, at("12:41"), owned=False),
    ),
    sample(
        "The same to its owner, under the card",
        ladder.half_time,
        HalfTime(working(LIGHT), at("10:42", day=7), owned=True, mentions=((11, "小张"),)),
    ),
    sample(
        "And in private",
        ladder.half_time,
        HalfTime(working(LIGHT), at("10:42", day=7), owned=True, private=True),
    ),
    sample(
        "It climbed within the same group",
        ladder.handed_up,
        HandedUp(1002, "锦城社区", ((12, "小李"),)),
    ),
    sample("What was added makes a case more urgent", ladder.more_urgent, MoreUrgent(CHILD)),
    sample(
        "Where the card of a closed case stood: the resident says 没解决, others have it now",
        ladder.came_back,
        CameBack(1002, "锦城社区"),
    ),
    sample("At the desk, once: nobody took it", ladder.time_over, OVER),
    sample("Nobody finished it", ladder.time_over, replace(OVER, owner="小张")),
    sample("A person", ladder.time_over, replace(OVER, number=1001, due_at=None)),
    sample("It did not pass its check", ladder.sent_back, SentBack(1002, at("19:40", day=3))),
    sample("And why", ladder.sent_back, SentBack(1002, at("19:40", day=3), "5楼的灯还是黑的")),
    sample("It waits for its check", ladder.unchecked, Unchecked(1002, False, ((12, "小李"),))),  # noqa: FBT003
    sample("A person does", ladder.unchecked, Unchecked(1001, True, ((13, "贺天明"),))),  # noqa: FBT003
    sample("延期", extensions.days_picker, working(LIGHT)),
    sample("And why", extensions.why_wanted, working(LIGHT), 3),
    sample("To the level above", extensions.extension_wanted, WISH),
    sample("It does not agree: why?", extensions.why_refused, 1001),
    sample(
        "It agrees",
        extensions.extension_wanted,
        replace(WISH, granted=True, by="小李", decided_at=at("10:58")),
    ),
    sample(
        "Or not",
        extensions.extension_wanted,
        replace(WISH, granted=False, by="小李", decided_at=at("10:58")),
    ),
]
