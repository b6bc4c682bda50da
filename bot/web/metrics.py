"""`/metrics`, as Prometheus reads it: what was counted, and what waits at this moment."""

from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.metrics import REGISTRY
from bot.services.figures import Figures

Measure = Callable[[], Awaitable[Figures | None]]
"""None while the database is away: then what the process counted is shown alone."""


def add_metrics(app: web.Application, measure: Measure) -> None:
    """Answer `/metrics`: no names, no words, no ids."""

    async def show(_: web.Request) -> web.Response:
        now = CollectorRegistry()
        if (figures := await measure()) is not None:
            now.register(_Now(figures))
        text = generate_latest(REGISTRY) + generate_latest(now)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/metrics", show)


class _Now:
    """The numbers of one moment, as prometheus_client collects them."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterable[Metric]:
        """Return the families of `/metrics` that are asked of the database."""
        depth = GaugeMetricFamily("gege_queue_depth", "What could be said by now.", labels=["lane"])
        age = GaugeMetricFamily(
            "gege_queue_age_seconds", "How long the oldest of it waits.", labels=["lane"]
        )
        for lane in self._figures.waiting:
            name = [lane.lane.name.lower()]
            depth.add_metric(name, lane.count)
            age.add_metric(name, max((self._figures.at - lane.since).total_seconds(), 0.0))
        found = GaugeMetricFamily("gege_cases_open", "Open cases.", labels=["kind"])
        late = GaugeMetricFamily("gege_cases_overdue", "Those past their time.", labels=["kind"])
        for kind, (count, overdue) in sorted(self._figures.cases.items()):
            found.add_metric([kind], count)
            late.add_metric([kind], overdue)
        return depth, age, found, late
