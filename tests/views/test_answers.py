"""Direct answers: start, help, binding, refusals, the short words on presses."""

from dataclasses import replace

import pytest

from bot.domain.cards import Listening
from bot.domain.grid import Audience, Role
from bot.domain.kinds import Kind
from bot.errors import NotAllowed, NotBuilt, Refusal, Taken
from bot.texts import LOCALES
from bot.views import chats, dialogues, people, pictures, refusals, start, toasts
from bot.views.message import Drawn
from bot.views.posts import show
from bot.views.toasts import Toast
from tests.views.samples import CHILD, DISPUTE, LIGHT, at, reader, shown


def test_start_says_who_what_and_where_to_call() -> None:
    assert shown(start.start(reader(), name="<王>丽", grids=["锦城一格"], user_id=7)) == [
        "&lt;王&gt;丽，您好。我是格格。",
        "有人走失、灯坏了、哪里有危险，直接写给我，我马上转给网格员。",
        "急事先打 110 / 119 / 120。",
        "您的网格：锦城一格",
        "/help：看能做什么 · /language：换语言",
        "您的用户编号：<code>7</code>",
        "[找人] [灯坏了]",
        "[有危险] [说给网格员听]",
        "[我的事]",
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_help_tells_each_of_the_commands_that_they_may_give(locale: str) -> None:
    resident = start.help_text(reader(locale), ()).text
    told = {role: start.help_text(reader(locale), {role}).text for role in Role}

    assert "/bind" not in resident
    assert {role for role in Role if "/bind" in told[role]} == {Role.ADMIN}
    assert {role for role in Role if "/alert" in told[role]} == {Role.WORKER, Role.DUTY}
    assert {text.split("\n")[0] for text in told.values()} == {resident.split("\n")[0]}


@pytest.mark.parametrize("locale", LOCALES)
def test_each_language_is_offered_in_its_own_name(locale: str) -> None:
    assert shown(start.language_choice(reader(locale)))[-1] == "[中文] [English]"


def test_bind_says_how_to_let_gege_hear() -> None:
    """Promise 11 and Telegram's privacy mode."""
    hears = chats.bound(reader(), ["锦城一格"], Audience.RESIDENTS, hears_all=True)
    deaf = chats.bound(reader(), ["锦城一格"], Audience.RESIDENTS, hears_all=False)

    assert shown(hears) == ["绑好了：锦城一格 · 居民群"]
    assert "@BotFather" in deaf.text


def test_the_group_learns_what_is_kept_and_who_answers_for_it() -> None:
    lines = shown(show(Listening(("锦城一格",), "锦城街道办"), reader()))

    assert "闲聊我不保存、不记录，也不交给语言模型。" in lines
    assert lines[-1] == "负责单位：锦城街道办"


def test_staff_are_listed_under_their_grid() -> None:
    listed = [
        people.StaffLine("锦城一格", "小张", Role.WORKER, "网格长"),
        people.StaffLine("锦城一格", "小李", Role.DUTY),
        people.StaffLine("锦城二格", "小王", Role.WORKER),
    ]

    assert shown(people.staff_list(reader(), listed)) == [
        "网格里的人：",
        "<b>锦城一格</b>",
        "小张 · 网格长",
        "小李 · 值班",
        "<b>锦城二格</b>",
        "小王 · 网格员",
    ]


def test_contact_says_that_the_look_is_on_record() -> None:
    assert shown(people.contact(reader(), 1001, "李梅", None, 7)) == [
        "编号 1001 的报告人",
        '<a href="tg://user?id=7">李梅</a>',
        "没有留电话。点名字给 TA 发消息，或在群里回复那条报告。",
        "这次查看已记下，报告人看得到。",
    ]


def test_the_way_into_the_private_chat_is_a_button() -> None:
    message = dialogues.private_instead(reader(), "card_7")
    assert message.keyboard is not None

    assert message.keyboard.inline_keyboard[0][0].url == "https://t.me/GegeBot?start=card_7"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotAllowed(), "这一步要由这个网格的网格员来点。"),
        (NotBuilt(), "这个功能还没有开通。"),
        (Taken(by="小<张", at=at("10:42")), "小<张 10:42 已经认领了。"),
        (Refusal("refusal-unknown-grid", code="A" * 99), f"没有代码是“{'A' * 19}…”的网格。"),
        (
            Refusal("refusal-clue-limit", count=3),
            "谢谢您，前面 3 条网格员都收到了，先不用再发。人就在眼前，请打 110。",
        ),
    ],
)
def test_refusals_are_one_polite_sentence(error: Refusal, said: str) -> None:
    """Plain text under a press, HTML in a message."""
    assert refusals.refusal(error, reader()).startswith(said)
    assert "<张" not in refusals.refusal_message(error, reader()).text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("done", Toast)
def test_every_press_has_its_word(done: Toast, locale: str) -> None:
    assert 0 < len(toasts.toast(done, reader(locale))) <= 200


def test_progress_tells_the_group_no_more_than_it_knows() -> None:
    assert toasts.progress_toast(LIGHT, reader(), "小张") == (
        "编号 1002 · 灯不亮了 · 3号楼4楼 · 小张 在办"
    )
    assert "还在找" in toasts.progress_toast(CHILD, reader())
    found = replace(CHILD, kind=Kind.FOUND_CHILD)
    assert "正在找家人" in toasts.progress_toast(found, reader())
    assert toasts.progress_toast(DISPUTE, reader()) == "这件事请私下告诉我。"


@pytest.mark.parametrize("picture", Drawn)
def test_our_pictures_are_there_and_small(picture: Drawn) -> None:
    path = pictures.path(picture)

    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size < 40_000
