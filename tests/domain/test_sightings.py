"""A neighbour tells where the one is whom all look for; ordinary talk beside it tells nothing."""

import pytest

from bot.domain.kinds import Kind
from bot.domain.sightings import cannot_wait, is_of_search, may_be_of, tells_where

TOLD = """
刚刚有个红衣服的女娃儿坐摩托走了
穿红色那个妹妹上了一辆黑色轿车
她上了3路公交
娃儿在我屋头，来接嘛
她在我店里哭
那个妹妹在我们这儿等到起的
在我家，快来
往水库那边去了
朝后山跑了，我亲眼看到的
往菜市场方向走了
我听保安说往车站走了
好像往学校那边跑了
她跑到桥头去了
有个女娃儿往江边走了
大门的监控拍到了，九点半出去的
我家门口摄像头拍到一个红衣服的
行车记录仪照到她了
听说在图书馆找到了
他们说在广场找到她了
有个红衣服的女娃儿遭一个男的抱走了
妹妹被一个老婆婆牵起走了
一个男的拉着个女娃儿上车了
娃儿遭人拖上车了
她被她爸爸接走了
她往河边跑了
你家妹妹往河边走了
我店门口有个娃儿往河边跑了
she went towards the river
a girl in red was led away by a man
she got into a white van
she's at my place
the camera shows her at the gate
""".strip().splitlines()

CHATTER = """
我也去找
我往河边去了
我们往后山去了，你们找广场
大家都往河边去了
我上了车再给你打
我坐公交走了
我老公往车站去了
警察往河边去了
我娃儿在我屋头做作业
在我家吃火锅哈哈
监控坏了
监控拍到没有
监控没拍到
监控拍到偷电瓶的了
会不会遭人抱走了哦
莫遭人抱走了
我的车遭拖走了
狗跑到楼上去了
听说在哪里找到了
没在超市找到
我的钥匙在车上找到了
往河边去了没
有没有往河边去了的
如果往河边去了就麻烦了
上次有个娃儿在公园找到了
吃饭没
我这栋楼道灯黑起的，找起来恼火
她妈妈哭惨了
河边水好急
我负责地下室
大家快往河边去找
every Sunday we went to the park
don't let her be led away
""".strip().splitlines()

OTHERS = """
一个婆婆往车站走了
有个男娃儿往河边走了
监控拍到一个9岁的女娃儿
有个女的坐三轮车走了
我们楼上也有个女娃儿不见了，往河边走了
着火了，火往楼上跑了
""".strip().splitlines()


@pytest.mark.parametrize("text", TOLD)
def test_told_where(text: str) -> None:
    assert tells_where(text)
    assert may_be_of(Kind.LOST_CHILD, "我家女儿不见了，5岁，穿红色外套", text)


@pytest.mark.parametrize("text", CHATTER)
def test_told_nothing(text: str) -> None:
    assert not tells_where(text)


@pytest.mark.parametrize("text", OTHERS)
def test_told_of_others(text: str) -> None:
    assert not may_be_of(Kind.LOST_CHILD, "我家女儿不见了，5岁，穿红色外套", text)


def test_who_is_only_seen_is_no_report() -> None:
    """Where a child is looked for; one who cries alone needs somebody, whoever it is."""
    known = "我家娃儿不见了，三岁半，光起脚"
    assert may_be_of(Kind.LOST_CHILD, known, "3栋这边看到个光脚板娃儿")
    assert may_be_of(Kind.LOST_CHILD, known, "看到一个光脚的小男孩一个人在河边")
    assert may_be_of(Kind.LOST_CHILD, known, "看到个男的抱个娃儿上车，娃儿在哭")
    assert not may_be_of(Kind.LOST_CHILD, known, "看到个小男孩在桥头哭，找不到妈妈")
    assert not may_be_of(Kind.LOST_CHILD, known, "门卫室有个小男孩，光脚板的")


def test_a_grown_up_is_no_child() -> None:
    assert may_be_of(Kind.LOST_ADULT, "我妈走丢了，78岁", "有个婆婆往车站走了")
    assert not may_be_of(Kind.LOST_ADULT, "我妈走丢了，78岁", "有个女娃儿往车站走了")


HOT = """
遭一个男的牵走了
上了一辆白色面包车
我看到一个女的把她拉上车，是不是她
在我屋头，快来接
娃儿跟我在一起
他摔了，流血了
she got into a van
""".strip().splitlines()

TEPID = """
我在超市那边好像看到
往河边去了
会不会是被人牵走了
马上骑车去找
他平时喜欢坐公交车上耍
""".strip().splitlines()


@pytest.mark.parametrize("text", HOT)
def test_cannot_wait(text: str) -> None:
    assert cannot_wait(text)


@pytest.mark.parametrize("text", TEPID)
def test_can_wait(text: str) -> None:
    assert not cannot_wait(text)


def test_grumbling_in_a_search() -> None:
    said = "楼梯间灯黑起的，咋个找嘛", "电梯坏了，爬得要死", "这边路灯不亮，找不到"
    assert all(is_of_search(text) for text in said)
    assert not is_of_search("我们单元灯坏了两天了")
