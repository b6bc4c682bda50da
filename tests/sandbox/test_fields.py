"""What a method makes of the single fields it is given: implied, kept or refused, as at Telegram."""

from tests.sandbox.support import BOT, MOTHER, SUPERGROUP, WORKER, Box, Json

MEDIA = frozenset({
    "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes",
})  # fmt: skip
USUAL = MEDIA | {
    "can_send_messages", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews",
    "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
}  # fmt: skip
WRITING = frozenset({"can_send_messages", "can_react_to_messages"})
PINNING = frozenset({"can_pin_messages", "can_manage_topics", "can_edit_tag"})


async def promote(box: Box) -> None:
    await box.post("members", chat=SUPERGROUP, user=BOT, status="creator", by=WORKER)
    await box.updates()


async def permitted(box: Box, given: Json, **more: bool) -> set[str]:
    await box.bot("setChatPermissions", chat_id=SUPERGROUP, permissions=given, **more)
    chat = await box.bot("getChat", chat_id=SUPERGROUP)
    return {name for name, value in chat["permissions"].items() if value}


async def test_permissions_imply_others(box: Box) -> None:
    """Unless the bot says that each stands for itself; some that are left out follow others."""
    await promote(box)
    stickers, polls = {"can_send_other_messages": True}, {"can_send_polls": True}

    assert await permitted(box, stickers) == {*stickers, *MEDIA, "can_send_messages"}
    assert await permitted(box, stickers, use_independent_chat_permissions=True) == {*stickers}
    assert await permitted(box, polls) == {*polls, "can_send_messages"}
    assert await permitted(box, polls, use_independent_chat_permissions=True) == {*polls}
    assert await permitted(box, {"can_send_messages": True}) == WRITING
    assert await permitted(box, {"can_pin_messages": True}) == PINNING
    assert await permitted(box, {"can_pin_messages": True, "can_edit_tag": False}) < PINNING
    assert await permitted(box, {"can_send_photos": True}) == {"can_send_photos"}


async def test_the_usual_permissions_lift_a_restriction(box: Box) -> None:
    """Who may do all that a client lets a bot name is a plain member again."""
    await promote(box)
    about = {"chat_id": SUPERGROUP, "user_id": MOTHER}
    await box.bot("restrictChatMember", **about, permissions={})

    await box.bot("restrictChatMember", **about, permissions=dict.fromkeys(USUAL, True))

    assert (await box.bot("getChatMember", **about))["status"] == "member"


async def test_any_right_lets_manage_the_chat(box: Box) -> None:
    await promote(box)
    about = {"chat_id": SUPERGROUP, "user_id": MOTHER}

    await box.bot("promoteChatMember", **about, can_pin_messages=True)

    admin = await box.bot("getChatMember", **about)
    rights = {name for name, value in admin.items() if name.startswith("can_") and value}
    assert rights == {"can_pin_messages", "can_manage_chat"}
