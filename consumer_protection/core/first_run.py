"""The door of an installation in which nobody can administer anything yet.

Opened by a one-time code that is printed on the server. What is done already is read
from the database, so that it can be left and continued with another code.
"""

import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import accounts, trail
from consumer_protection.core.models import SetupCode, User
from consumer_protection.core.turns import wait_turn

_DAYS = 7
_MOST_WRONG = 10


class AlreadySetUp(Exception):
    """Somebody administers this installation; the message says so."""

    def __init__(self) -> None:
        super().__init__(
            _("This installation is set up: sign in as its system administrator.")
        )


def is_open(now: datetime) -> bool:
    """Nobody who manages accounts can sign in."""
    managers = User.objects.able_to_sign_in(now).allowed(accounts.MANAGES)
    return not managers.exists()


def is_deserted(now: datetime) -> bool:
    """Nobody at all can sign in: every page leads here."""
    return not User.objects.able_to_sign_in(now).exists()


@transaction.atomic
def make_code(*, at: datetime) -> str:
    """A fresh code; any older one is void, and so is what it had opened."""
    wait_turn()
    if not is_open(at):
        raise AlreadySetUp
    _end_codes(at)
    code = accounts.new_code()
    kept = SetupCode.objects.create(
        code_hash=make_password(code),
        made_at=at,
        valid_until=at + timedelta(days=_DAYS),
    )
    trail.record(kept, "code_given", actor=User.objects.system(), at=at)
    return code


@transaction.atomic
def take_code(text: str, *, at: datetime) -> SetupCode | None:
    """The code in force if this is it, used from now on. Ten wrong tries end it, for
    guessing is slow then; whoever has the server prints another."""
    wait_turn()
    standing = SetupCode.objects.filter(ended_at=None, used_at=None, valid_until__gt=at)
    code = standing.first()
    stored = code.code_hash if code else make_password("no such code")
    given = unicodedata.normalize("NFKC", text).strip().upper()
    if check_password(given, stored) and code is not None:
        code.used_at = at
        code.save(update_fields=["used_at"])
        trail.record(code, "used", actor=User.objects.system(), at=at)
        return code
    if code is not None:
        code.wrong_tries += 1
        code.ended_at = at if code.wrong_tries >= _MOST_WRONG else None
        code.save(update_fields=["wrong_tries", "ended_at"])
    return None


def is_in_force(code_id: int, now: datetime) -> bool:
    """Whether a browser that gave this code may still go on."""
    used = SetupCode.objects.filter(
        pk=code_id, ended_at=None, valid_until__gt=now
    ).exclude(used_at=None)
    return is_open(now) and used.exists()


def actor_for(user: object) -> User:
    """Whoever is signed in; before that, the machine itself for the browser that gave
    the code."""
    return user if isinstance(user, User) else User.objects.system()


@transaction.atomic
def add_first_person(values: Mapping[str, Any], password: str, *, at: datetime) -> User:
    """The first administrator, with a password; closes this door.

    Raises AlreadySetUp where another browser was quicker.
    """
    wait_turn()
    if not is_open(at):
        raise AlreadySetUp
    user = accounts.add_person(values, actor=User.objects.system(), at=at)
    accounts.set_password(user, password, actor=user, at=at)
    _end_codes(at)
    return user


def _end_codes(at: datetime) -> None:
    SetupCode.objects.filter(ended_at=None).update(ended_at=at)
