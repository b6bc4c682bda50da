"""`/mydata`: everything that is stored of whoever asks, in private and to nobody else."""

from aiogram.filters import Command
from aiogram.types import Message

from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import own_data
from bot.services.unit import Read
from bot.views import own_data as views

routes = Routes("own_data")


@routes.message(Command("mydata"))
async def my_data(message: Message, read: Read, voice: Voice) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    async with read() as session:
        found = await own_data.gather(session, writer)
    reader = await voice.reader(writer.id)
    if not await voice.hand(writer.id, views.own_data(found, reader)):
        await voice.tell(message, *views.own_pages(found, reader))
