"""How often something may be done by anybody: counted in Valkey for all processes."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address, ip_network

import redis
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_log = logging.getLogger(__name__)
_PATIENCE = 2
# One household has a whole network of version 6.
_SHARED_BITS = 64


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` times in ``seconds`` for each ``who``; nobody is named in the
    store, only a hash of it."""

    name: str
    who: str
    most: int
    seconds: int

    @property
    def key(self) -> str:
        told = salted_hmac(f"limit {self.name}", self.who, algorithm="sha256")
        return f"{settings.LIMITS_PREFIX}{self.name}:{told.hexdigest()[:32]}"


class TooOften(Exception):
    """Refused; ``seconds`` until it may be tried again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def spend(limits: Sequence[Limit]) -> None:
    """Count one time against each limit. Raises TooOften where one is used up, and
    where nobody can count: a door open to all is not left open without its lock.

    Counting and ending the window are one step, so that no call slips between them.
    """
    try:
        with _store().pipeline(transaction=True) as steps:
            for one in limits:
                steps.set(one.key, 0, ex=one.seconds, nx=True)
                steps.incr(one.key)
                steps.ttl(one.key)
            told = steps.execute()
    except redis.RedisError as error:
        _log.warning("Nothing counts how often doors are used: %s", error)
        raise TooOften(60) from error
    counts = zip(limits, told[1::3], told[2::3], strict=True)
    waits = [left for one, count, left in counts if count > one.most]
    if waits:
        raise TooOften(max(1, *waits))


def store_answers() -> bool:
    """Whether Valkey, which is the broker too, is there."""
    try:
        return bool(_store().ping())
    except redis.RedisError:
        return False


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: behind our own proxies what they say, else the
    other end of the wire, since anybody may write the header."""
    return _network(_sender(request))


def signs_in_from(request: HttpRequest) -> str | None:
    """The single address that wrong passwords are counted for; None for no address."""
    here = _sender(request)
    try:
        return str(ip_address(here))
    except ValueError:
        return None


def _sender(request: HttpRequest) -> str:
    here: str = request.META.get("REMOTE_ADDR", "")
    said = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while _is_ours(here) and said:
        here = said.pop().strip() or here
    return here


def _is_ours(address: str) -> bool:
    for one in settings.TRUSTED_PROXIES:
        with suppress(ValueError):
            if ip_address(address) in ip_network(one, strict=False):
                return True
    return False


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 6:
        return str(ip_network(f"{found}/{_SHARED_BITS}", strict=False))
    return str(found)


@lru_cache
def _store() -> "redis.Redis[bytes]":
    """The broker's address is written as Celery reads it; a socket has another name
    here."""
    url = settings.REDIS_URL.replace("redis+socket://", "unix://", 1)
    url = url.replace("virtual_host=", "db=")
    return redis.Redis.from_url(url, socket_timeout=_PATIENCE)
