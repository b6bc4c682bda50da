"""Which entities may stand together, and in which order: what Telegram makes of those given to it.

Follows `fix_entities` of Telegram's published client library: quotations and links don't nest, code
holds nothing else, and bold, italic and the like are joined where they touch and cut where another
entity begins or ends.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from bot.sandbox.model import Json

LAYERS = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
VERBATIM = frozenset({"code", "pre"})
PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "code": 20, "date_time": 30, "text_link": 49,
    "text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93,
    "spoiler": 94, "custom_emoji": 99,
}  # fmt: skip
"""Which of two entities of the same place comes first (`get_type_priority`); others are 50."""


def in_order(entities: list[Json]) -> list[Json]:
    """Sort entities by place, the longer before the shorter, then by kind."""
    return sorted(entities, key=lambda one: (one["offset"], -one["length"], _priority(one)))


def settled(entities: list[Json]) -> list[Json]:
    """Return the entities that remain, in order."""
    if len(entities) < 2:
        return entities
    entities = in_order(entities)
    quotes = _apart([one for one in entities if one["type"] in QUOTES])
    firm = _apart([one for one in entities if one["type"] not in QUOTES | set(LAYERS)])
    firm = [one for one in firm if not _crosses(first_after(quotes, one["offset"]), one)]
    layers = [one for one in entities if one["type"] in LAYERS]
    return (
        in_order(quotes + firm + _cut(layers, quotes + firm)) if layers else in_order(quotes + firm)
    )


def _priority(entity: Json) -> int:
    if entity["type"] == "pre":
        return 10 if "language" in entity else 11
    return PRIORITY.get(entity["type"], 50)


def _end(entity: Json) -> int:
    end: int = entity["offset"] + entity["length"]
    return end


def _apart(entities: list[Json]) -> list[Json]:
    """Drop every entity that begins before an earlier one has ended."""
    kept: list[Json] = []
    for entity in entities:
        if not kept or entity["offset"] >= _end(kept[-1]):
            kept.append(entity)
    return kept


def first_after(entities: list[Json], at: int) -> Json | None:
    """Return the first entity that ends behind a place; they must be in order and apart."""
    place = bisect_right(entities, at, key=_end)
    return entities[place] if place < len(entities) else None


def _crosses(quote: Json | None, entity: Json) -> bool:
    """Whether an entity is partly in the quotation that ends next, and partly outside."""
    if quote is None or _end(entity) <= quote["offset"]:
        return False
    return bool(entity["offset"] < quote["offset"] or _end(entity) > _end(quote))


def _cut(layers: list[Json], others: list[Json]) -> list[Json]:
    joined = {kind: _joined([one for one in layers if one["type"] == kind]) for kind in LAYERS}
    begins = {begin for ranges in joined.values() for begin, _ in ranges}
    edges = sorted(begins | {edge for one in others for edge in (one["offset"], _end(one))})
    code = in_order([one for one in others if one["type"] in VERBATIM])
    return [
        {"type": kind, "offset": begin, "length": end - begin}
        for kind, ranges in joined.items()
        for whole in ranges
        for begin, end in _pieces(whole, edges)
        if not (within := first_after(code, begin)) or begin < within["offset"]
    ]


def _pieces(whole: tuple[int, int], edges: list[int]) -> Iterator[tuple[int, int]]:
    inner = edges[bisect_right(edges, whole[0]) : bisect_left(edges, whole[1])]
    return pairwise([whole[0], *inner, whole[1]])


def _joined(layer: list[Json]) -> list[tuple[int, int]]:
    """Return the ranges of one kind, those that touch as one."""
    ranges: list[tuple[int, int]] = []
    for entity in layer:
        if ranges and entity["offset"] <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], _end(entity)))
        else:
            ranges.append((entity["offset"], _end(entity)))
    return ranges
