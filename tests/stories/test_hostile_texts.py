"""Whatever people write: stored whole, shown escaped and short, or not kept at all."""

from itertools import cycle

import pytest

from bot.storage.appointments import AppointmentChange
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.clues import Clue
from bot.storage.conversation import DeadLetter
from tests.stories.plot import LAMP, LOST, card, publish, report, report_lamp
from tests.support.cast import (
    ADMIN,
    FATHER,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEIGHBOUR,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Town

HOSTILE = {
    "markup": "<b>粗</b> <script>alert(1)</script> & &amp;",
    "quotes": "\"双引号\" '单引号' “弯引号” `反引号`",
    "braces": "{ $number } {who} {0} %s %(name)s \\n ${x}",
    "emoji": "😀👨‍👩‍👧‍👦🇨🇳🏮",
    "markdown": "[方括号](圆括号) *星* _下划线_ ~~",
}


async def test_hostile_words_are_only_words(town: Town) -> None:
    """In the prompt, on the card and in /case they read as they were written."""
    await town.start(MOTHER)
    for building, (why, words) in enumerate(HOSTILE.items(), start=1):
        number = 1000 + building
        await report_lamp(town, f"{building}号楼楼道灯不亮了 {words}")

        assert words in (await card(town, number)).text, why
        await town.write(MOTHER, BOT, f"/case {number}")
        assert words in (await town.said(MOTHER, BOT))[-1].text, why


@pytest.mark.published
async def test_a_hostile_clue_is_only_a_clue(town: Town) -> None:
    """Relayed to staff as it was written."""
    for (why, words), (giver, group) in zip(HOSTILE.items(), cycle(WITNESSES), strict=False):
        alert = await town.find(giver, group, "", button="我有线索")

        await town.write(giver, group, f"看到了 {words}", reply_to=alert.id)

        assert f"看到了 {words}" in (await town.said(WORKER, STAFF))[-1].text, why


WITNESSES = ((NEXT_DOOR, NEXT), (NEIGHBOUR, HOME_OTHER))
"""Two people in two groups: nobody gives more than three clues."""


async def test_marks_that_nobody_sees_are_not_shown(town: Town) -> None:
    """A mark that turns the reading direction around would make the card lie; it is left out."""
    await report_lamp(town, f"{LAMP} \u202e反过来\u202c")

    assert "反过来" in (await card(town)).text
    assert "\u202e" not in (await card(town)).text


async def test_four_thousand_characters(town: Town) -> None:
    """The card shows 200 and …, the case has them all, and /case tells them all."""
    await town.start(WORKER)
    words = f"{LAMP}。" + "".join(f"第{n:04}句。" for n in range(560))
    assert 3900 < len(words) <= 4096
    await report_lamp(town, words)

    shown = (await card(town)).text
    assert "…" in shown
    assert len(shown) < 500
    before = len(await town.said(WORKER, BOT))
    await town.write(WORKER, BOT, "/case 1001")
    told = "".join(line.text for line in (await town.said(WORKER, BOT))[before:])
    assert all(f"第{n:04}" in told for n in (0, 1, 150, 300, 450, 559))


async def test_a_name_as_long_as_telegram_allows(town: Town) -> None:
    """A reporter's name is cut, never breaks a message, and is no markup."""
    await town.call("people", id=FATHER, first_name="<b>" + "长" * 61, last_name="&" * 64)

    await town.write(FATHER, HOME, LAMP)
    await town.press(FATHER, HOME, "提交")

    assert "<b>长" in (await card(town)).text
    assert "…" in (await card(town)).text


async def test_a_photo_without_words_is_no_report(town: Town) -> None:
    """An empty caption says nothing; the bot stays silent and keeps nothing."""
    await town.send_photo(MOTHER, HOME, photo())

    assert await town.said(MOTHER, HOME) == []
    assert await town.count(Case) == 0


async def test_nothing_to_understand(town: Town) -> None:
    """In a group silence, in private one line that helps."""
    await town.start(MOTHER)
    for words in ("😭😭😭😭", "😊", "。。。", "?", "…", "\u3000x"):
        await town.write(MOTHER, HOME, words)
        assert await town.said(MOTHER, HOME) == [], words

        await town.write(MOTHER, BOT, words)
        assert "没听明白" in (await town.said(MOTHER, BOT))[-1].text, words


async def test_a_cry_that_is_one_sign_is_heard(town: Town) -> None:
    """Who writes no more than that can't: the numbers come first, staff have it at once."""
    await town.write(MOTHER, HOME, "🆘")

    assert "110" in (await town.said(MOTHER, HOME))[-1].text.splitlines()[0]
    assert await town.count(Case) == 1


async def test_chatter_leaves_no_trace(town: Town) -> None:
    """Promise 11: no word of ordinary talk is in any table, in private neither."""
    await town.start(MOTHER)
    chatter = ("今晚吃啥子沙尘暴火锅嘛", "哪个有沙尘暴牌的充电器借我用一下")

    for words in chatter:
        await town.write(MOTHER, HOME, words)
        await town.write(MOTHER, BOT, words)
        await town.send_photo(MOTHER, HOME, photo(), words)

    assert await town.said(MOTHER, HOME) == []
    assert await town.places_of("沙尘暴") == set()


async def test_an_anonymous_admin_s_report_is_for_staff_to_confirm(town: Town) -> None:
    """The group itself has no personal id: nobody is its author, staff press 提交."""
    await town.act("members", chat=HOME, user=MOTHER, status="administrator")
    await town.act("messages", person=MOTHER, chat=HOME, text=LAMP, **{"as": "chat"})
    assert (await town.said(MOTHER, HOME))[-1].buttons == ("提交", "不是报告", "补充")

    refused = await town.press(MOTHER, HOME, "提交")
    assert refused is not None
    assert refused.alert
    await town.press(WORKER, HOME, "提交")

    assert "待受理" in (await card(town)).text


async def test_a_channel_s_post_is_for_staff_to_confirm(town: Town) -> None:
    """What the linked channel posts comes into the group by itself, in the channel's name."""
    channel = {"id": -1001000000099, "type": "channel", "title": "香樟苑通知"}
    await town.post_as(channel, HOME, LAMP)
    assert (await town.said(MOTHER, HOME))[-1].buttons == ("提交", "不是报告", "补充")

    refused = await town.press(MOTHER, HOME, "提交")
    assert refused is not None
    assert refused.alert
    await town.press(WORKER, HOME, "提交")

    assert "待受理" in (await card(town)).text


@pytest.mark.published
async def test_an_anonymous_admin_is_never_staff(town: Town) -> None:
    """Commands and clues of a group that speaks as itself: no right, no name, no crash."""
    await town.act("members", chat=HOME, user=WORKER, status="administrator")
    for words in ("/bind YX-A12 residents", "/suspend 510006", "/case 1001", "/help", "找到了"):
        await town.act("messages", person=WORKER, chat=HOME, text=words, **{"as": "chat"})

    asked = [line.text for line in await town.said(MOTHER, HOME) if "自己的账号" in line.text]
    assert len(asked) == 3
    assert (await card(town)).buttons == ("收到", "认领", "扩大范围", "派遣", "办结", "撤回")
    assert await town.count(DeadLetter) == 0
    assert await town.count(Clue) == 0


async def test_a_forwarded_command_is_nobody_s(town: Town) -> None:
    """Not an admin's who forwards it: whoever wrote it would be the town's duty desk."""
    await town.start(ADMIN)
    before = [await town.count(AppointmentChange), await town.count(Chat)]
    for words in (f"/staff + {NEIGHBOUR} duty YX 坏人", "/suspend 510006", "/forget"):
        await town.forward(ADMIN, BOT, words, writer=NEIGHBOUR)
        assert "转发来的命令不算数" in (await town.said(ADMIN, BOT))[-1].text
    await town.act("members", chat=HOME, user=ADMIN, status="administrator")
    await town.forward(ADMIN, HOME, "/unbind", writer=NEIGHBOUR)

    assert await town.said(MOTHER, HOME) == []
    assert [await town.count(AppointmentChange), await town.count(Chat)] == before


async def test_a_hostile_child(town: Town) -> None:
    """A description full of markup goes through prompt, card, preview and alert unharmed."""
    await report(town, LOST.replace("红色外套", "红色外套<i>&{$name}"))
    await publish(town)

    assert "我有线索" in (await town.find(NEXT_DOOR, NEXT, "寻找")).buttons
