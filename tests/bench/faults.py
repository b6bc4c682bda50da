"""What goes wrong in a faulty run: the same for every sender, drawn from a seed."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from bot.sandbox.model import Json

SEED = 5
FLOODED, KICKED, MIGRATED, BROKEN = 0.01, 0.01, 0.01, 0.005
"""Shares of the groups."""
WAYS_TO_BREAK = ("500", "502html", "drop_before", "drop_after")
FOR_EVER = 1_000_000


@dataclass(frozen=True)
class Faults:
    """What strikes the first send to a group (of one the bot is kicked from, every send), by number."""

    kinds: dict[int, str]
    factor: float

    def count(self, *kinds: str) -> int:
        """Return how many groups are struck that way; of no kind, how many at all."""
        counted = Counter(self.kinds.values())
        return sum(counted[kind] for kind in kinds) if kinds else len(self.kinds)

    @property
    def longest_retry_after(self) -> int:
        """Seconds that the longest 429 asks for.

        One to five, divided by how much faster than Telegram's the limits are; as the Bot API has
        whole seconds only, that is one wherever the limits are ten times Telegram's.
        """
        return max(1, round(5 / self.factor)) if self.count("429") else 0

    def bodies(self, first_group: int) -> list[Json]:
        """Return what the sandbox is asked for at its door for faults."""
        longest = self.longest_retry_after
        return [
            {
                "kind": kind,
                "method": "sendMessage",
                "chat": first_group - number,
                "times": FOR_EVER if kind == "403" else 1,
                "retry_after": 1 + number % longest if kind == "429" else 1,
            }
            for number, kind in self.kinds.items()
        ]


NONE = Faults({}, 1.0)


def draw(groups: int, factor: float, *, seed: int = SEED) -> Faults:
    """Return the faults of a run; the first group is spared, the child is lost there."""
    kinds = ["429"] * round(groups * FLOODED)
    kinds += ["403"] * round(groups * KICKED)
    kinds += ["migrate"] * round(groups * MIGRATED)
    broken = round(groups * BROKEN)
    kinds += [WAYS_TO_BREAK[nth % len(WAYS_TO_BREAK)] for nth in range(broken)]
    struck = Random(seed).sample(range(1, groups), len(kinds))  # noqa: S311 - no secret
    return Faults(dict(zip(struck, kinds, strict=True)), factor)
