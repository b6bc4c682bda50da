"""What is counted for whoever watches: the names that stand under `/metrics`."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
SECONDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)

UPDATES = Counter("gege_updates", "Updates that came to their end.", ["end"], registry=REGISTRY)
"""`end` is handled or put_aside."""
HANDLING = Histogram(
    "gege_handling_seconds",
    "From an update in hand to its end.",
    registry=REGISTRY,
    buckets=SECONDS,
)
LAG = Histogram(
    "gege_update_lag_seconds",
    "From when something was written in Telegram to when it was in hand; Telegram counts whole seconds.",
    registry=REGISTRY,
    buckets=(1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0, 1000.0),
)
SENT = Counter(
    "gege_deliveries",
    "Deliveries that Telegram was asked for, by lane and outcome.",
    ["lane", "outcome"],
    registry=REGISTRY,
)
LEADS = Gauge(
    "gege_leads", "1 where this process sends, 0 in one that stands by.", registry=REGISTRY
)
FLOOD_WAITS = Counter(
    "gege_flood_waits", "Requests that Telegram answered by 429.", registry=REGISTRY
)
REFUSED = Counter(
    "gege_webhook_refused", "Requests sent away at the webhook.", ["why"], registry=REGISTRY
)
