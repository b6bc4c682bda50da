"""Photos, voices and documents: up in both forms, by id again, and down."""

import aiohttp

from tests.sandbox.support import GROUP, MOTHER, NEIGHBOUR, SUPERGROUP, TOKEN, Box, png


async def _fetched(box: Box, file_id: str) -> bytes:
    path = (await box.bot("getFile", file_id=file_id))["file_path"]
    async with box.http.get(f"/file/bot{TOKEN}/{path}") as answer:
        return await answer.read()


async def test_both_upload_forms_give_the_same_photo(box: Box) -> None:
    """A part may be attached under any name or bear the name of the field."""
    picture = png(1000, 500)
    direct = await box.upload("sendPhoto", {"photo": picture}, chat_id=SUPERGROUP)
    attached = await box.upload(
        "sendPhoto", {"x7": picture}, chat_id=SUPERGROUP, photo="attach://x7"
    )

    for answer in (direct, attached):
        sizes = answer["result"]["photo"]
        assert [(size["width"], size["height"]) for size in sizes] == [
            (90, 45),
            (320, 160),
            (1000, 500),
        ]
        assert await _fetched(box, sizes[-1]["file_id"]) == picture


async def test_a_file_id_sends_it_again(box: Box) -> None:
    """What was uploaded once can be sent by any of its ids."""
    sent = (await box.upload("sendPhoto", {"photo": png()}, chat_id=SUPERGROUP))["result"]

    again = await box.bot("sendPhoto", chat_id=GROUP, photo=sent["photo"][-1]["file_id"])

    assert again["photo"] == sent["photo"]


async def test_a_persons_photo_reaches_the_bot(box: Box) -> None:
    """With caption, and readable on both sides."""
    picture = png()
    written = await box.send("photo", picture, caption="娃儿")

    heard = (await box.updates())[0]["message"]
    file_id = heard["photo"][-1]["file_id"]
    async with box.http.get(f"/client/files/{file_id}") as answer:
        seen = await answer.read()
    assert written["caption"] == heard["caption"] == "娃儿"
    assert seen == await _fetched(box, file_id) == picture


async def test_a_persons_voice_reaches_the_bot(box: Box) -> None:
    """With its length and type; copies and forwards carry the same file."""
    written = await box.send("voice", b"OggS", "audio/ogg", duration=4)

    heard = (await box.updates())[0]["message"]
    where = {"from_chat_id": SUPERGROUP, "message_id": heard["message_id"]}
    forwarded = await box.bot("forwardMessage", chat_id=GROUP, **where)
    await box.bot("copyMessage", chat_id=GROUP, caption="妈妈说的", **where)
    copied = (await box.history(chat=GROUP))[-1]
    voice = heard["voice"]
    assert voice.keys() == {"file_id", "file_unique_id", "file_size", "duration", "mime_type"}
    assert (voice["duration"], voice["mime_type"]) == (4, "audio/ogg")
    assert written["voice"] == forwarded["voice"] == copied["voice"] == voice
    assert copied["caption"] == "妈妈说的"
    assert await _fetched(box, voice["file_id"]) == b"OggS"


async def test_a_persons_place_reaches_the_bot(box: Box) -> None:
    """Copies and forwards carry it."""
    place = {"latitude": 30.8015, "longitude": 103.851}
    await box.post("messages", person=MOTHER, chat=SUPERGROUP, location=place)

    heard = (await box.updates())[0]["message"]
    where = {"from_chat_id": SUPERGROUP, "message_id": heard["message_id"]}
    forwarded = await box.bot("forwardMessage", chat_id=GROUP, **where)
    await box.bot("copyMessage", chat_id=GROUP, **where)
    copied = (await box.history(chat=GROUP))[-1]
    assert heard["location"] == forwarded["location"] == copied["location"] == place


async def test_an_album_is_messages_of_one_group(box: Box) -> None:
    """Each an update of its own; one that is copied or forwarded alone is of no album."""
    first = await box.send("photo", album="1", caption="娃儿")
    second = await box.send("photo", album="1")
    other = await box.send("photo", album="2")

    heard = [update["message"] for update in await box.updates()]
    where = {"from_chat_id": SUPERGROUP, "message_id": first["message_id"]}
    forwarded = await box.bot("forwardMessage", chat_id=GROUP, **where)
    await box.bot("copyMessage", chat_id=GROUP, **where)
    copied = (await box.history(chat=GROUP))[-1]
    assert [message["message_id"] for message in heard] == [
        message["message_id"] for message in (first, second, other)
    ]
    assert heard[0]["media_group_id"] == heard[1]["media_group_id"]
    assert heard[2]["media_group_id"] != heard[0]["media_group_id"]
    assert [message.get("caption") for message in heard] == ["娃儿", None, None]
    assert forwarded["photo"] == copied["photo"] == heard[0]["photo"]
    assert "media_group_id" not in forwarded | copied


async def test_what_is_no_album(box: Box) -> None:
    """Of one kind, ten at most, of somebody's own."""
    theirs = await box.send("photo", album="1", person=NEIGHBOUR)
    mine = [await box.send("photo", album="1") for _ in range(10)]
    eleventh, _ = await box.try_send("photo", album="1")
    await box.send("document", album="2")
    mixed, _ = await box.try_send("photo", album="2")
    voice, _ = await box.try_send("voice", album="3")

    assert theirs["media_group_id"] not in {message["media_group_id"] for message in mine}
    assert (eleventh, mixed, voice) == (400, 400, 400)


async def test_an_answer_carries_what_it_answers(box: Box) -> None:
    """A command may answer somebody's photo; the bot is told of all of it."""
    photo = await box.send("photo", caption="3号楼的灯", person=NEIGHBOUR)
    await box.write(MOTHER, "/report", reply_to=photo["message_id"])

    heard = [update["message"] for update in await box.updates()]
    answered = heard[1]["reply_to_message"]
    assert heard[1]["entities"] == [{"type": "bot_command", "offset": 0, "length": 7}]
    assert answered == heard[0]
    assert (answered["photo"], answered["from"]["id"]) == (photo["photo"], NEIGHBOUR)


async def test_voices_and_documents(box: Box) -> None:
    """They keep name, type and length."""
    voice = await box.upload("sendVoice", {"voice": b"ogg"}, chat_id=SUPERGROUP, duration=3)
    document = await box.upload("sendDocument", {"document": b"csv"}, chat_id=SUPERGROUP)

    assert voice["result"]["voice"]["duration"] == 3
    assert document["result"]["document"]["file_name"] == "document.png"


async def test_a_page_can_be_sent_but_never_runs(box: Box) -> None:
    """What is no picture or sound is handed to people's browsers as mere bytes."""
    form = aiohttp.FormData({"person": str(MOTHER), "chat": str(SUPERGROUP)})
    form.add_field("document", b"<script>", filename="x.html", content_type="text/html; charset=x")
    async with box.http.post("/client/messages", data=form) as answer:
        document = (await answer.json())["document"]

    async with box.http.get(f"/client/files/{document['file_id']}") as answer:
        assert answer.content_type == "application/octet-stream"
    assert (document["mime_type"], document["file_name"]) == ("text/html", "x.html")


async def test_what_is_refused(box: Box) -> None:
    """What is no picture, too big, unknown or of another kind, in Telegram's words."""
    text = await box.upload("sendPhoto", {"photo": b"no picture"}, chat_id=SUPERGROUP)
    thin = await box.upload("sendPhoto", {"photo": png(2100, 100)}, chat_id=SUPERGROUP)
    unknown = await box.refused("sendPhoto", chat_id=SUPERGROUP, photo="AgACx")
    missing = await box.refused("sendPhoto", chat_id=SUPERGROUP)
    outside = await box.refused("sendPhoto", chat_id=SUPERGROUP, photo="https://example.com/x.png")
    voice = await box.upload("sendVoice", {"voice": b"ogg"}, chat_id=SUPERGROUP)
    voice_id = voice["result"]["voice"]["file_id"]
    other = await box.refused("sendPhoto", chat_id=SUPERGROUP, photo=voice_id)
    fetched = await box.refused("getFile", file_id="AgACx")

    assert text["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    assert thin["description"] == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert unknown == "Bad Request: wrong file identifier/HTTP URL specified"
    assert missing == "Bad Request: there is no photo in the request"
    assert outside == "Bad Request: failed to get HTTP URL content"
    assert other == "Bad Request: can't use file of type Voice as Photo"
    assert fetched == "Bad Request: invalid file_id"
