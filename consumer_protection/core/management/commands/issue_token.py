"""Issue a token for a program."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import tokens
from consumer_protection.core.commands import (
    CommandRefused,
    PlainCommand,
    acting_user,
    add_actor,
)
from consumer_protection.core.models import User


class Command(PlainCommand):
    help = "Prints a token, once, by which a program acts as a member of staff."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("staff_number")
        parser.add_argument("--read-only", action="store_true")
        parser.add_argument("--days", type=int, default=tokens.DAYS)
        parser.add_argument("--name", default="", help="what it is for")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        actor = acting_user(options)
        owner = self._owner(options["staff_number"])
        is_own = owner == actor and actor.scope.allows("api.use")
        if not is_own and not actor.scope.allows("accounts.manage"):
            raise CommandRefused(_("Your role does not allow this step."))
        if not 1 <= options["days"] <= tokens.MOST_DAYS:
            message = _("A token lasts from 1 to %(most)d days.")
            raise CommandRefused(message % {"most": tokens.MOST_DAYS})
        wish = tokens.Wish(
            options["name"][:60], not options["read_only"], options["days"]
        )
        _token, secret = tokens.issue(owner, wish, actor=actor, at=timezone.now())
        self.stdout.write(secret)

    def _owner(self, number: str) -> User:
        found = User.objects.filter(staff_number=number, is_active=True)
        owner = found.filter(is_system=False).first()
        if owner is None:
            raise CommandRefused(_("No such account: %s") % number)
        return owner
