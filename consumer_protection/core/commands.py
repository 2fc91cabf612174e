"""What the management commands share: the actor, and refusing in one line."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from consumer_protection.core.models import User


class CommandRefused(CommandError):
    """One plain line on stderr and the exit code given."""

    def __init__(self, message: str, returncode: int = 1) -> None:
        super().__init__(message, returncode=returncode)


class PlainCommand(BaseCommand):
    """Says a refusal as one plain line, without the name of a Python class."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except CommandRefused as refused:
            if not getattr(self, "_called_from_command_line", False):
                raise
            self.stderr.write(str(refused))
            sys.exit(refused.returncode)


def add_actor(parser: ArgumentParser) -> None:
    parser.add_argument("--actor", default="", metavar="STAFF_NUMBER")


def acting_user(options: dict[str, Any]) -> User:
    """The account named by --actor, else the system account."""
    number = options["actor"]
    if not number:
        return User.objects.system()
    user = User.objects.filter(staff_number=number, is_active=True).first()
    if user is None:
        raise CommandRefused(_("No such account: %s") % number)
    return user
