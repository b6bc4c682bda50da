"""Addresses of buttons and of links in texts, as Telegram accepts and rewrites them.

Follows `check_link` and `parse_url` of Telegram's published client library, whose words the errors have.
"""

import re
from ipaddress import AddressValueError, IPv6Address

_OWN = re.compile(r"(?P<scheme>tg|ton|tonsite):(?://)?", re.IGNORECASE)
_PARTS = re.compile(r"(?:(?P<scheme>[^:/?#@\[\]]*)://)?(?P<host>[^/?#]*)(?P<rest>.*)", re.DOTALL)
_PORT = re.compile(r"(?P<before>.+):(?P<port>[^:\]@]*)", re.DOTALL)
_NUMBER = re.compile(r"0*([0-9]{1,5})")
_PART = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=:\x80-\U0010ffff]|%[0-9A-Fa-f]{2})*")
_OWN_HOST = re.compile(r"[A-Za-z0-9_-]*")
_SITE_HOST = re.compile(r"[A-Za-z0-9_.-]*")
_BLANK = re.compile(r"[\x00-\x20]")
_SPACES = " \t\r\n\0\v"
LAST_PORT = 65_535
_USER = re.compile(r"tg:(?://)?user/?\?(?:[^#]*&)?id=([0-9]{1,18})(?:[&#].*)?", re.IGNORECASE)


class LinkError(ValueError):
    """An address that is none; the message is Telegram's."""


def checked(link: str, *, https_only: bool = False) -> str:
    """Return an address as Telegram keeps it. Raises LinkError."""
    own = _OWN.match(link)
    scheme, user, host, port, rest = _parsed(link[own.end() :] if own else link)
    if https_only and (own or scheme != "https"):
        raise LinkError("Only HTTPS links are allowed")
    if own:
        return _own(own["scheme"].lower(), f"{scheme}{user}{port}", host, rest)
    if "." not in host and not host.startswith("["):
        raise LinkError("Wrong HTTP URL")
    return f"{scheme or 'http'}://{user}{host}{port}{rest}"


def mentioned(link: str) -> int:
    """Return the user whom an address names (`tg://user?id=…`), 0 if it names none."""
    found = _USER.fullmatch(link)
    return int(found[1]) if found else 0


def _own(scheme: str, other: str, host: str, rest: str) -> str:
    if other or host.startswith("["):
        raise LinkError(f"Wrong {'tg' if scheme == 'tg' else 'ton'} URL")
    if not (_SITE_HOST if scheme == "tonsite" else _OWN_HOST).fullmatch(host):
        raise LinkError("Unallowed characters in URL host")
    return f"{scheme}://{host}{rest.replace('/?', '?', 1) if rest.startswith('/?') else rest}"


def _parsed(link: str) -> tuple[str, str, str, str, str]:
    """Return scheme, user with @, host, port with its colon, and the rest, which begins with a slash."""
    parts = _PARTS.fullmatch(link)
    if parts is None:
        raise LinkError("Wrong HTTP URL")
    scheme = (parts["scheme"] or "").lower()
    if parts["scheme"] is not None and scheme not in {"http", "https"}:
        raise LinkError("Unsupported URL protocol")
    whole, port = parts["host"], ""
    if found := _PORT.fullmatch(whole):
        whole, port = found["before"], f":{_port(found['port'])}"
    user, at, host = whole.rpartition("@")
    _check_host(host, user)
    rest = _BLANK.sub(lambda blank: f"%{ord(blank[0]):02X}", parts["rest"].rstrip(_SPACES))
    return scheme, user + at, host.lower(), port, rest if rest.startswith("/") else f"/{rest}"


def _port(given: str) -> int:
    if not (found := _NUMBER.fullmatch(given)) or not 0 < int(found[1]) <= LAST_PORT:
        raise LinkError("Wrong port number specified in the URL")
    return int(found[1])


def _check_host(host: str, user: str) -> None:
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    if host.startswith("[") and host.endswith("]"):
        try:
            IPv6Address(host[1:-1])
        except AddressValueError:
            raise LinkError("Wrong IPv6 address specified in the URL") from None
    else:
        _check_part(host, "host", colon=False)
    _check_part(user, "userinfo", colon=True)


def _check_part(part: str, name: str, *, colon: bool) -> None:
    if _PART.fullmatch(part) and (colon or ":" not in part):
        return
    if "%" in re.sub("%[0-9A-Fa-f]{2}", "", part):
        raise LinkError(f"Wrong percent-encoded symbol in URL {name}")
    raise LinkError(f"Disallowed character in URL {name}")
