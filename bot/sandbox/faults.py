"""What goes wrong on purpose: a list of faults to come, each counted down as it strikes."""

from dataclasses import asdict, dataclass, replace

from bot.sandbox.errors import Refusal
from bot.sandbox.model import Json

KINDS = (
    "429", "400", "403", "migrate", "500", "502html", "drop_before", "drop_after", "delay", "late", "reorder", "poison", "redeliver",
)  # fmt: skip
ON_POLLING = frozenset({"poison", "redeliver"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault for the next `times` calls that fit; without method or chat, for any."""

    kind: str
    times: int = 1
    method: str = ""
    chat: int = 0
    retry_after: int = 5
    seconds: float = 1.0
    description: str = ""

    def fits(self, method: str, chat: str) -> bool:
        """Whether a call is struck; polling only by its own faults or by name."""
        if self.method:
            return self.method.lower() == method and (not self.chat or str(self.chat) == chat)
        if self.kind in ON_POLLING:
            return method == "getupdates"
        return method != "getupdates" and (not self.chat or str(self.chat) == chat)


def read(body: Json) -> Fault:
    """Return the fault that a person or a test asked for. Raises Refusal."""
    known = {name: body[name] for name in Fault.__slots__ if name in body}
    if str(known.get("kind")) not in KINDS:
        raise Refusal(400, f"kind must be one of {', '.join(KINDS)}")
    whole = ("times", "chat", "retry_after")
    if not all(type(known.get(name, 1)) is int for name in whole):
        raise Refusal(400, "times, chat and retry_after must be whole numbers")
    if known.get("times", 1) < 1 or known.get("retry_after", 1) < 1:
        raise Refusal(400, "times and retry_after must be at least 1")
    if not isinstance(seconds := known.get("seconds", 1), int | float) or not 0 <= seconds < 1e6:
        raise Refusal(400, "seconds must be a number, and not below 0")
    if not all(isinstance(known.get(name, ""), str) for name in ("method", "description")):
        raise Refusal(400, "method and description must be strings")
    return Fault(**known)


class Faults:
    """The faults to come, first asked first served."""

    def __init__(self) -> None:
        self.coming: list[Fault] = []

    def rows(self) -> list[Json]:
        """Return them as JSON."""
        return [asdict(fault) for fault in self.coming]

    def take(self, method: str, chat: str) -> Fault | None:
        """Return the fault that strikes this call and count it down."""
        for place, fault in enumerate(self.coming):
            if fault.fits(method, chat):
                left = replace(fault, times=fault.times - 1)
                self.coming[place : place + 1] = [left] if left.times > 0 else []
                return fault
        return None
