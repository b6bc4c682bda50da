"""What a method makes of the single fields it is given: implied, kept or refused, as at Telegram."""

import pytest

from bot.sandbox.methods import sending
from tests.sandbox.support import (
    BOT,
    GROUP,
    MOTHER,
    SUPERGROUP,
    WORKER,
    Box,
    Json,
    keyboard,
    png,
)

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


BUTTONS: dict[str, tuple[Json, str]] = {
    "a script": ({"url": "javascript:alert(1)"}, "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong port number specified in the URL"),
    "files": ({"url": "ftp://x.cn"}, "inline keyboard button URL 'ftp://x.cn' is invalid: Unsupported URL protocol"),
    "nowhere": ({"url": "https://"}, "inline keyboard button URL 'https://' is invalid: URL host is empty"),
    "blanks": ({"url": "https://a b.cn"}, "inline keyboard button URL 'https://a b.cn' is invalid: Disallowed character in URL host"),
    "a bare name": ({"url": "http://localhost"}, "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL"),
    "a port": ({"url": "x.cn:99999"}, "inline keyboard button URL 'x.cn:99999' is invalid: Wrong port number specified in the URL"),
    "a percent sign": ({"url": "x%2.cn"}, "inline keyboard button URL 'x%2.cn' is invalid: Wrong percent-encoded symbol in URL host"),
    "a dot": ({"url": "http://."}, "inline keyboard button URL 'http://.' is invalid: Host is invalid"),
    "no IPv6": ({"url": "http://[x]"}, "inline keyboard button URL 'http://[x]' is invalid: Wrong IPv6 address specified in the URL"),
    "half Telegram": ({"url": "tg:https://x"}, "inline keyboard button URL 'tg:https://x' is invalid: Wrong tg URL"),
    "not Telegram": ({"url": "tg://a.b"}, "inline keyboard button URL 'tg://a.b' is invalid: Unallowed characters in URL host"),
    "an open app": ({"web_app": {"url": "http://x.cn"}}, "inline keyboard button Web App URL 'http://x.cn' is invalid: Only HTTPS links are allowed"),
    "an open login": ({"login_url": {"url": "tg://login"}}, "inline keyboard button login URL 'tg://login' is invalid: Only HTTPS links are allowed"),
    "somebody's login": ({"login_url": {"url": "tg://user?id=1"}}, "link to a user can't be used in login URL buttons"),
    "an app in a group": ({"web_app": {"url": "https://x.cn"}}, "BUTTON_TYPE_INVALID"),
    "money": ({"pay": True}, "BUTTON_TYPE_INVALID"),
    "a game": ({"callback_game": {}}, "BUTTON_TYPE_INVALID"),
    "nothing to copy": ({"copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
    "too much to copy": ({"copy_text": {"text": "啊" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
}  # fmt: skip


@pytest.mark.parametrize("why", BUTTONS)
async def test_buttons_that_are_refused(box: Box, why: str) -> None:
    """Addresses that lead nowhere, and what only other messages may carry."""
    button, words = BUTTONS[why]

    markup = keyboard({"text": "x"} | button)

    refused = await box.refused("sendMessage", chat_id=SUPERGROUP, text="x", reply_markup=markup)
    assert refused == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("HTTPS://X.cn", "https://x.cn/"),
        ("x.cn?a=b", "http://x.cn/?a=b"),
        ("https://me@x.cn:0443/a b ", "https://me@x.cn:443/a%20b"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("https://电影.cn/%", "https://电影.cn/%"),
        ("tg:resolve?domain=x", "tg://resolve?domain=x"),
        ("ton://transfer/x", "ton://transfer/x"),
        ("tg:user?id=5", "tg://user?id=5"),
    ],
)
async def test_addresses_are_put_into_order(box: Box, given: str, kept: str) -> None:
    markup = keyboard({"text": "x", "url": given})

    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text="x", reply_markup=markup)

    assert sent["reply_markup"]["inline_keyboard"][0][0]["url"] == kept


async def test_an_app_opens_in_private(box: Box) -> None:
    await box.post("starts", person=MOTHER, bot=BOT)
    button = {"text": "x", "web_app": {"url": "https://x.cn/a"}}

    sent = await box.bot("sendMessage", chat_id=MOTHER, text="x", reply_markup=keyboard(button))

    assert sent["reply_markup"] == keyboard(button)


@pytest.mark.parametrize("url", ["http://", "https:// x.cn", "javascript:x", "ftp://x.cn", "tel:1"])
async def test_a_link_that_leads_nowhere_is_none(box: Box, url: str) -> None:
    text = f'<a href="{url}">x</a>'

    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text=text, parse_mode="HTML")

    assert (sent["text"], sent.get("entities")) == ("x", None)


async def test_a_given_link_is_checked_too(box: Box) -> None:
    """It leads somewhere or is refused; one to a person is a mention."""
    link = {"type": "text_link", "offset": 0, "length": 1}
    asked = {"chat_id": SUPERGROUP, "text": "x"}

    page = await box.bot("sendMessage", **asked, entities=[link | {"url": "X.cn"}])
    person = await box.bot("sendMessage", **asked, entities=[link | {"url": f"tg://user?id={MOTHER}"}])  # fmt: skip
    refused = await box.refused("sendMessage", **asked, entities=[link | {"url": "ftp://x.cn"}])

    assert page["entities"] == [link | {"url": "http://x.cn/"}]
    assert [entity["type"] for entity in person["entities"]] == ["text_mention"]
    assert person["entities"][0]["user"]["id"] == MOTHER
    assert refused == "Bad Request: entity URL 'ftp://x.cn' is invalid: Unsupported URL protocol"


ASK = {"chat_id": SUPERGROUP, "question": "几点开会？", "options": ["七点", "八点", "九点"]}


async def vote(box: Box, message: Json, *options: int) -> None:
    where = {"person": MOTHER, "chat": SUPERGROUP, "message_id": message["message_id"]}
    await box.post("votes", options=list(options), **where)


async def test_a_quiz_with_one_solution_names_it_alone_too(box: Box) -> None:
    """As it did when no quiz had two."""
    one = await box.bot("sendPoll", **ASK, type="quiz", correct_option_ids=[1, 1])
    two = await box.bot("sendPoll", **ASK, type="quiz", correct_option_ids=[2, 1])

    assert (one["poll"]["correct_option_id"], one["poll"]["correct_option_ids"]) == (1, [1])
    assert two["poll"]["correct_option_ids"] == [1, 2]
    assert "correct_option_id" not in two["poll"]


@pytest.mark.parametrize("given", ["open_period", "close_date"])
async def test_a_polls_end_is_told_twice(box: Box, given: str) -> None:
    """How long it is open, and until when; a copy is open as long, from its own beginning."""
    now = int(box.clock.now())
    end = {"open_period": 600, "close_date": now + 600}
    sent = await box.bot("sendPoll", **ASK, **{given: end[given]})
    await box.post("clock", advance=60)
    source = {"from_chat_id": SUPERGROUP, "message_id": sent["message_id"]}
    await box.bot("copyMessage", chat_id=SUPERGROUP, **source)

    polls = [message["poll"] for message in (await box.history())[-2:]]

    assert [poll["open_period"] for poll in polls] == [600, 600]
    assert [poll["close_date"] for poll in polls] == [now + 600, now + 660]


async def test_a_poll_closed_from_the_start_has_no_end(box: Box) -> None:
    sent = await box.bot("sendPoll", **ASK, open_period=600, is_closed=True)

    assert sent["poll"]["is_closed"]
    assert not sent["poll"].keys() & {"open_period", "close_date"}


async def test_questions_and_options_keep_emoji_only(box: Box) -> None:
    """All else is plain there."""
    text = '<b>x</b> <tg-emoji emoji-id="5">👍</tg-emoji> https://x.cn'
    option = {"text": text, "text_parse_mode": "HTML"}
    asked = ASK | {"question": text, "question_parse_mode": "HTML", "options": [option]}

    poll = (await box.bot("sendPoll", **asked))["poll"]

    emoji = [{"type": "custom_emoji", "offset": 2, "length": 2, "custom_emoji_id": "5"}]
    assert poll["question_entities"] == poll["options"][0]["text_entities"] == emoji


async def test_the_same_vote_again_is_no_news(box: Box) -> None:
    """Nor is it to take back what was never given."""
    more = {"is_anonymous": False, "allows_multiple_answers": True}
    sent = await box.bot("sendPoll", **ASK, **more)

    await vote(box, sent)
    await vote(box, sent, 2, 0)
    await vote(box, sent, 0, 2)

    assert [[*update][1] for update in await box.updates()] == ["poll", "poll_answer"]


async def test_a_poll_waits_for_its_end_once(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it changes."""
    waiting: list[object] = []
    monkeypatch.setattr(box.sandbox.world.deadlines, "put_nowait", waiting.append)

    sent = await box.bot("sendPoll", **ASK, open_period=600)
    for option in range(3):
        await vote(box, sent, option)

    assert len(waiting) == 1


SHOWN = ("has_media_spoiler", "show_caption_above_media")


async def album(box: Box, *parts: Json) -> Json:
    media = [part | {"media": f"attach://f{place}"} for place, part in enumerate(parts)]
    files = {f"f{place}": png() for place in range(len(parts))}
    return await box.upload("sendMediaGroup", files, chat_id=SUPERGROUP, media=media)


PHOTO = {"type": "photo", "caption": "门口", "show_caption_above_media": True}


@pytest.mark.parametrize("method", ["copyMessages", "forwardMessages"])
async def test_albums_stay_together_elsewhere(box: Box, method: str) -> None:
    """Under a new id; who comes without the others is alone."""
    ours = (await album(box, PHOTO, PHOTO))["result"]
    other = (await album(box, PHOTO, PHOTO))["result"][0]
    numbers = [message["message_id"] for message in (*ours, other)]

    await box.bot(method, chat_id=GROUP, from_chat_id=SUPERGROUP, message_ids=numbers)

    first, second, alone = (await box.history(chat=GROUP))[-3:]
    assert first["media_group_id"] == second["media_group_id"] != ours[0]["media_group_id"]
    assert "media_group_id" not in alone


@pytest.mark.parametrize("method", ["copyMessage", "forwardMessage"])
async def test_what_is_hidden_stays_hidden_elsewhere(box: Box, method: str) -> None:
    """A spoiler and the caption's place go along, unless a copy has its own caption."""
    marks = dict.fromkeys(("has_spoiler", "show_caption_above_media"), True)
    sent = (await box.upload("sendPhoto", {"photo": png()}, chat_id=GROUP, caption="x", **marks))["result"]  # fmt: skip
    source = {"from_chat_id": GROUP, "message_id": sent["message_id"]}

    await box.bot(method, chat_id=SUPERGROUP, **source)
    await box.bot("copyMessage", chat_id=SUPERGROUP, **source, caption="y")
    await box.bot("copyMessages", chat_id=SUPERGROUP, from_chat_id=GROUP, message_ids=[sent["message_id"]], remove_caption=True)  # fmt: skip

    seen = [[name for name in SHOWN if name in one] for one in (await box.history())[-3:]]
    assert seen == [[*SHOWN], ["has_media_spoiler"], ["has_media_spoiler"]]


async def test_how_media_are_shown_is_part_of_them(box: Box) -> None:
    """In albums and in edits, which may also take it back."""
    first, second = (await album(box, PHOTO | {"has_spoiler": True}, PHOTO))["result"]
    where = {"chat_id": SUPERGROUP, "message_id": first["message_id"]}
    media = {"type": "photo", "media": second["photo"][0]["file_id"]}

    plain = await box.bot("editMessageMedia", **where, media=media)
    hidden = await box.bot("editMessageMedia", **where, media=media | {"has_spoiler": True})
    above = await box.bot("editMessageCaption", **where, caption="x", show_caption_above_media=True)
    below = await box.bot("editMessageCaption", **where, caption="x")

    seen = [[name for name in SHOWN if name in one] for one in (first, second, plain, hidden, above, below)]  # fmt: skip
    assert seen == [[*SHOWN], [SHOWN[1]], [], [SHOWN[0]], [*SHOWN], [SHOWN[0]]]


async def test_parts_of_an_album_stay_of_their_kind(box: Box) -> None:
    photo, _ = (await album(box, PHOTO, PHOTO))["result"]
    document, _ = (await album(box, {"type": "document"}, {"type": "document"}))["result"]
    files = {"photo": photo["photo"][0]["file_id"], "document": document["document"]["file_id"]}

    for message, kind in ((photo, "document"), (document, "photo")):
        where = {"chat_id": SUPERGROUP, "message_id": message["message_id"]}
        media = {"type": kind, "media": files[kind]}
        refused = await box.refused("editMessageMedia", **where, media=media)
        assert refused == "Bad Request: can't change media type in the album"

    mixed = await album(box, PHOTO, {"type": "photo"})
    words = "parameter show_caption_above_media must be the same for all messages"
    assert mixed["description"] == f"Bad Request: {words}"


HERE = {"chat_id": SUPERGROUP, "latitude": 30.5, "longitude": 104.0}
LIVE = {"live_period": 60, "heading": 360, "proximity_alert_radius": 100_000}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"horizontal_accuracy": 64.5}, {"horizontal_accuracy": 65.0}),
        ({"horizontal_accuracy": 1501}, {"horizontal_accuracy": 1500.0}),
        ({"horizontal_accuracy": -1}, {}),
        (LIVE, LIVE),
        ({"live_period": 0x7FFFFFFF, "heading": 0}, {"live_period": 0x7FFFFFFF}),
        ({"heading": 90, "proximity_alert_radius": 5}, {}),
    ],
)
async def test_what_a_place_says_of_itself(box: Box, given: Json, kept: Json) -> None:
    """How exact it is, in whole metres, and how it moves if it is live."""
    sent = await box.bot("sendLocation", **HERE, **given)

    assert sent["location"] == {"latitude": 30.5, "longitude": 104.0} | kept


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"live_period": 59}, "wrong live location period specified"),
        ({"live_period": 86_401}, "wrong live location period specified"),
        ({"live_period": 60, "heading": 361}, "wrong live location heading specified"),
        ({"live_period": 60, "heading": -1}, "wrong live location heading specified"),
        ({"proximity_alert_radius": 100_001}, "wrong live location proximity alert radius specified"),
        ({"proximity_alert_radius": -1}, "wrong live location proximity alert radius specified"),
        ({"business_connection_id": "x"}, "business connection not found"),
    ],
)  # fmt: skip
async def test_what_no_place_is(box: Box, given: Json, words: str) -> None:
    assert await box.refused("sendLocation", **HERE, **given) == f"Bad Request: {words}"


@pytest.mark.parametrize("kind", ["Document", "Voice"])
async def test_a_file_has_a_greatest_size(
    box: Box, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """50 MB, of which the test takes fewer; a photo has its own."""
    monkeypatch.setattr(sending, "FILE_BYTES", 10)
    parts = {kind.lower(): b"x" * 10}

    fits = await box.upload(f"send{kind}", parts, chat_id=SUPERGROUP)
    parts[kind.lower()] += b"x"
    refused = await box.upload(f"send{kind}", parts, chat_id=SUPERGROUP)

    assert fits["ok"]
    assert refused == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
