"""Build one report in this process."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from consumer_protection.core import files
from consumer_protection.core.commands import (
    CommandRefused,
    PlainCommand,
    acting_user,
    add_actor,
)
from consumer_protection.core.models import Unit, User
from consumer_protection.core.periods import UnknownPeriod, parse_period
from reporting import actions
from reporting.locking import ReportLocked
from reporting.models import ReportRun
from reporting.reports.building import UnknownKind, known_kind
from reporting.reports.frozen import Frozen


class Command(PlainCommand):
    help = "Build one report; exit 1 with the failed checks listed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind")
        parser.add_argument("--period", required=True)
        parser.add_argument("--out", type=Path, required=True)
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        actor = acting_user(options)
        self._check_words(options)
        if options["kind"] in settings.PERIOD_PAPERS:
            self._make_papers(options, actor)
            return
        run = _built(options, actor)
        if run.status != "built":
            raise CommandRefused(run.failure)
        options["out"].mkdir(parents=True, exist_ok=True)
        for kept in run.files.all():
            target = options["out"] / kept.name
            target.write_bytes(files.path_of(kept.stored_as).read_bytes())
            self.stdout.write(str(target))
        for wanted, used in run.stand_ins:
            self.stdout.write(
                _("Font %(wanted)s is not installed: %(used)s stands in.")
                % {"wanted": wanted, "used": used}
            )
        failed = Frozen.from_json(run.frozen or {}).failed
        for check in failed:
            self.stderr.write(f"{check.code}: {check.detail}")
        if failed:
            raise SystemExit(1)

    def _make_papers(self, options: dict[str, Any], actor: User) -> None:
        """Nothing is kept of them but the files."""
        root, now = _root_for(actor), timezone.now()
        make, check = map(import_string, settings.PERIOD_PAPERS[options["kind"]])
        period = parse_period(options["period"], as_of=timezone.localdate(now))
        options["out"].mkdir(parents=True, exist_ok=True)
        made = 0
        for name, content in make(actor, root, period, timezone.localtime(now)):
            target = options["out"] / name
            target.write_bytes(content)
            self.stdout.write(str(target))
            made += 1
        if not made:
            raise CommandRefused(_("Nothing of this kind in the period."))
        failed = check(actor, root, period)
        for code, detail in failed:
            self.stderr.write(f"{code}: {detail}")
        if failed:
            raise SystemExit(1)

    def _check_words(self, options: dict[str, Any]) -> None:
        try:
            if options["kind"] not in settings.PERIOD_PAPERS:
                known_kind(options["kind"])
            parse_period(options["period"], as_of=timezone.localdate())
        except UnknownKind as error:
            kinds = ", ".join((str(error), *settings.PERIOD_PAPERS))
            raise CommandRefused(_("No such report. There are: %s") % kinds) from error
        except UnknownPeriod as error:
            raise CommandRefused(str(error)) from error


def _root_for(actor: User) -> Unit:
    """The institution of who may build its reports."""
    root = Unit.objects.visible_to(actor).filter(parent=None).order_by("pk").first()
    if root is None:
        raise CommandRefused(_("No units yet: import the ledger of units first."))
    if not actor.scope.allows("reports.build"):
        raise CommandRefused(_("Your role does not allow this step."))
    found: Unit = root
    return found


def _built(options: dict[str, Any], actor: User) -> ReportRun:
    """Ask for the run and build it here, whoever else may be asked to."""
    root, now = _root_for(actor), timezone.now()
    try:
        asked = actions.request_report(
            options["kind"], options["period"], root=root, actor=actor, at=now
        )
    except ReportLocked as locked:
        raise CommandRefused(str(locked)) from locked
    run = actions.claim(asked.pk, at=now)
    if run is None:
        raise CommandRefused(
            _("This report is being built at the moment: try again shortly.")
        )
    made = actions.Settings(is_demo=settings.DEMONSTRATION)
    return actions.build(run, clock=timezone.now, settings=made)
