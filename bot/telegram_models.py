"""aiogram's models, each built when it is first needed.

`import aiogram` has pydantic build every type and method of the Bot API: seconds, and a hundred
megabytes, of which a bot uses the tenth part (docs/decisions/0008).
"""

import sys
from typing import Any

from pydantic import BaseModel


def load_aiogram() -> None:
    """Import aiogram without its models; to be called before anybody else imports it."""
    if "aiogram" in sys.modules:
        return
    names: dict[str, Any] = {}
    build = BaseModel.__dict__["model_rebuild"].__func__

    def remember(model: type[BaseModel], **how: Any) -> bool | None:  # noqa: ANN401 - as pydantic has it
        """Keep what aiogram says of the names in its annotations, which is all that pydantic lacks."""
        if "_types_namespace" not in how:
            return build(model, **how)  # type: ignore[no-any-return] # pydantic's answer
        names.update(how["_types_namespace"])
        return None

    def build_now(model: type[BaseModel], **how: Any) -> bool | None:  # noqa: ANN401 - the same
        return build(model, **how | {"_types_namespace": names})  # type: ignore[no-any-return] # the same

    _replace(BaseModel, remember)
    try:
        from aiogram.client.context_controller import BotContextController  # noqa: PLC0415 - now
        from aiogram.methods import Response  # noqa: PLC0415 - now
    finally:
        _replace(BaseModel, build)
    for base in (BotContextController, Response):
        _replace(base, build_now)


def _replace(model: type[BaseModel], rebuild: Any) -> None:  # noqa: ANN401 - a function
    """Let pydantic, and the model's first use, call this to build it."""
    model.model_rebuild = classmethod(rebuild)  # type: ignore[method-assign, assignment] # that is the point
