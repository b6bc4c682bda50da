"""Personal data at rest: sealed with the operator's key where there is one."""

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Dialect

from bot.errors import DatabaseError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MARK = "sealed:"
"""What a sealed value begins with; eight letters that name its key and a colon follow."""
KEY_ID, _NONCE = 8, 12
_ATTRIBUTE = "gege_seal"


class Seal:
    """AES-256-GCM under one key or more: the newest closes, all of them open."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        # a town without a key needs no cryptography
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        self._keys = {key_id(key): (key, AESGCM(key)) for key in keys}
        self.ids = tuple(self._keys)
        """The newest first."""

    @property
    def newest(self) -> str:
        return self.ids[0]

    def close(self, words: str, *, alike: bool = False, with_: str | None = None) -> str:
        """Return words sealed, each time otherwise; `alike`: the same ones always the same."""
        name = with_ or self.newest
        key, cipher = self._keys[name]
        data = words.encode(errors="surrogatepass")
        nonce = hmac.digest(key, b"alike:" + data, "sha256")[:_NONCE] if alike else _fresh()
        closed = base64.b64encode(nonce + cipher.encrypt(nonce, data, None))
        return f"{MARK}{name}:{closed.decode()}"

    def open(self, sealed: str) -> str:
        """Return the words; raises DatabaseError where none of the keys is theirs."""
        name = key_of(sealed)
        if name not in self._keys:
            raise DatabaseError(wrong_key(name))
        return _opened(self._keys[name][1], sealed)


def _fresh() -> bytes:
    return os.urandom(_NONCE)


def _opened(cipher: "AESGCM", sealed: str) -> str:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 see above

    try:
        data = base64.b64decode(sealed[len(MARK) + KEY_ID + 1 :], validate=True)
        words = cipher.decrypt(data[:_NONCE], data[_NONCE:], None)
    except (InvalidTag, ValueError):
        raise DatabaseError("a sealed value in the database was tampered with") from None
    return words.decode(errors="surrogatepass")


def key_id(key: bytes) -> str:
    """Return what names a key without telling anything of it."""
    return hashlib.sha256(b"gege data key" + key).hexdigest()[:KEY_ID]


def key_of(sealed: str) -> str:
    """Return the name of the key that a value was sealed with."""
    return sealed[len(MARK) : len(MARK) + KEY_ID]


def wrong_key(name: str) -> str:
    return (
        f"personal data are sealed with the key {name}, and GEGE_DATA_KEY does not hold it; "
        "put that key back, after a comma if there is a newer one"
    )


def others_key(name: str) -> str:
    return (
        f"a worker on this database was started with the key {name}, and GEGE_DATA_KEY lacks it; "
        "give all workers the same keys"
    )


def seal_with(dialect: Dialect, keys: Sequence[bytes]) -> None:
    """Have an engine seal what is personal; its dialect is what column types get to see of it."""
    if keys:
        setattr(dialect, _ATTRIBUTE, Seal(keys))


def seal_of(dialect: Dialect) -> Seal | None:
    """Return with what an engine seals."""
    seal: Seal | None = getattr(dialect, _ATTRIBUTE, None)
    return seal
