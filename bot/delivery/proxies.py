"""A proxy's failures, told as the Bot API's own network errors."""

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

PROXY_AWAY = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
"""aiohttp_socks raises them in place of aiohttp's errors, and aiogram lets them through."""


class Proxies(BaseRequestMiddleware):
    """Whoever retries when the network fails retries when the proxy does."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except PROXY_AWAY as error:
            words = f"{type(error).__name__}: {error}"
            raise TelegramNetworkError(method=method, message=words) from error
