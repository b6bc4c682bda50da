"""aiogram's models are built one by one, and are what aiogram says they are."""

import subprocess
import sys

import pytest
from aiogram import methods, types
from pydantic import BaseModel

PROGRAM = """
from bot.telegram_models import load_aiogram
load_aiogram()
load_aiogram()
from aiogram.types import Message, Update
from aiogram.methods import GetUpdates, Response
answer = Response[list[Update]].model_validate({
    "ok": True, "result": [{"update_id": 1, "message": {
        "message_id": 2, "date": 3, "text": "b", "chat": {"id": 4, "type": "private"},
        "reply_to_message": {
            "message_id": 1, "date": 2, "text": "a", "chat": {"id": 4, "type": "private"}}}}]})
print(answer.result[0].message.reply_to_message.text, GetUpdates(offset=3).offset)
print(Message.__pydantic_complete__)
"""


def test_an_answer_is_read_all_the_same() -> None:
    """A model that another one holds is no reason to build it alone."""
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["a", "3", "False"]


@pytest.mark.parametrize("room", [types, methods])
def test_every_model_can_be_built(room: object) -> None:
    """No name in an annotation is unknown when its model is used for the first time."""
    models = [
        value
        for name in room.__all__  # type: ignore[attr-defined] # a module that names what it gives
        if isinstance(value := getattr(room, name), type) and issubclass(value, BaseModel)
    ]
    assert len(models) > 100
    assert [model.__name__ for model in models if model.model_rebuild() is False] == []
