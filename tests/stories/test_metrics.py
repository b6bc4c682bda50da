"""What an operator's Prometheus reads of a day in the neighbourhood."""

from collections.abc import Mapping

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.stories.plot import report_lamp
from tests.support.cast import HOME, STAFF
from tests.support.town import Town

Sample = tuple[str, frozenset[tuple[str, str]]]


async def read(town: Town) -> Mapping[Sample, float]:
    """Return each value by its name and labels."""
    families = text_string_to_metric_families(await town.metrics())
    return {
        (one.name, frozenset(one.labels.items())): one.value
        for family in families
        for one in family.samples
    }


def grown(before: Mapping[Sample, float], now: Mapping[Sample, float], name: str) -> float:
    """Return by how much a value has grown, all its labels together."""
    return sum(now[key] - before.get(key, 0.0) for key in now if key[0] == name)


@pytest.mark.both_engines
async def test_a_lamp_is_counted_until_it_is_late(town: Town) -> None:
    """Updates, deliveries and open cases; the queue is empty when everything is said."""
    before = await read(town)

    await report_lamp(town)
    await town.pass_time(days=3)

    now = await read(town)
    assert grown(before, now, "gege_updates_total") >= 2
    assert grown(before, now, "gege_deliveries_total") >= 2
    assert grown(before, now, "gege_flood_waits_total") == 0
    assert grown(before, now, "gege_handling_seconds_count") >= 2
    lamp = frozenset({("kind", "light")})
    assert (now["gege_cases_open", lamp], now["gege_cases_overdue", lamp]) == (1, 1)
    assert not [key for key in now if key[0] == "gege_queue_depth"]


async def test_what_telegram_holds_up_is_seen_to_wait(town: Town) -> None:
    """The queue has a depth and an age until it is said."""
    await town.call("faults", kind="429", method="sendMessage", chat=STAFF, retry_after=300)

    await report_lamp(town)
    await town.pass_time(minutes=2)

    now = await read(town)
    cards = frozenset({("lane", "cards")})
    assert now["gege_queue_depth", cards] == 1
    assert 120 <= now["gege_queue_age_seconds", cards] < 130


async def test_no_word_and_no_name_is_shown(town: Town) -> None:
    """Whoever reads the numbers of a district learns of nobody."""
    await report_lamp(town)

    text = await town.metrics()

    assert "楼" not in text
    assert str(HOME) not in text
