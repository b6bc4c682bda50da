"""aiogram's models are built one by one, and are what aiogram says they are."""

import subprocess
import sys

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


def test_every_model_can_be_built() -> None:
    """No name in an annotation is unknown when what we read or send is used for the first time."""
    models = [types.Update, *(getattr(methods, name) for name in methods.__all__)]
    assert len(models) > 100
    built = {
        model.__name__: model.model_rebuild()
        for model in models
        if isinstance(model, type) and issubclass(model, BaseModel)
    }
    assert [name for name, is_complete in built.items() if is_complete is False] == []
