"""Complaints that people file online, and how they learn how far theirs is."""

import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core import signing
from django.db import transaction
from django.utils.crypto import salted_hmac

from complaints.models import Complaint, OnlineFiling
from complaints.registering import Intake, put_on_record
from complaints.states import ENDED
from consumer_protection.core import trail
from consumer_protection.core.models import User

# Without characters that look alike in print or sound alike on the phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _GROUP = 3, 4
_OPEN_FOR = timedelta(hours=12)
_SALT = "complaint filed online"
_STEPS = {
    "registered": "received",
    "notified": "answered",
    **dict.fromkeys(ENDED, "closed"),
}


class KeyUnfit(ValueError):
    """The form was not ours, or stood open too long."""


@dataclass(frozen=True, slots=True)
class Filed:
    """``is_new``: taken by this call, and not by one before with the same form."""

    number: str
    secret: str
    due_on: date
    is_new: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """All that whoever has number and secret is told."""

    number: str
    step: str
    due_on: date | None


def new_key() -> str:
    """The key of one form. It is kept nowhere: case and secret come from it, so that
    the same form sent again finds its case and tells the same secret, and nobody
    learns the secret from what is kept."""
    return signing.TimestampSigner(salt=_SALT).sign(secrets.token_urlsafe(24))


def is_known(key: str) -> bool:
    """Whether this form was taken already. Raises KeyUnfit."""
    return Complaint.objects.filter(uid=_uid(_opened(key))).exists()


@transaction.atomic
def file_online(
    key: str, values: Mapping[str, Any], consent: str, *, at: datetime
) -> Filed:
    """Put the complaint on record, once for each key. Raises KeyUnfit, CaseRefused."""
    opened, actor = _opened(key), User.objects.system()
    secret = _secret(opened)
    case = put_on_record(_uid(opened), Intake(values), actor=actor, at=at)
    # Whoever came first holds the case's row until the filing stands beside it.
    is_new = not OnlineFiling.objects.filter(complaint=case).exists()
    if is_new:
        trail.acting_as(actor)
        OnlineFiling.objects.create(
            complaint=case,
            code_hash=make_password(plain(secret)),
            consent=consent,
            filed_at=at,
        )
        trail.record(case, "filed_online", actor=actor, at=at)
    return Filed(case.number, secret, case.due_on, is_new)


def progress_of(number: str, secret: str) -> Progress | None:
    """How far the case is, or None: no such number and a wrong secret are answered
    with the same words after the same work."""
    found = OnlineFiling.objects.filter(complaint__number=plain(number)).first()
    decoy = _decoy(settings.PASSWORD_HASHERS[0])
    stored = found.code_hash if found else decoy
    if not check_password(plain(secret), stored) or found is None:
        return None
    case = Complaint.objects.get(pk=found.complaint_id)
    is_open = case.status not in ENDED and case.status != "notified"
    step = _STEPS.get(case.status, "handled")
    return Progress(case.number, step, case.due_on if is_open else None)


def plain(text: str) -> str:
    """As people copy it from paper: any width and case, with or without dashes."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(one for one in folded if one.isascii() and one.isalnum())


def _opened(key: str) -> str:
    try:
        return signing.TimestampSigner(salt=_SALT).unsign(key, max_age=_OPEN_FOR)
    except signing.BadSignature as error:
        raise KeyUnfit from error


def _uid(opened: str) -> UUID:
    told = salted_hmac(f"{_SALT} uid", opened, algorithm="sha256")
    return UUID(bytes=told.digest()[:16], version=4)


def _secret(opened: str) -> str:
    """Groups of letters and digits, each as likely as any other."""
    told = _stream(salted_hmac(f"{_SALT} secret", opened, algorithm="sha256").digest())
    even = 256 - 256 % len(ALPHABET)
    fit = (ALPHABET[one % len(ALPHABET)] for one in told if one < even)
    letters = [next(fit) for _one in range(_GROUPS * _GROUP)]
    return "-".join(
        "".join(letters[start : start + _GROUP])
        for start in range(0, len(letters), _GROUP)
    )


def _stream(seed: bytes) -> Any:
    """Bytes without end from a seed."""
    while True:
        seed = hmac.digest(seed, b"more", sha256)
        yield from hmac.digest(seed, b"out", sha256)


@lru_cache
def _decoy(hasher: str) -> str:
    """What a secret is compared with where there is no such number."""
    return make_password(secrets.token_urlsafe(24))
