"""What /forget has deleted of a person, and what stays for how long."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AtStake:
    """What nobody gives back once it is deleted; false where there is nothing of it."""

    certificates: int = 0
    places: int = 0
    """In what is still to come, or a turn on its waiting list."""

    def __bool__(self) -> bool:
        return bool(self.certificates or self.places)


@dataclass(frozen=True)
class Forgotten:
    """In numbers; what is about others, or in somebody's hands, is not the person's alone."""

    home: bool = False
    language: bool = False
    photos: int = 0
    drafts: int = 0
    cases: int = 0
    """That have ended: nothing personal is left of them."""
    clues: int = 0
    """To such cases."""
    open_numbers: tuple[int, ...] = ()
    """Cases in hand: they are wiped a while after their end."""
    at_stake: int = 0
    """Unconfirmed reports in which somebody may be in danger."""
    clues_kept: int = 0
    """To cases that go on."""
    copies_kept: int = 0
    """Voices and the like in staff groups, too old for a bot to delete."""
    positions: int = 0
    """Appointments, which the office keeps that made them."""
    sign_ups: int = 0
    """For trainings and the like; somebody else has the place now."""
    certificates: int = 0
