"""Make an account."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import accounts
from consumer_protection.core.commands import (
    CommandRefused,
    PlainCommand,
    acting_user,
    add_actor,
)
from consumer_protection.core.models import Unit, User
from consumer_protection.core.roles import ROLES


class Command(PlainCommand):
    help = "Make an account; prints a one-time code unless a password comes by stdin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("staff_number")
        parser.add_argument("--name", required=True)
        parser.add_argument("--unit", required=True, metavar="CODE")
        parser.add_argument(
            "--role", action="append", default=[], nargs="+", required=True
        )
        parser.add_argument("--password-stdin", action="store_true")
        add_actor(parser)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        actor = acting_user(options)
        if not actor.scope.allows("accounts.manage"):
            raise CommandRefused(_("Your role does not allow this step."))
        now = timezone.now()
        roles = sorted({role for group in options["role"] for role in group})
        user = accounts.add_user(
            self._number(options["staff_number"]),
            name=options["name"],
            unit=self._unit(options["unit"], actor),
            roles=self._known(roles),
            actor=actor,
            at=now,
        )
        if options["password_stdin"]:
            accounts.set_password(user, self._password(user), actor=actor, at=now)
            return
        code = accounts.give_code(user, actor=actor, at=now)
        self.stdout.write(_("One-time code, valid for a day: %s") % code)

    def _number(self, number: str) -> str:
        if User.objects.filter(staff_number=number).exists():
            raise CommandRefused(_("There is an account of this number already."))
        return number

    def _unit(self, code: str, actor: User) -> Unit:
        unit = Unit.objects.visible_to(actor).filter(code=code).first()
        if unit is None:
            raise CommandRefused(_("No such unit: %s") % code)
        return unit

    def _known(self, roles: list[str]) -> list[str]:
        if unknown := sorted(set(roles) - set(ROLES)):
            message = _("No such role: %(role)s. There are: %(roles)s")
            raise CommandRefused(
                message % {"role": unknown[0], "roles": ", ".join(ROLES)}
            )
        return roles

    def _password(self, user: User) -> str:
        password = sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandRefused(" ".join(error.messages)) from error
        return password
