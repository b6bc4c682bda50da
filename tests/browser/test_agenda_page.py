"""The agenda on paper: one sheet of A4, however much is on it, and nothing fetched."""

import re
from dataclasses import replace

import pytest
from playwright.async_api import Browser

from bot.domain.agenda import Agenda, Item, Matter
from bot.domain.grid import GridLevel
from bot.domain.kinds import Kind
from bot.views.agenda_page import SINGLY, TOGETHER, agenda_page
from tests.browser.page import CHROMIUM
from tests.views.samples import LIGHT, at, reader

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; apt install chromium"),
    pytest.mark.asyncio(loop_scope="session"),  # one browser for all of them
]

WORST = Matter(
    replace(LIGHT, number=1_000_000, place="锦绣东方花园二期北门消防通道转弯处"),
    1,
    "A1",
    at("09:00"),
    at("09:00"),
    1,
    12,
    "欧阳海洋",
    "先由网格长上门听两家说，再请司法所和物业到场，月底前签协议，贴在门口",
)
MANY = Item(Kind.HAZARD, "ebike", "清水河湾第三十二微网格", (WORST,) * 20, 40)
FULL = Agenda(
    1,
    "清水河湾社区",
    GridLevel.CHIEF,
    at("09:00", day=20),
    (MANY,) * (TOGETHER + 1),
    (Item(Kind.LIGHT, None, "锦城一格", (WORST,)),) * (SINGLY + 1),
)


async def test_the_fullest_agenda_is_one_sheet(browser: Browser) -> None:
    asked: list[str] = []
    page = await browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    await page.set_content(agenda_page(FULL, reader()))
    printed = await page.pdf(prefer_css_page_size=True)
    await page.close()

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert asked == []
