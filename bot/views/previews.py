"""The preview of an alert: how far it goes, what it says, and what may still be changed of it."""

from dataclasses import replace
from datetime import datetime

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.alert_cards import Adjusting, Adjusts, Preview, ScopeNode
from bot.domain.alerts import Level
from bot.domain.cards import Facts
from bot.domain.kinds import CATEGORIES
from bot.domain.privacy import without_phones
from bot.texts import Safe, escaped
from bot.views import wording
from bot.views.alerts import alert_text
from bot.views.buttons import Act
from bot.views.keyboard import LABEL, Keys, Row, in_rows, keyboard
from bot.views.layout import NAME, cut, dotted, lines
from bot.views.message import Message, Reader

VALIDITIES = (60, 180, 360, 720, 1440, 4320)
NODES = 6
"""Nodes at a time; with the rows to leaf and to go back a picker has at most 8."""
FIRST = 2
"""Rings that the first line has room for."""
SCOPE = 3
"""Names of nodes that the preview shows."""
_DECIDED = {
    "published": "preview-published",
    "unverified": "preview-published-unverified",
    "cancelled": "preview-cancelled",
}


def preview(card: Preview, reader: Reader) -> Message:
    """How far it would go, the alert itself, and what 确认发布 declares."""
    words = reader.words
    if card.done:
        number = wording.number(card.facts, reader)
        return Message(dotted(words(_DECIDED[card.done]), number))
    first, further = _reach(card, reader)
    reach = lines(
        words("preview", rings=first),
        escaped(further) if further else None,
        _scope(card, reader),
        words("preview-quiet") if card.quiet_until else None,
        words("preview-another-day", time=reader.clock(card.quiet_until))
        if card.quiet_until and card.another_day
        else None,
    )
    text = "\n\n".join([reach, alert_text(card, reader), _declared(card, reader)])
    return Message(text, keyboard(*_rows(card, reader)))


def _reach(card: Preview, reader: Reader) -> tuple[str, str]:
    """Return which groups hear first, and for the next line which later ones."""
    together: dict[datetime | float, int] = {} if card.quiet_until else {0.0: 0}
    for ring in card.rings:
        when = ring.held_until or ring.minutes
        together[when] = together.get(when, 0) + ring.groups
    if not any(together.values()):
        return reader.words.plain("preview-nowhere"), ""
    rings = [_ring(when, groups, reader) for when, groups in together.items() if groups or not when]
    return " · ".join(rings[:FIRST]), " · ".join(rings[FIRST:])


def _ring(when: datetime | float, groups: int, reader: Reader) -> str:
    words = reader.words.plain
    if isinstance(when, datetime):
        return words("preview-at", time=reader.clock(when), groups=groups)
    if not when:
        return words("preview-now", groups=groups)
    return words("preview-later", minutes=f"{when:g}", groups=groups)


def _scope(card: Preview, reader: Reader) -> Safe | None:
    if not card.scope:
        return None
    named = reader.words.plain("board-and").join(cut(name, NAME) for name in card.scope[:SCOPE])
    more = len(card.scope) > SCOPE
    return reader.words("preview-scope-more" if more else "preview-scope", nodes=named)


def _declared(card: Preview, reader: Reader) -> Safe:
    words = reader.words
    if card.facts.by_hand:
        notice = card.facts.notice or ""
        tells = words("preview-tells") if without_phones(notice) != notice else None
        return lines(tells, words("preview-promise-hand"))
    return lines(words("preview-promise"), words("preview-unverified"))


def _rows(card: Preview, reader: Reader) -> list[Row]:
    keys, menu = Keys(reader, card.facts.case_id), card.adjusting
    confirm = keys.press("button-confirm-publish", Act.CONFIRM_PUBLISH, style=ButtonStyle.SUCCESS)
    dont = keys.press("button-dont-publish", Act.DONT_PUBLISH)
    if menu is not None:
        return [*_MENUS[menu.what](card, menu, keys), [keys.press("button-back", Act.ADJUST)]]
    if card.facts.by_hand:
        return [
            [confirm, dont],
            [_opens(keys, "scope"), _opens(keys, "level")],
            [_opens(keys, "validity"), _opens(keys, "more")],
        ]
    unverified = keys.press("button-publish-unverified", Act.PUBLISH_UNVERIFIED)
    return [[confirm, unverified], [dont]]


def _opens(keys: Keys, what: str) -> InlineKeyboardButton:
    return keys.press(f"button-adjust-{what}", Act.ADJUST, what)


def _more(card: Preview, _: Adjusting, keys: Keys) -> list[Row]:
    correct = keys.press("button-correct", Act.CORRECT)
    return [[_opens(keys, "category"), correct], drill_key(card.facts, keys)]


def drill_key(facts: Facts, keys: Keys) -> Row:
    """Return 演练 or 不是演练, for what staff have reported themselves; a second tap changes nothing."""
    if not facts.may_drill:
        return []
    if facts.exercise:
        return [keys.press("button-adjust-real", Act.ADJUST, "drill.0")]
    return [keys.press("button-adjust-drill", Act.ADJUST, "drill.1")]


def _levels(card: Preview, _: Adjusting, keys: Keys) -> list[Row]:
    person = card.facts.kind.is_person
    levels = (Level.RED, Level.ORANGE) if person else tuple(Level)
    chosen = card.facts.level
    return in_rows(
        _choice(keys, f"level-{level}", f"level.{level}", chosen=level is chosen)
        for level in levels
    )


def _categories(card: Preview, _: Adjusting, keys: Keys) -> list[Row]:
    chosen = card.facts.category or "other"
    return in_rows(
        _choice(keys, _kind_key(card.facts, name), f"category.{name}", chosen=name == chosen)
        for name in CATEGORIES
    )


def _kind_key(facts: Facts, name: str) -> str:
    """Return the words of a category as the first line would have them."""
    shown = wording.category(replace(facts, category=name))
    return "button-adjust-other" if shown == "other" else f"category-{shown}"


def _validities(card: Preview, _: Adjusting, keys: Keys) -> list[Row]:
    label = keys.reader.words.plain
    return in_rows(
        _named(
            keys,
            label("valid-hours", hours=minutes // 60),
            f"validity.{minutes}",
            chosen=minutes == card.valid_minutes,
        )
        for minutes in VALIDITIES
    )


def _choice(keys: Keys, key: str, arg: str, *, chosen: bool) -> InlineKeyboardButton:
    return _named(keys, keys.reader.words.plain(key), arg, chosen=chosen)


def _named(keys: Keys, label: str, arg: str, *, chosen: bool) -> InlineKeyboardButton:
    return keys.named(f"✓ {label}" if chosen else label, Act.ADJUST, arg)


def _nodes(_: Preview, menu: Adjusting, keys: Keys) -> list[Row]:
    """Take nodes in and out; what has others under it opens. `t12.5.0`, `o5.6`, `u5` in `scopes`."""
    shown = menu.nodes[menu.start : menu.start + NODES]
    rows: list[Row] = [_node(one, menu, keys) for one in shown]
    leaf: list[InlineKeyboardButton] = []
    if menu.above:
        leaf.append(keys.press("button-scope-up", Act.ADJUST, f"scope.u{menu.above}"))
    if len(menu.nodes) > NODES:
        after = menu.start + NODES
        following = after if after < len(menu.nodes) else 0
        leaf.append(keys.press("button-more", Act.ADJUST, f"scope.o{menu.above}.{following}"))
    return [*rows, leaf]


def _node(one: ScopeNode, menu: Adjusting, keys: Keys) -> Row:
    arg = f"scope.t{one.grid_id}.{menu.above}.{menu.start}"
    toggle = _named(keys, cut(one.name, LABEL), arg, chosen=one.chosen)
    if not one.opens:
        return [toggle]
    return [toggle, keys.press("button-scope-open", Act.ADJUST, f"scope.o{one.grid_id}.0")]


_MENUS = {
    Adjusts.MORE: _more,
    Adjusts.LEVEL: _levels,
    Adjusts.CATEGORY: _categories,
    Adjusts.VALIDITY: _validities,
    Adjusts.SCOPE: _nodes,
}


def alert_wanted(reader: Reader) -> Message:
    """`/alert` without words: the next message is what residents will read."""
    words = reader.words
    return Message(lines(words("alert-wanted"), words("alert-wanted-example")))
