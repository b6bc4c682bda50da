"""Messages to those who run the bot and bind its groups."""

from bot.domain.cards import NobodyOnDuty
from bot.domain.grid import Audience
from bot.views import chats, staff
from tests.docs.samples import sample

TITLE = "管理员 · The operator"

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
    sample(
        "Something came in and nobody can be told",
        staff.nobody_on_duty,
        NobodyOnDuty("锦城一格", 1001),
    ),
    sample("The same before 提交 was pressed", staff.nobody_on_duty, NobodyOnDuty("锦城一格")),
]
