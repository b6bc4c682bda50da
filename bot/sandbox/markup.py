"""Keyboards under messages: what Telegram accepts, and the buttons on them."""

import re
from collections.abc import Iterator

from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.model import Json

DATA_BYTES = 64
ROW_BUTTONS = 8
ALL_BUTTONS = 100
STYLES = frozenset({"default", "primary", "success", "danger"})
_URL = re.compile(r"(?:(?:https?|tg|ton)://)?[^\s.]+\.[^\s]+|tg://\S+", re.IGNORECASE)
ACTIONS = (
    "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat", "login_url", "web_app", "copy_text", "disabled",
)  # fmt: skip
"""What a button without address and data may do, in the order in which Telegram's server looks."""


def inline_keyboard(call: Call) -> Json | None:
    """Return the inline keyboard of a request, as messages carry it; other keyboards give None.

    That it is a keyboard at all has been seen to by `check_parameters`.
    """
    given = call.parsed("reply_markup", "reply keyboard markup") or {}
    rows = given.get("inline_keyboard") or []
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > ALL_BUTTONS or any(len(row) > ROW_BUTTONS for row in kept):
        raise bad("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def buttons(markup: Json | None) -> Iterator[Json]:
    """Yield every button of an inline keyboard."""
    for row in (markup or {}).get("inline_keyboard", ()):
        yield from row


def _button(given: Json) -> Json:
    if not given["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    return {"text": given["text"]} | _action(given) | _looks(given)


def _looks(given: Json) -> Json:
    looks: Json = {}
    style = (given.get("style") or "default").lower()
    if style not in STYLES:
        raise bad("can't parse inline keyboard button: invalid button style specified")
    if style != "default":
        looks["style"] = style
    if icon := given.get("icon_custom_emoji_id"):
        looks["icon_custom_emoji_id"] = icon
    return looks


def _action(given: Json) -> Json:
    if url := given.get("url"):
        return {"url": _checked_url(url)}
    if data := given.get("callback_data"):
        if len(data.encode()) > DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    for name in ACTIONS:
        if given.get(name) is not None:
            return {name: given[name]}
    raise bad(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    )


def _checked_url(url: str) -> str:
    if not _URL.fullmatch(url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url if "://" in url else f"http://{url}"
