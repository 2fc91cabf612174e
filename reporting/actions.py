"""What is done with report runs: asked for, built, frozen into files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import files, trail
from consumer_protection.core.documents.glyphs import missing_glyphs, stand_ins
from consumer_protection.core.documents.pdf import RenderFailed
from consumer_protection.core.models import Unit, User, ZeroReturn
from consumer_protection.core.transitions import make_move
from reporting import papers
from reporting.locking import lock_reports, lock_unfrozen
from reporting.models import ReportFile, ReportRun
from reporting.reports.building import freeze, known_kind
from reporting.reports.frozen import Frozen, content_hash

ATTEMPTS = 3
LEASE = timedelta(seconds=30)
Clock = Callable[[], datetime]


class LeaseLost(Exception):
    """Another worker has taken the run over; this one leaves it alone."""


class BuildRefused(Exception):
    """The report cannot be built as things stand; the message says why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the machine adds to a report: whether it is marked a demonstration."""

    is_demo: bool


@transaction.atomic
def request_report(
    kind: str, period: str, *, root: Unit, actor: User, at: datetime
) -> ReportRun:
    """Owe a run to whoever asks; one still under way for the same is given back.
    Raises ReportLocked where the report is frozen."""
    trail.acting_as(actor)
    lock_unfrozen(root.pk, kind, period)
    run, is_new = ReportRun.objects.get_or_create(
        root=root,
        kind=known_kind(kind),
        period=period,
        status__in=["queued", "building"],
        defaults={"status": "queued", "requested_by": actor, "requested_at": at},
    )
    if is_new:
        trail.record(run, "requested", actor=actor, at=at)
    return run


@transaction.atomic
def claim(run_id: int, *, at: datetime) -> ReportRun | None:
    """Take a run that is owed, or None where it is not, or no more."""
    owed = ReportRun.objects.select_for_update(skip_locked=True).owed(at)
    run = owed.filter(pk=run_id).first()
    if run is None:
        return None
    run.attempt += 1
    run.lease_until = at + LEASE
    run.save(update_fields=["attempt", "lease_until"])
    make_move(run, "start", actor=User.objects.system(), at=at)
    if not run.requested_by.scope.allows("reports.build"):
        run.failure = _("Whoever asked for this report may not build reports any more.")
    if run.attempt > ATTEMPTS:
        run.failure = _("Given up after %(count)d attempts.") % {"count": ATTEMPTS}
    return run


def build(run: ReportRun, *, clock: Clock, settings: Settings) -> ReportRun:
    """Build a claimed run to its end; what an earlier attempt froze is kept."""
    try:
        if run.failure:
            raise BuildRefused(run.failure)
        frozen = _frozen(run, clock)
        _refuse_unprintable(frozen)
        _report(run, 55, "layout", clock)
        made = _files(run, frozen, settings)
        _report(run, 90, "store", clock)
        _finish(run, frozen, made, clock())
    except (BuildRefused, RenderFailed) as error:
        _fail(run, str(error), clock())
    return run


def renew_lease(run: ReportRun, at: datetime) -> None:
    """Say that the worker lives; raises LeaseLost where another took over."""
    own = ReportRun.objects.filter(pk=run.pk, attempt=run.attempt, status="building")
    if not own.update(lease_until=at + LEASE):
        raise LeaseLost(run.pk)


@transaction.atomic
def declare_complete(
    register: str, period: str, *, root: Unit, actor: User, at: datetime
) -> ZeroReturn:
    """Answer for a register being complete for a period."""
    trail.acting_as(actor)
    declaration, is_new = ZeroReturn.objects.get_or_create(
        root=root,
        register=register,
        period=period,
        defaults={"declared_by": actor, "declared_at": at},
    )
    if is_new:
        trail.record(declaration, "declared", actor=actor, at=at)
    return declaration


def _frozen(run: ReportRun, clock: Clock) -> Frozen:
    if run.frozen is not None:
        return Frozen.from_json(run.frozen)
    _report(run, 10, "gather", clock)
    at = clock()
    frozen = freeze(run.kind, run.period, root=run.root, asker=run.requested_by, at=at)
    run.as_of = at
    run.frozen = frozen.to_json()
    run.is_draft = bool(frozen.failed)
    run.content_sha256 = content_hash(frozen.content())
    run.save(update_fields=["as_of", "frozen", "is_draft", "content_sha256"])
    return frozen


def _refuse_unprintable(frozen: Frozen) -> None:
    """Better no report than boxes where characters should be."""
    missing = missing_glyphs(_everything(frozen))
    if missing:
        message = _("No installed font has these characters: %(characters)s")
        raise BuildRefused(message % {"characters": "、".join(missing[:50])})


def _everything(frozen: Frozen) -> str:
    names = (name for known in frozen.names.values() for name in known.values())
    return "".join([frozen.title, str(frozen.content()), str(frozen.tables), *names])


def _files(
    run: ReportRun, frozen: Frozen, settings: Settings
) -> list[tuple[str, str, bytes]]:
    as_of = run.as_of or run.requested_at
    return papers.make(
        frozen,
        as_of,
        f"{run.kind}-{run.period}",
        is_draft=run.is_draft,
        is_demo=settings.is_demo,
    )


def _report(run: ReportRun, progress: int, step: str, clock: Clock) -> None:
    renew_lease(run, clock())
    run.progress, run.step = progress, step
    run.save(update_fields=["progress", "step"])


@transaction.atomic
def _finish(
    run: ReportRun,
    frozen: Frozen,
    made: Iterable[tuple[str, str, bytes]],
    at: datetime,
) -> None:
    renew_lease(run, at)
    for name, media_type, content in made:
        kept = files.store(content)
        ReportFile.objects.create(
            run=run,
            name=name,
            media_type=media_type,
            stored_as=kept.stored_as,
            size=kept.size,
            sha256=kept.sha256,
        )
    run.progress, run.step = 100, ""
    run.stand_ins = [list(pair) for pair in stand_ins()]
    run.save(update_fields=["progress", "step", "stand_ins"])
    make_move(run, "finish", actor=User.objects.system(), at=at)


@transaction.atomic
def _fail(run: ReportRun, reason: str, at: datetime) -> None:
    renew_lease(run, at)
    run.failure = reason
    run.save(update_fields=["failure"])
    make_move(run, "fail", actor=User.objects.system(), at=at, note=reason)


@transaction.atomic
def retry(run: ReportRun, *, actor: User, at: datetime) -> None:
    """Begin a failed run anew, from fresh figures. Raises MoveRefused."""
    lock_reports(run.root_id)
    make_move(run, "retry", actor=actor, at=at)
    run.attempt, run.failure, run.frozen = 0, "", None
    run.progress, run.step, run.lease_until = 0, "", None
    run.save()


@transaction.atomic
def tell_download(kept: ReportFile, *, actor: User, at: datetime) -> None:
    trail.record(
        kept.run, "downloaded", actor=actor, at=at, changes={"file": kept.name}
    )
