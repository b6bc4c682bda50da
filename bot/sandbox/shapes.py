"""The types of the Bot API's parameters: which fields an object has, and of which kind they are.

The tables are retyped from the public documentation; the words of the refusals are those of
`JsonObject` in Telegram's library and of `Client.cpp` of its Bot API server.
"""

import math
import re
from collections.abc import Callable, Iterator

from bot.sandbox.model import Value

BIGGEST = 2**63 - 1

OBJECTS_TABLE = """
InlineKeyboardMarkup inline_keyboard![[InlineKeyboardButton]] force_reply:Boolean
InlineKeyboardButton text!String icon_custom_emoji_id:String style:String url:String callback_data:String web_app:WebAppInfo login_url:LoginUrl switch_inline_query:String switch_inline_query_current_chat:String switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat copy_text:CopyTextButton callback_game:CallbackGame pay:Boolean disabled:DisabledButton
WebAppInfo url!String
LoginUrl url!String forward_text:String bot_username:String request_write_access:Boolean
SwitchInlineQueryChosenChat query:String allow_user_chats:Boolean allow_bot_chats:Boolean allow_group_chats:Boolean allow_channel_chats:Boolean
CopyTextButton text!String
CallbackGame
DisabledButton
ReplyMarkup inline_keyboard[[InlineKeyboardButton]] keyboard[[KeyboardButton]] remove_keyboard:True force_reply:Boolean is_persistent:Boolean resize_keyboard:Boolean one_time_keyboard:Boolean input_field_placeholder:String selective:Boolean
KeyboardButton text!String icon_custom_emoji_id:String style:String request_users:KeyboardButtonRequestUsers request_chat:KeyboardButtonRequestChat request_managed_bot:KeyboardButtonRequestManagedBot request_user:KeyboardButtonRequestUser request_contact:Boolean request_location:Boolean request_poll:KeyboardButtonPollType web_app:WebAppInfo
KeyboardButtonRequestUsers request_id!Integer user_is_bot:Boolean user_is_premium:Boolean max_quantity:Integer request_name:Boolean request_username:Boolean request_photo:Boolean
KeyboardButtonRequestChat request_id!Integer chat_is_channel!Boolean chat_is_forum:Boolean chat_has_username:Boolean chat_is_created:Boolean user_administrator_rights:ChatAdministratorRights bot_administrator_rights:ChatAdministratorRights bot_is_member:Boolean request_title:Boolean request_username:Boolean request_photo:Boolean
KeyboardButtonRequestManagedBot request_id!Integer suggested_name:String suggested_username:String
KeyboardButtonRequestUser request_id!Integer user_is_bot:Boolean user_is_premium:Boolean
KeyboardButtonPollType type:String
ReplyParameters message_id:Integer chat_id:ChatId allow_sending_without_reply:Boolean quote:String quote_parse_mode:String quote_entities[MessageEntity] quote_position:Integer checklist_task_id:Integer poll_option_id:String ephemeral_message_id:Integer
LinkPreviewOptions is_disabled:Boolean url:String prefer_small_media:Boolean prefer_large_media:Boolean show_above_text:Boolean
MessageEntity type!String offset!Integer length!Integer url:String user:User language:String custom_emoji_id:String unix_time:Integer date_time_format:String
User id!Integer is_bot!Boolean first_name!String last_name:String username:String language_code:String is_premium:Boolean added_to_attachment_menu:Boolean can_join_groups:Boolean can_read_all_group_messages:Boolean supports_guest_queries:Boolean supports_inline_queries:Boolean can_connect_to_business:Boolean has_main_web_app:Boolean has_topics_enabled:Boolean allows_users_to_create_topics:Boolean can_manage_bots:Boolean supports_join_request_queries:Boolean
InputMedia/photo media!String caption:String parse_mode:String caption_entities[MessageEntity] show_caption_above_media:Boolean has_spoiler:Boolean
InputMedia/document media!String thumbnail:String caption:String parse_mode:String caption_entities[MessageEntity] disable_content_type_detection:Boolean
InputMedia/video media!String thumbnail:String cover:String start_timestamp:Integer caption:String parse_mode:String caption_entities[MessageEntity] show_caption_above_media:Boolean width:Integer height:Integer duration:Integer supports_streaming:Boolean has_spoiler:Boolean
InputMedia/audio media!String thumbnail:String caption:String parse_mode:String caption_entities[MessageEntity] duration:Integer performer:String title:String
InputMedia/animation media!String thumbnail:String caption:String parse_mode:String caption_entities[MessageEntity] show_caption_above_media:Boolean width:Integer height:Integer duration:Integer has_spoiler:Boolean
InputMedia/live_photo media!String photo!String caption:String parse_mode:String caption_entities[MessageEntity] show_caption_above_media:Boolean has_spoiler:Boolean
InputPollMedia/location latitude!Float longitude!Float horizontal_accuracy:Float
InputPollMedia/venue latitude!Float longitude!Float title!String address!String foursquare_id:String foursquare_type:String google_place_id:String google_place_type:String
InputPollOption text!String text_parse_mode:String text_entities[MessageEntity] media:InputPollMedia
ReactionType/emoji emoji!String
ReactionType/custom_emoji custom_emoji_id!String
ReactionType/paid
BotCommand command!String description!String is_ephemeral:Boolean
BotCommandScope/default
BotCommandScope/all_private_chats
BotCommandScope/all_group_chats
BotCommandScope/all_chat_administrators
BotCommandScope/chat chat_id!ChatId
BotCommandScope/chat_administrators chat_id!ChatId
BotCommandScope/chat_member chat_id!ChatId user_id!Integer
ChatPermissions can_send_messages:Boolean can_send_audios:Boolean can_send_documents:Boolean can_send_photos:Boolean can_send_videos:Boolean can_send_video_notes:Boolean can_send_voice_notes:Boolean can_send_polls:Boolean can_send_other_messages:Boolean can_add_web_page_previews:Boolean can_react_to_messages:Boolean can_edit_tag:Boolean can_change_info:Boolean can_invite_users:Boolean can_pin_messages:Boolean can_manage_topics:Boolean
ChatAdministratorRights is_anonymous!Boolean can_manage_chat!Boolean can_delete_messages!Boolean can_manage_video_chats!Boolean can_restrict_members!Boolean can_promote_members!Boolean can_change_info!Boolean can_invite_users!Boolean can_post_stories!Boolean can_edit_stories!Boolean can_delete_stories!Boolean can_send_welcome_messages!Boolean can_post_messages:Boolean can_edit_messages:Boolean can_pin_messages:Boolean can_manage_topics:Boolean can_manage_direct_messages:Boolean can_manage_tags:Boolean
EphemeralMessageParameters receiver_user_id!Integer callback_query_id:String replace_callback_query_message:Boolean
MenuButton/default text:String web_app:WebAppInfo
MenuButton/commands text:String web_app:WebAppInfo
MenuButton/web_app text!String web_app!WebAppInfo
SuggestedPostParameters price:SuggestedPostPrice send_date:Integer
SuggestedPostPrice currency!String amount!Integer
"""
"""One object a line; `name!Kind` must be there, `name:Kind` may be, brackets make an array.

`Object/type` is what the object must hold when its field `type` says so.
"""

UNIONS: dict[str, tuple[str, ...]] = {
    "ChatId": ("Integer", "String"),
    "ButtonOrText": ("String", "KeyboardButton"),
    "OptionOrText": ("String", "InputPollOption"),
}

PREFIXES = {
    "InlineKeyboardButton": "Can't parse inline keyboard button: ",
    "KeyboardButton": "Can't parse keyboard button: ",
    "ChatPermissions": "Can't parse chat permissions: ",
    "MenuButton": "Can't parse menu button: ",
} | {
    name: f"Can't parse {name}: "
    for name in (
        "MessageEntity", "InputMedia", "BotCommand", "BotCommandScope", "ReactionType",
        "InputPollOption", "InputPollMedia",
    )
}  # fmt: skip
"""What stands before the reason when an object of that name is refused."""

NOT_AN_OBJECT = {
    "InlineKeyboardButton": "InlineKeyboardButton must be an Object",
    "KeyboardButton": "KeyboardButton must be a String or an Object",
    "BotCommandScope": "BotCommandScope must be an Object",
    "MenuButton": "MenuButton must be an Object",
    "ReplyMarkup": "Object expected as reply markup",
    "InlineKeyboardMarkup": "Object expected as reply markup",
    "ReplyParameters": "Object expected as reply parameters",
    "LinkPreviewOptions": "Object expected as link preview options",
    "ChatPermissions": "Object expected as permissions",
    "SuggestedPostParameters": "Object expected as suggested post parameters",
}
MISSING = {"inline_keyboard": "Inline keyboard expected"}
NO_SUCH_TYPE = {
    "ReactionType": "invalid reaction type specified",
    "InputMedia": "Type of the InputMedia is invalid",
}
NOT_AN_ARRAY = {
    "allowed_updates": "Expected an Array of String as allowed_updates",
    "correct_option_ids": "Expected an Array of correct option identifiers",
    "message_ids": "Expected an Array of message identifiers",
    "options": "Expected an Array of String as options",
    "inline_keyboard": 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    "keyboard": 'Field "keyboard" must be an Array of Arrays',
}

Fields = dict[str, tuple[str, bool]]
"""A field's kind by its name, and whether it must be there."""

_FIELD = re.compile(r"(?P<name>\w+)(?P<must>!?):?(?P<kind>\[*\w+\]*)")


class ShapeError(ValueError):
    """A value is not of its kind; the message is Telegram's."""


def _objects() -> Iterator[tuple[str, Fields]]:
    for line in OBJECTS_TABLE.strip().splitlines():
        name, *rest = line.split()
        found = filter(None, map(_FIELD.fullmatch, rest))
        fields = {field["name"]: (field["kind"], bool(field["must"])) for field in found}
        yield name, fields


OBJECTS: dict[str, Fields] = dict(_objects())
OBJECTS["ReplyMarkup"]["keyboard"] = ("[[ButtonOrText]]", False)
TYPED = {name.partition("/")[0] for name in OBJECTS if "/" in name}


def _is_number(value: Value) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole or (isinstance(value, float) and math.isfinite(value))


def _is_integer(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= BIGGEST


SCALARS: dict[str, tuple[Callable[[Value], bool], str]] = {
    "String": (lambda value: isinstance(value, str), "must be of type String"),
    "Boolean": (lambda value: isinstance(value, bool), "must be of type Boolean"),
    "True": (lambda value: value is True, "must be of type Boolean"),
    "Integer": (_is_integer, "must be of type Number"),
    "Float": (_is_number, "must be of type Number"),
}


def check(value: Value, kind: str, name: str) -> None:
    """Let a value pass that is of that kind. Raises ShapeError; `name` is its field or parameter."""
    if scalar := SCALARS.get(kind):
        if not scalar[0](value):
            raise ShapeError(f'Field "{name}" {scalar[1]}')
    elif kind.startswith("["):
        _check_array(value, kind[1:-1], name)
    elif kind in UNIONS:
        _check_union(value, UNIONS[kind], name)
    else:
        _check_object(value, kind)


def _check_array(value: Value, kind: str, name: str) -> None:
    rows = kind.startswith("[")
    if not isinstance(value, list) or (rows and not all(isinstance(row, list) for row in value)):
        raise ShapeError(NOT_AN_ARRAY.get(name) or f"Expected an Array of {kind}")
    for one in value:
        check(one, kind, name)


def _check_union(value: Value, kinds: tuple[str, ...], name: str) -> None:
    simple = [kind for kind in kinds if kind in SCALARS]
    if any(SCALARS[kind][0](value) for kind in simple):
        return
    check(value, next(iter(set(kinds) - set(simple)), simple[-1]), name)


def _check_object(value: Value, kind: str) -> None:
    try:
        _check_fields(value, kind)
    except ShapeError as error:
        whole = str(error).startswith("Object expected as ")
        raise ShapeError(f"{'' if whole else PREFIXES.get(kind, '')}{error}") from None


def _check_fields(value: Value, kind: str) -> None:
    if not isinstance(value, dict):
        raise ShapeError(NOT_AN_OBJECT.get(kind, "expected an Object"))
    fields = _typed(value, kind) if kind in TYPED else OBJECTS[kind]
    for name, given in value.items():
        if given is not None and name in fields:
            check(given, fields[name][0], name)
    for name, (_, must) in fields.items():
        if must and value.get(name) is None:
            raise ShapeError(MISSING.get(name) or f'Can\'t find field "{name}"')


def _typed(value: dict[str, Value], kind: str) -> Fields:
    if "type" not in value:
        raise ShapeError('Can\'t find field "type"')
    fields = OBJECTS.get(f"{kind}/{value['type']}")
    if fields is None and kind == "InputPollMedia":
        fields = OBJECTS.get(f"InputMedia/{value['type']}")
    if fields is None:
        raise ShapeError(NO_SUCH_TYPE.get(kind, "Unsupported type specified"))
    return fields
