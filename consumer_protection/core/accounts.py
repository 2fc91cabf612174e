"""What is done to accounts."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from consumer_protection.core import trail
from consumer_protection.core.models import RoleGrant, Unit, User

_CODE_HOURS = 24
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def add_user(
    staff_number: str,
    *,
    name: str,
    unit: Unit,
    roles: Iterable[str],
    actor: User,
    at: datetime,
) -> User:
    """A new account without a password: it cannot sign in yet."""
    trail.acting_as(actor)
    user = User(staff_number=staff_number, name=name, unit=unit)
    user.set_unusable_password()
    user.save()
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in roles])
    trail.record(user, "added", actor=actor, at=at, changes={"roles": sorted(roles)})
    return user


@transaction.atomic
def set_password(user: User, password: str, *, actor: User, at: datetime) -> None:
    trail.acting_as(actor)
    user.set_password(password)
    user.code_hash = ""
    user.code_until = None
    user.save()
    trail.record(user, "password_set", actor=actor, at=at)


@transaction.atomic
def give_code(user: User, *, actor: User, at: datetime) -> str:
    """A one-time code for the first sign-in, valid for a day; only its hash is kept."""
    trail.acting_as(actor)
    code = "-".join(
        "".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)
    )
    user.code_hash = make_password(code)
    user.code_until = at + timedelta(hours=_CODE_HOURS)
    user.save()
    trail.record(user, "code_given", actor=actor, at=at)
    return code


@transaction.atomic
def take_code(data: Mapping[str, Any], *, at: datetime) -> User | None:
    """Set the password of whoever holds the code, or None. Takes the same time for
    an account that does not exist, since a hash is checked either way."""
    found = User.objects.select_for_update().filter(
        staff_number=data["staff_number"], is_active=True, code_until__gt=at
    )
    user = found.first()
    stored = user.code_hash if user else make_password("no such account")
    if not check_password(data["code"].strip().upper(), stored) or user is None:
        return None
    set_password(user, data["password"], actor=user, at=at)
    return user
