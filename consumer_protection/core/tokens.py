"""Tokens by which programs come in: issued, looked up, revoked."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from consumer_protection.core import trail
from consumer_protection.core.models import ApiToken, User

DAYS = 90
MOST_DAYS = 366
_MARK = "cp_"
_SHOWN = 11
_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a token is wanted for, how far it may go, and for how long."""

    name: str = ""
    may_write: bool = True
    days: int = DAYS


@transaction.atomic
def issue(
    owner: User, wish: Wish, *, actor: User, at: datetime
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is told this once and kept nowhere."""
    trail.acting_as(actor)
    secret = _MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        owner=owner,
        name=wish.name,
        prefix=secret[:_SHOWN],
        digest=_digest(secret),
        may_write=wish.may_write,
        made_at=at,
        expires_at=at + timedelta(days=min(max(wish.days, 1), MOST_DAYS)),
    )
    told = {"owner": owner.staff_number, "may_write": wish.may_write}
    trail.record(token, "issued", actor=actor, at=at, changes=told)
    return token, secret


@transaction.atomic
def revoke(token: ApiToken, *, actor: User, at: datetime) -> None:
    """End a token at once; doing it again changes nothing."""
    trail.acting_as(actor)
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        trail.record(token, "revoked", actor=actor, at=at)


def valid_token(secret: str, *, at: datetime) -> ApiToken | None:
    """The token of a secret while it is good, or None; the same work for any secret,
    since what is looked for is its digest. Notes the use, once a minute at most."""
    found = ApiToken.objects.filter(digest=_digest(secret))
    token = found.select_related("owner__unit__root").first()
    if token is None or not token.is_valid(at):
        return None
    if token.last_used_at is None or at - token.last_used_at >= _USED_EVERY:
        unused = Q(last_used_at=None) | Q(last_used_at__lte=at - _USED_EVERY)
        ApiToken.objects.filter(unused, pk=token.pk).update(last_used_at=at)
    return token


def _digest(secret: str) -> str:
    """Plain SHA-256 suffices: the secret is random, nobody can try them all."""
    return hashlib.sha256(secret.encode()).hexdigest()
