"""Keyboards under messages: what Telegram accepts, and the buttons on them."""

import re
from collections.abc import Iterator

from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.model import Json, Value

DATA_BYTES = 64
ROW_BUTTONS = 8
ALL_BUTTONS = 100
STYLES = frozenset({"primary", "success", "danger"})
_URL = re.compile(r"(?:(?:https?|tg|ton)://)?[^\s.]+\.[^\s]+|tg://\S+", re.IGNORECASE)
_OBJECTS = ("web_app", "login_url", "copy_text", "switch_inline_query_chosen_chat", "callback_game")
_STRINGS = ("switch_inline_query", "switch_inline_query_current_chat")


def inline_keyboard(call: Call) -> Json | None:
    """Return the inline keyboard of a request, as messages carry it; other keyboards give None."""
    given = call.parsed("reply_markup", "reply keyboard markup")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad("object expected as reply markup")
    if "keyboard" in given:
        _check_reply_keyboard(given["keyboard"])
    rows = given.get("inline_keyboard")
    if rows is None:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > ALL_BUTTONS or any(len(row) > ROW_BUTTONS for row in kept):
        raise bad("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def buttons(markup: Json | None) -> Iterator[Json]:
    """Yield every button of an inline keyboard."""
    for row in (markup or {}).get("inline_keyboard", ()):
        yield from row


def _check_reply_keyboard(rows: Value) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "keyboard" must be an Array of Arrays')
    for button in (button for row in rows for button in row):
        if not isinstance(button, str | dict):
            raise bad("can't parse keyboard button: KeyboardButton must be a String or an Object")


def _button(given: Value) -> Json:
    if not isinstance(given, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = given.get("text")
    if not isinstance(text, str):
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad("inline keyboard button text must be non-empty")
    return {"text": text} | _action(given) | _looks(given)


def _looks(given: Json) -> Json:
    looks: Json = {}
    if style := given.get("style"):
        if style not in STYLES:
            raise bad("can't parse inline keyboard button: Invalid button style specified")
        looks["style"] = style
    if icon := given.get("icon_custom_emoji_id"):
        looks["icon_custom_emoji_id"] = str(icon)
    return looks


def _action(given: Json) -> Json:
    """The first of these fields counts, in the order in which Telegram's server looks."""
    if url := given.get("url"):
        return {"url": _checked_url(url)}
    if data := given.get("callback_data"):
        if not isinstance(data, str) or len(data.encode()) > DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    if given.get("pay"):
        return {"pay": True}
    for name in _OBJECTS:
        if isinstance(given.get(name), dict):
            return {name: given[name]}
    for name in _STRINGS:
        if isinstance(given.get(name), str):
            return {name: given[name]}
    raise bad(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    )


def _checked_url(url: Value) -> str:
    if not isinstance(url, str) or not _URL.fullmatch(url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url if "://" in url else f"http://{url}"
