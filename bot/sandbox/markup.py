"""Keyboards under messages: what Telegram accepts, and the buttons on them."""

from collections.abc import Iterator

from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.links import LinkError, checked, mentioned
from bot.sandbox.model import Json, Value

DATA_BYTES = 64
COPIED = 256
ROW_BUTTONS = 8
ALL_BUTTONS = 100
KEYBOARD_FLAGS = ("one_time_keyboard", "is_persistent", "selective")
STYLES = frozenset({"default", "primary", "success", "danger"})
ELSEWHERE = frozenset({"callback_game", "pay"})
"""What only the buttons of games and invoices may do, which nobody sends here."""
PAGES = {"login_url": "login", "web_app": "Web App"}
"""Buttons that open a page, and Telegram's word for it."""
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
    if any("web_app" in button for row in kept for button in row) and not _in_private(call):
        raise bad("BUTTON_TYPE_INVALID")
    return {"inline_keyboard": kept} if kept else None


def reply_keyboard(call: Call) -> Json | None:
    """Return the keyboard that a request puts in the place of people's own, or takes away.

    As in Telegram's library, buttons without words and a keyboard without buttons are none.
    """
    given = call.parsed("reply_markup", "reply keyboard markup") or {}
    rows = [[_reply_button(one) for one in row] for row in given.get("keyboard") or []]
    if kept := [shown for row in rows if (shown := [one for one in row if one["text"]])]:
        looks = {name: True for name in KEYBOARD_FLAGS if given.get(name)}
        return {"keyboard": kept} | looks
    if given.get("remove_keyboard") and not (rows or given.get("inline_keyboard")):
        return {"remove_keyboard": True} | ({"selective": True} if given.get("selective") else {})
    return None


def buttons(markup: Json | None) -> Iterator[Json]:
    """Yield every button of an inline keyboard."""
    for row in (markup or {}).get("inline_keyboard", ()):
        yield from row


def _reply_button(given: str | Json) -> Json:
    if isinstance(given, str):
        return {"text": given}
    return {
        name: value for name, value in given.items() if value is not None and value is not False
    }


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
        if user := mentioned(url):
            return {"url": f"tg://user?id={user}"}
        return {"url": _checked_url(url, "URL")}
    if data := given.get("callback_data"):
        if len(data.encode()) > DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    for name in ACTIONS:
        if given.get(name) is not None:
            return {name: _checked_action(name, given[name])}
    raise bad(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    )


def _checked_action(name: str, given: Value) -> Value:
    if name in ELSEWHERE:
        raise bad("BUTTON_TYPE_INVALID")
    if name == "copy_text" and not 0 < len(given["text"]) <= COPIED:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if name not in PAGES:
        return given
    if mentioned(given["url"]):
        raise bad(f"link to a user can't be used in {PAGES[name]} URL buttons")
    return given | {"url": _checked_url(given["url"], f"{PAGES[name]} URL", https_only=True)}


def _checked_url(url: str, what: str, *, https_only: bool = False) -> str:
    try:
        return checked(url, https_only=https_only)
    except LinkError as error:
        raise bad(f"inline keyboard button {what} '{url}' is invalid: {error}") from None


def _in_private(call: Call) -> bool:
    return call.chat("read").private
