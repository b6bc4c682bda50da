"""Methods that say how a bot wants its updates."""

import re
from dataclasses import replace

from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.model import Json
from bot.sandbox.updates import KINDS

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def set_webhook(call: Call) -> bool:
    url = call.text("url")
    if not url:
        return delete_webhook(call)
    if not re.match(r"https?://[^\s/]+", url):
        raise bad("invalid webhook URL specified")
    secret = call.text("secret_token")
    if secret and not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    remember_allowed(call)
    connections = max(1, min(call.integer("max_connections", 40), 100))
    webhook = {"url": url, "secret": secret, "max_connections": connections}
    call.world.put_bot(replace(call.world.bots[call.bot.id], webhook=webhook))
    _drop_pending(call)
    call.world.inboxes[call.bot.id].interrupt()
    call.world.hooked.put_nowait(call.bot.id)
    call.description = "Webhook was set"
    return True


def delete_webhook(call: Call) -> bool:
    call.description = "Webhook was deleted" if call.bot.webhook else "Webhook is already deleted"
    if call.bot.webhook:
        call.world.put_bot(replace(call.bot, webhook=None))
        call.world.hooked.put_nowait(call.bot.id)
    _drop_pending(call)
    return True


def get_webhook_info(call: Call) -> Json:
    hook = call.bot.webhook or {}
    info: Json = {
        "url": hook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(call.world.inboxes[call.bot.id].pending),
    }
    for name in ("max_connections", "last_error_date", "last_error_message"):
        if name in hook:
            info[name] = hook[name]
    if call.bot.allowed_updates:
        info["allowed_updates"] = call.bot.allowed_updates
    return info


def remember_allowed(call: Call) -> None:
    """Take over `allowed_updates` if given; unknown kinds are ignored, none means the default."""
    given = call.parsed("allowed_updates", "allowed updates")
    if given is None:
        return
    allowed = [kind for kind in given if kind in KINDS] or None
    if allowed != call.bot.allowed_updates:
        call.bot = replace(call.bot, allowed_updates=allowed)
        call.world.put_bot(call.bot)


def _drop_pending(call: Call) -> None:
    if call.flag("drop_pending_updates"):
        inbox = call.world.inboxes[call.bot.id]
        call.world.forget_updates(inbox.confirm(inbox.last_id + 1))


METHODS = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
