"""The parameters of all methods: whatever has a kind is checked before a method looks at it.

Stricter than Telegram's server, which reads a number or a truth value that is none as 0 or false:
nothing passes here that a typed client's method model would refuse.
"""

from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.shapes import ShapeError, check

BOOLEANS = frozenset({
    "allow_adding_options", "allow_paid_broadcast", "allow_sending_without_reply",
    "allows_multiple_answers", "allows_revoting", "can_change_info", "can_delete_messages",
    "can_delete_stories", "can_edit_messages", "can_edit_stories", "can_invite_users",
    "can_manage_chat", "can_manage_direct_messages", "can_manage_tags", "can_manage_topics",
    "can_manage_video_chats", "can_pin_messages", "can_post_messages", "can_post_stories",
    "can_promote_members", "can_restrict_members", "can_send_welcome_messages",
    "creates_join_request", "disable_content_type_detection", "disable_notification",
    "disable_web_page_preview", "drop_pending_updates", "has_spoiler", "hide_results_until_closes",
    "for_channels", "is_anonymous", "is_big", "is_closed", "members_only", "only_if_banned", "protect_content",
    "remove_caption", "return_bots", "revoke_messages", "show_alert", "show_caption_above_media",
    "shuffle_options", "supports_streaming", "use_independent_chat_permissions",
})  # fmt: skip
INTEGERS = frozenset({
    "actor_chat_id", "cache_time", "close_date", "correct_option_id", "direct_messages_topic_id",
    "draft_id", "duration", "ephemeral_message_id", "expire_date", "heading", "height",
    "icon_color", "length", "limit", "live_period", "max_connections", "member_limit",
    "message_id", "message_thread_id", "offset", "open_period", "proximity_alert_radius",
    "receiver_user_id", "reply_to_message_id", "sender_chat_id", "start_timestamp", "timeout",
    "until_date", "user_id", "video_start_timestamp", "width",
})  # fmt: skip
FLOATS = frozenset({"latitude", "longitude", "horizontal_accuracy"})
UPLOADS = frozenset({"certificate", "thumbnail"})
"""What can only be a part of the request, neither a file's id nor its address."""

UNSPOKEN = frozenset({"rich_message"})
"""What the sandbox can't read; without this it would do something else than it was asked."""

OBJECTS = {
    "allowed_updates": ("[String]", "allowed updates"),
    "caption_entities": ("[MessageEntity]", "message entities"),
    "commands": ("[BotCommand]", "commands"),
    "correct_option_ids": ("[Integer]", "correct option identifiers"),
    "country_codes": ("[String]", "country codes"),
    "description_entities": ("[MessageEntity]", "message entities"),
    "entities": ("[MessageEntity]", "message entities"),
    "ephemeral_message_parameters": ("EphemeralMessageParameters", "ephemeral message parameters"),
    "explanation_entities": ("[MessageEntity]", "message entities"),
    "explanation_media": ("InputPollMedia", "InputPollMedia"),
    "link_preview_options": ("LinkPreviewOptions", "link preview options"),
    "media": ("InputMedia", "input media"),
    "menu_button": ("MenuButton", "menu button"),
    "message_ids": ("[Integer]", "message_ids"),
    "options": ("[OptionOrText]", "options"),
    "permissions": ("ChatPermissions", "permissions"),
    "question_entities": ("[MessageEntity]", "message entities"),
    "reaction": ("[ReactionType]", "reaction types"),
    "reply_markup": ("ReplyMarkup", "reply keyboard markup"),
    "rights": ("ChatAdministratorRights", "bot rights"),
    "reply_parameters": ("ReplyParameters", "reply parameters"),
    "scope": ("BotCommandScope", "BotCommandScope"),
    "suggested_post_parameters": ("SuggestedPostParameters", "suggested post parameters"),
}
"""A JSON parameter's kind, and what Telegram calls it when the JSON is broken."""

ELSEWHERE = {
    ("sendmediagroup", "media"): "[InputMedia]",
    ("sendpoll", "media"): "InputPollMedia",
}
"""Methods in which a parameter is of another kind than in all others."""

INLINE_ONLY = ("edit", "stop")
"""How the methods begin whose keyboard can't be another than an inline one."""


def check_parameters(call: Call) -> None:
    """Let a call pass whose parameters are of their kinds. Raises ApiError."""
    for name in call.params:
        if name in BOOLEANS:
            call.flag(name)
        elif name in INTEGERS:
            call.integer(name)
        elif name in FLOATS:
            call.number(name)
        elif name in OBJECTS:
            _check_object(call, name)
        elif name in UNSPOKEN and call.params[name]:
            raise bad(f"the sandbox does not know {name}")
        elif name == "business_connection_id" and call.params[name]:
            raise bad("business connection not found")  # there is no business in the box
        elif name in UPLOADS:
            _check_upload(call, name)


def _check_upload(call: Call, name: str) -> None:
    given = call.text(name)
    if given and given.removeprefix("attach://") not in call.files:
        raise bad(f"there is no {name} in the request")


def _check_object(call: Call, name: str) -> None:
    kind, what = OBJECTS[name]
    given = call.parsed(name, what)
    if given is None:
        return
    try:
        check(given, _kind(call.method, name, kind), name)
    except ShapeError as error:
        words = str(error)
        raise bad(words[0].lower() + words[1:]) from None


def _kind(method: str, name: str, kind: str) -> str:
    if name == "reply_markup" and method.startswith(INLINE_ONLY):
        return "InlineKeyboardMarkup"
    return ELSEWHERE.get((method, name), kind)
