"""When how many groups will hear something, and why not all on the day that was meant."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.notices import Coming
from bot.texts import Safe
from bot.views.layout import full_date
from bot.views.message import Reader

MOMENTS = 4


def moments(coming: Sequence[Coming], reader: Reader, *, at_once: bool) -> list[Safe]:
    """Return when how many groups hear it, the first ones first; `at_once`: as soon as it is confirmed."""
    counted: dict[datetime | None, int] = {}
    for one in coming:
        counted[one.at] = counted.get(one.at, 0) + one.groups
    now = {one.at for one in coming if at_once and one.why is None}
    return [
        reader.words("notice-never", groups=groups)
        if at is None
        else reader.words(
            "notice-plan",
            time=reader.words("notice-at-once") if at in now else full_date(at, reader),
            groups=groups,
        )
        for at, groups in list(counted.items())[:MOMENTS]
    ]


def reasons(coming: Sequence[Coming], reader: Reader) -> list[Safe]:
    """Return why not all groups hear it on the day that was meant."""
    found = dict.fromkeys(one.why for one in coming if one.why is not None)
    return [reader.words(f"notice-late-{why}") for why in found]
