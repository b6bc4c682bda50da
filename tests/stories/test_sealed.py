"""A town whose operator has set GEGE_DATA_KEY: everything goes on, and the disk tells nothing."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tests.stories.plot import after, publish, report
from tests.support.cast import MOTHER, NEXT, NEXT_DOOR, STAFF, WORKER
from tests.support.town import BOT, Town

SECRET = ("13900000001", "娃儿不见了", "红色外套", "林晓芸", "往河边走了", "程小禾")
"""Her phone, her words, her name, the clue of a neighbour, and the worker who took it up."""


@pytest.mark.parametrize("engine_name", ["sqlite"])
@after(report, data_key=(b"k" * 32,))
async def test_whoever_steals_the_disk_reads_nobody_s_words(town: Town) -> None:
    """A child is reported, published, seen, looked for by words; the contact is shown as ever."""
    await town.start(WORKER)
    await town.press(WORKER, STAFF, "认领")
    await town.press_more(WORKER, STAFF, "联系报告人")
    assert "13900000001" in (await town.said(WORKER, BOT))[-1].text
    await publish(town)
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    await town.write(NEXT_DOOR, NEXT, "看到了，往河边走了", reply_to=alert.id)
    await town.write(WORKER, BOT, "/find 红色外套")
    assert "1001" in (await town.said(WORKER, BOT))[-1].text
    await town.restart()
    await town.write(MOTHER, BOT, "/case 1001")
    assert "看了联系方式" in (await town.said(MOTHER, BOT))[-1].text

    stolen = disk(town)

    assert "sealed:" in stolen
    left = [word for word in SECRET if word in stolen]
    assert left == ["程小禾"], "the register was imported before there was a key"


def disk(town: Town) -> str:
    """Return the bytes of the database, and of what lies beside it, as text."""
    file = Path(make_url(town.settings.database_url).database or "")
    parts = [file, *file.parent.glob(f"{file.name}-*")]
    return "".join(part.read_bytes().decode(errors="replace") for part in parts)
