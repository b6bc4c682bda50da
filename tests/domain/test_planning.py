"""Plans as people write them: every time lies ahead, and a day that no month has is none."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ahead.anywhere import read_time
from bot.domain.gatherings import MOST_PLACES, Course, GatheringType, Stage
from bot.domain.grid import Role
from bot.domain.planning import read_plan
from bot.errors import Unfit

NOW = datetime(2026, 7, 2, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Thursday."""

LINES = [
    ("今晚7点半在十里画卷小区开展急救培训 30人", "7-2 19:30", None, "急救培训", "十里画卷小区", 30),
    ("明天下午3点 香樟苑活动室 消防演练 50人", "7-3 15:00", None, "消防演练", "香樟苑活动室", 50),
    ("7月5日 19:30-21:00 在社区会议室举办反诈讲座，限40人", "7-5 19:30", 90, "反诈讲座", "社区会议室", 40),
    ("周六上午9点到11点半在居委会法律咨询", "7-4 09:00", 150, "居委会法律咨询", None, None),
    ("下周三早上8点半 网格例会 会议室 20名", "7-8 08:30", None, "网格例会", "会议室", 20),
    ("5号下午两点半，在架空层做海姆立克培训，两个小时，三十人", "7-5 14:30", 120, "海姆立克培训", "架空层", 30),
    ("tomorrow 3pm first aid training at Community Hall, 30 people", "7-3 15:00", None, "first aid training", "Community Hall", 30),
    ("后天晚上12点在院坝开展活动 3人", "7-5 00:00", None, "活动", "院坝", 3),
    ("明天9点在中兴路110号活动室开展急救培训 30人", "7-3 09:00", None, "急救培训", "中兴路110号活动室", 30),
    ("明天9点在活动室开展急救培训 30人 可带2人", "7-3 09:00", None, "急救培训", "活动室", 30),
    ("明天9点在活动室开展急救培训 -5人", "7-3 09:00", None, "急救培训", "活动室", None),
    ("明天9点在活动室开展CPR培训 限额 30", "7-3 09:00", None, "CPR培训", "活动室", 30),
    ("明天9点在活动室开展急救培训 100000人", "7-3 09:00", None, "急救培训", "活动室", 100000),
    ("每周六上午9点在广场教太极 20人", "7-4 09:00", None, "教太极", "广场", 20),
    ("周六上午9点在三楼教室开展急救培训 20人", "7-4 09:00", None, "急救培训", "三楼教室", 20),
    ("1月2日9点在院坝开展活动 3人", "1-2 09:00", None, "活动", "院坝", 3),
    ("明年5月12日上午10点防灾减灾演练 小学操场 90人", "5-12 10:00", None, "防灾减灾演练", "小学操场", 90),
    ("yesterday 3pm CPR training at the hall 20 people", "7-1 15:00", None, "CPR training", "the hall", 20),
    ("7.10下午2:30 二楼会议室 电动车安全培训 30人", "7-10 14:30", None, "电动车安全培训", "二楼会议室", 30),
    ("今晚七点半，十里画卷小区急救培训，30人", "7-2 19:30", None, "急救培训", "十里画卷小区", 30),
    ("明天凌晨3点在活动室急救培训 10人", "7-3 03:00", None, "急救培训", "活动室", 10),
    ("后天下午3点社区医院义诊活动", "7-4 15:00", None, "义诊活动", "社区医院", None),
    ("明天9点社区活动 10人", "7-3 09:00", None, "社区活动", None, 10),
    ("培训：心肺复苏，时间：明天9点，地点：活动室，人数：15", "7-3 09:00", None, "培训：心肺复苏", "活动室", 15),
    ("明天9点在广场开展纳凉活动 不限人数", "7-3 09:00", None, "纳凉活动", "广场", MOST_PLACES),
    ("三天后晚上7点半在活动室办个急救培训，40人", "7-5 19:30", None, "急救培训", "活动室", 40),
    ("明天上午10点到12点，李律师在会议室接待居民咨询，每人15分钟", "7-3 10:00", 120, "居民咨询", "会议室", None),
    ("明儿下午三点在3栋架空层搞个急救培训，要30个人", "7-3 15:00", None, "急救培训", "3栋架空层", 30),
    ("8月1号晚上7:30在物业办公室开业主见面会", "8-1 19:30", None, "业主见面会", "物业办公室", None),
    ("这周日下午2点到4点 党群服务中心 免费义诊 不限人", "7-5 14:00", 120, "免费义诊", "党群服务中心", MOST_PLACES),
    ("7月15日14:00 活动室 文明儿童培训 限30人 可带1名家属", "7-15 14:00", None, "文明儿童培训", "活动室", 30),
    ("明晚8点在活动室讲电动车着火怎么逃生 30人", "7-3 20:00", None, "电动车着火怎么逃生", "活动室", 30),
    ("明天9点在活动室讲一讲防溺水 20人", "7-3 09:00", None, "防溺水", "活动室", 20),
    ("明天9点在宣讲室开展政策宣讲 20人", "7-3 09:00", None, "政策宣讲", "宣讲室", 20),
    ("7月15日晚上7点柳林社区会议室办家长课：防火防烫，50人", "7-15 19:00", None, "家长课：防火防烫", "柳林社区会议室", 50),
    ("明儿下午三点到五点 槐花苑活动室 教娃娃防拐骗 可带一人 25人", "7-3 15:00", 120, "教娃娃防拐骗", "槐花苑活动室", 25),
    ("7月15日 周三 上午9点 活动室 消防演练 20人", "7-15 09:00", None, "消防演练", "活动室", 20),
    ("7-15 19:00 活动室 消防演练 20人", "7-15 19:00", None, "消防演练", "活动室", 20),
    ("周三（7月15日）晚上7点 活动室 消防演练 20人", "7-15 19:00", None, "消防演练", "活动室", 20),
    ("CPR training at Village Hall, 9am on 5 July, 20 people", "7-5 09:00", None, "CPR training", "Village Hall", 20),
    ("明天9点在活动室教大家海姆立克急救法 20人", "7-3 09:00", None, "海姆立克急救法", "活动室", 20),
]  # fmt: skip


@pytest.mark.parametrize(("line", "starts", "minutes", "title", "place", "capacity"), LINES)
def test_a_line_is_a_plan(
    line: str,
    starts: str,
    minutes: int | None,
    title: str,
    place: str | None,
    capacity: int | None,
) -> None:
    plan = read_plan(line, NOW)

    assert plan.starts_at is not None
    at = plan.starts_at
    assert f"{at.month}-{at.day} {at:%H:%M}" == starts
    assert (plan.minutes, plan.title, plan.place, plan.capacity) == (
        minutes,
        title,
        place,
        capacity,
    )


def test_an_english_date_is_one() -> None:
    plan = read_plan("5 July 3pm fire drill at Village Hall, 20 people", NOW)
    assert (plan.starts_at, plan.title) == (NOW.replace(day=5, hour=15, minute=0), "fire drill")
    with pytest.raises(Unfit, match="refusal-no-such-day"):
        read_plan("31 April 3pm fire drill at Village Hall, 20 people", NOW)


def test_the_day_of_a_feast_is_asked_for() -> None:
    """Which day it is on only they know; nothing of it is a place."""
    plan = read_plan("腊八节上午9点 柳林社区 煮腊八粥活动 40人", NOW)
    assert (plan.starts_at, plan.title, plan.place) == (None, "煮腊八粥活动", "柳林社区")
    assert read_plan("中秋节活动 明天9点", NOW).starts_at is not None
    for day in ("年三十", "正月十五", "腊月二十三", "农历八月十五", "端午节前一天"):
        assert read_plan(f"{day}晚上8点在槐花苑看春晚 100人", NOW).starts_at is None, day


UNSURE = [
    *("下周末下午3点", "月底晚上7点", "过几天晚上7点", "半个月后晚上7点", "开学前一天晚上7点"),
    *("10号到12号9点", "7月5、6日9点", "周一到周五9点", "每周一、三、五9点", "每月第一个周六9点"),
    *("星期一到星期五9点", "礼拜一到礼拜五9点", "星期一、星期三9点"),
]


@pytest.mark.parametrize("day", UNSURE)
def test_no_day_is_guessed(day: str) -> None:
    """Several days, and words for a day, are asked about; nothing of them is a place."""
    plan = read_plan(f"{day} 活动室 消防演练 20人", NOW)
    assert (plan.starts_at, plan.title, plan.place) == (None, "消防演练", "活动室")


@pytest.mark.parametrize(
    ("said", "hour"), [("明天9-11点", 9), ("明天下午2到4点", 14), ("明天晚上七至九点", 19)]
)
def test_a_stretch_begins_with_its_first_hour(said: str, hour: int) -> None:
    plan = read_plan(f"{said} 活动室 消防演练 20人", NOW)
    assert plan.starts_at == NOW.replace(day=3, hour=hour, minute=0)
    assert (plan.minutes, plan.place) == (120, "活动室")


def test_a_house_is_no_day() -> None:
    assert read_plan("明天9点 5号会议室 消防演练 20人", NOW).place == "5号会议室"
    plan = read_plan("1-3号楼消防演练 明天9点 活动室 20人", NOW)
    assert plan.starts_at == NOW.replace(day=3, hour=9, minute=0)
    assert read_plan("下个月5号9点 活动室 消防演练", NOW).starts_at == NOW.replace(
        month=8, day=5, hour=9, minute=0
    )
    assert read_plan("上周五9点 活动室 消防演练", NOW).starts_at == NOW.replace(
        month=6, day=26, hour=9, minute=0
    )


def test_whom_everybody_may_bring() -> None:
    said = ("可带2人", "每人可以再带 1 个人", "可带1名家属", "每人可带两个孩子", "限30人")
    assert [read_plan(f"明天9点 活动室 急救培训 {one}", NOW).companions for one in said] == [
        *(2, 1, 1, 2),
        0,
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("急救培训", GatheringType.TRAINING),
        ("消防演练", GatheringType.DRILL),
        ("法律咨询", GatheringType.CONSULTATION),
        ("家长见面会", GatheringType.MEET_UP),
        ("垃圾分类现场教学", GatheringType.ON_SITE),
        ("议事会会议", GatheringType.MEETING),
        ("包粽子活动", GatheringType.ACTIVITY),
        ("海姆立克急救法", GatheringType.TRAINING),
        ("网格员会", GatheringType.MEETING),
        ("业主会", GatheringType.MEETING),
        ("联欢会", GatheringType.ACTIVITY),
        ("运动会", GatheringType.ACTIVITY),
        ("厨房着火怎么办", GatheringType.TRAINING),
    ],
)
def test_a_title_says_what_it_is(title: str, kind: GatheringType) -> None:
    assert read_plan(f"明天9点在院坝开展{title} 3人", NOW).type is kind


@pytest.mark.parametrize("day", ["4月31日", "2026年2月29日", "13月1日", "2/30 "])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(Unfit, match="refusal-no-such-day"):
        read_plan(f"{day}9点在院坝开展活动 3人", NOW)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("明天下午3点 给网格员 在会议室开会 20人", Role.WORKER),
        ("明天下午3点在会议室给网格长们开展消防培训 20人", Role.WORKER),
        ("明天下午3点在会议室开展消防培训，仅限志愿者，20人", Role.VOLUNTEER),
        ("明天下午3点 会议室 消防培训 20人 对象：指导员", Role.INSTRUCTOR),
        ("tomorrow 3pm training for volunteers at Community Hall, 30 people", Role.VOLUNTEER),
        ("明天下午3点在会议室开展网格员培训 20人", None),
        ("明天下午3点在会议室给居民开展消防培训 20人", None),
    ],
)
def test_a_line_says_for_whom(line: str, role: Role | None) -> None:
    plan = read_plan(line, NOW)
    assert (plan.role, plan.wanted) == (role, None)
    assert "给" not in f"{plan.place}{plan.title}"


def test_who_teaches_trains() -> None:
    """教大家 says what kind it is, whatever it is about."""
    plan = read_plan("明天9点在院坝教大家楼道着火怎么逃生 30人", NOW)
    assert (plan.type, plan.title) == (GatheringType.TRAINING, "楼道着火怎么逃生")


def test_a_series_is_so_many_weeks() -> None:
    assert read_plan("每周六上午9点在活动室开展心肺复苏培训 20人 共6次", NOW).times == 6
    assert read_plan("每周六上午9点在活动室开展心肺复苏培训 20人", NOW).times == 4


@pytest.mark.parametrize(
    "line", ["7月1日19:30在院坝开展急救培训 3人", "昨天晚上7点在院坝开展急救培训 3人"]
)
def test_a_day_that_has_passed_is_not_next_year(line: str) -> None:
    """Whoever writes yesterday's date has mistaken the day, or the month."""
    starts_at = read_plan(line, NOW).starts_at

    assert starts_at is not None
    assert (starts_at.year, starts_at.month, starts_at.day) == (2026, 7, 1)


@settings(deadline=None)
@given(st.text("今明后天周六下午晚上早7890点半:3月5日到-人 ", max_size=24))
def test_no_words_break_it(words: str) -> None:
    """Whatever is written, it is a time or it is none."""
    try:
        moment = read_time(words, NOW)
    except Unfit:
        return
    assert moment is None or moment.starts_at.tzinfo is not None


def course(starts: timedelta) -> Course:
    return Course(NOW + starts, 90, NOW)


@settings(deadline=None)
@given(st.lists(st.integers(0, 5000), max_size=8))
def test_every_stage_comes_once_and_in_order(minutes: list[int]) -> None:
    """Whenever the clock looks, or doesn't: no stage twice, none skipped but by its time."""
    held, stage = course(timedelta(days=2)), Stage.PLANNED
    for now in sorted(minutes):
        before, stage = stage, held.reached(stage, NOW + timedelta(minutes=now))
        assert stage >= before
        wakes = held.wakes_at(stage)
        assert wakes is None or wakes > NOW + timedelta(minutes=now)
