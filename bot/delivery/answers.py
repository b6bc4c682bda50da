"""Keeps the models of Telegram's answers alive."""

from functools import cache
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType


class KeptModels(BaseRequestMiddleware):
    """Holds on to the model of each kind of answer.

    aiogram asks pydantic for it anew with every request; pydantic forgets what nobody holds, and
    building one again takes milliseconds.
    """

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        _model(method.__returning__)
        return await make_request(bot, method)


@cache
def _model(answer: Any) -> Any:  # noqa: ANN401 - types as values
    return Response[answer]
