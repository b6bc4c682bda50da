"""Certificates: the picture, what its number leads to, and who may be called because of one."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.certificates import (
    CertificateCard,
    CertificateGone,
    Ready,
    Refresher,
    Skill,
    Validity,
    Verified,
)
from bot.texts import Safe, escaped
from bot.views import layout
from bot.views.buttons import Held
from bot.views.gatherings import TITLE, key
from bot.views.keyboard import keyboard
from bot.views.layout import FIELD, NAME, anchor, cut, dotted, lines
from bot.views.message import Message, Reader
from bot.views.papers import certificate_picture


def certificate_card(card: CertificateCard, reader: Reader) -> Message:
    """The certificate itself; of first aid it asks whether its holder may be called."""
    words = reader.words
    text = lines(
        layout.head(reader, words.plain("certificate-head", title=cut(card.title, TITLE))),
        words("certificate-name", name=cut(card.name, NAME)),
        words("certificate-number", number=cut(card.number, NAME)),
        _until(card.expires_at, reader),
        words("certificate-verify"),
        _may_call(card, reader),
    )
    keys = [
        key(reader, "button-callable", Held.CALLABLE, card.certificate_id, "yes"),
        key(reader, "button-not-callable", Held.CALLABLE, card.certificate_id, "no"),
    ]
    asked = keyboard(keys) if card.skill is Skill.CPR else None
    return Message(text, asked, picture=certificate_picture(card, reader))


def _may_call(card: CertificateCard, reader: Reader) -> Safe | None:
    """Ask, or say what was answered: it may be changed at any time."""
    if card.skill is not Skill.CPR:
        return None
    if card.callable is None:
        return reader.words("certificate-may-call")
    return reader.words("certificate-callable" if card.callable else "certificate-not-callable")


def day(at: datetime, reader: Reader) -> str:
    """Return a date as it stands on paper."""
    return reader.day(at).isoformat()


def _until(at: datetime | None, reader: Reader) -> Safe | None:
    return reader.words("certificate-until", day=day(at, reader)) if at is not None else None


def certificate_gone(card: CertificateGone, reader: Reader) -> Message:
    """The trainer has taken it back."""
    words = reader.words
    head = words.plain("certificate-gone", title=cut(card.title, TITLE))
    return Message(
        lines(
            layout.head(reader, head),
            words("certificate-number", number=cut(card.number, NAME)),
            words("certificate-gone-line"),
        )
    )


def refresher(card: Refresher, reader: Reader) -> Message:
    """It runs out soon; /training lists where to learn it anew."""
    words = reader.words
    head = words.plain("refresher-head", title=cut(card.title, TITLE))
    return Message(
        lines(
            layout.head(reader, head),
            words("certificate-number", number=cut(card.number, NAME)),
            _until(card.expires_at, reader),
            words("refresher-line"),
        ),
        keyboard([key(reader, "button-nearby", Held.NEARBY, 0)]),
    )


def verified(reader: Reader, found: Verified) -> Message:
    """What whoever has scanned a certificate reads; the name is masked."""
    words = reader.words
    head = words.plain(f"verified-{found.validity}")
    if found.validity is Validity.UNKNOWN:
        return Message(lines(layout.head(reader, head), words("verified-unknown-line")))
    issued = found.issued_at
    return Message(
        lines(
            layout.head(reader, head),
            words("certificate-name", name=found.name),
            words("verified-title", title=cut(found.title, FIELD)),
            words("certificate-number", number=cut(found.number, NAME)),
            words("certificate-issued", day=day(issued, reader)) if issued else None,
            _until(found.expires_at, reader),
        )
    )


def ready(reader: Reader, grid: str, people: Sequence[Ready]) -> Message:
    """Who near a node can do first aid and may be called, nearest first; for staff alone."""
    words = reader.words
    where = cut(grid, NAME)
    if not people:
        return Message(words("ready-none", grid=where))
    return Message(
        lines(
            layout.head(reader, words.plain("ready-head", grid=where)),
            *(_one(one, reader) for one in people),
            words("ready-line"),
        )
    )


def _one(one: Ready, reader: Reader) -> Safe:
    name = anchor(f"tg://user?id={one.user_id}", escaped(cut(one.name, NAME) or str(one.user_id)))
    return dotted(name, escaped(cut(one.grid, NAME)), _until(one.expires_at, reader))


def noted(reader: Reader, *, yes: bool) -> str:
    return reader.words.plain("toast-callable" if yes else "toast-not-callable")


def no_certificates(reader: Reader) -> str:
    return reader.words.plain("no-certificates")
