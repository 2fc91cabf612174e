"""What is done to people and their accounts."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import RoleGrant, Unit, User
from consumer_protection.core.roles import roles_allowing
from consumer_protection.core.turns import wait_turn

MANAGES = "accounts.manage"
_CODE_HOURS = 24
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class AccountRefused(ValueError):
    """Nothing was changed; the message says why, for people."""


@transaction.atomic
def add_person(
    values: Mapping[str, Any], *, actor: User, at: datetime, move: str = "added"
) -> User:
    """A member of staff without a password, who cannot sign in yet.

    ``values``: staff_number, name, unit, roles and what else a person has.
    """
    trail.acting_as(actor)
    roles = sorted(values.get("roles") or ())
    user = User(**{name: value for name, value in values.items() if name != "roles"})
    user.set_unusable_password()
    user.save()
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in roles])
    trail.record(user, move, actor=actor, at=at, changes={"roles": roles})
    return user


def add_user(
    staff_number: str,
    *,
    name: str,
    unit: Unit,
    roles: Iterable[str],
    actor: User,
    at: datetime,
) -> User:
    """The same with what every account has."""
    values = {"staff_number": staff_number, "name": name, "unit": unit, "roles": roles}
    return add_person(values, actor=actor, at=at)


@transaction.atomic
def change_person(
    user: User,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    move: str = "changed",
) -> None:
    """Write the named fields, ``roles`` and ``is_active`` among them.

    Raises AccountRefused.
    """
    trail.acting_as(actor)
    wait_turn()
    user.refresh_from_db()
    refuse_change(user, changes, actor=actor, at=at)
    for name in set(changes) - {"roles"}:
        setattr(user, name, changes[name])
    user.save()
    told = {}
    if "roles" in changes:
        told = {"roles": sorted(changes["roles"])}
        _grant(user, set(changes["roles"]))
    trail.record(user, move, actor=actor, at=at, changes=told)


def refuse_change(
    user: User, changes: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Raises AccountRefused where the actor may not, where it is the actor's own
    power, or where nobody would be left to manage accounts."""
    roles = set(changes.get("roles", user.roles))
    is_active = changes.get("is_active", user.is_active)
    if not actor.scope.allows(MANAGES):
        raise AccountRefused(_("Your role does not allow this step."))
    if user.pk == actor.pk and (roles != set(user.roles) or not is_active):
        message = _("Nobody changes the own roles or account: another does it.")
        raise AccountRefused(message)
    managers = User.objects.active().allowed(MANAGES)
    if not managers.filter(pk=user.pk).exists():
        return
    remains = is_active and roles & _managing()
    if not remains and not managers.able_to_sign_in(at).exclude(pk=user.pk).exists():
        raise AccountRefused(_("This is the last system administrator."))


@transaction.atomic
def set_password(user: User, password: str, *, actor: User, at: datetime) -> None:
    trail.acting_as(actor)
    user.set_password(password)
    user.code_hash = ""
    user.code_until = None
    user.save()
    trail.record(user, "password_set", actor=actor, at=at)


def new_code() -> str:
    """Four groups of four letters and digits that are not mistaken for one another."""
    return "-".join(
        "".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(4)
    )


@transaction.atomic
def give_code(user: User, *, actor: User, at: datetime) -> str:
    """A one-time code for the first sign-in, valid for a day; only its hash is kept."""
    trail.acting_as(actor)
    code = new_code()
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


def _managing() -> set[str]:
    return set(roles_allowing(MANAGES))


def _grant(user: User, roles: set[str]) -> None:
    standing = set(user.roles)
    user.grants.filter(role__in=standing - roles).delete()
    RoleGrant.objects.bulk_create(
        [RoleGrant(user=user, role=role) for role in sorted(roles - standing)]
    )
    user.refresh_from_db()
