"""What is doubtful in units, people and base figures, and what the set-up lacks."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import missing
from consumer_protection.core.base_figures import doubts
from consumer_protection.core.models import BaseCount, BaseFigure, Unit, User
from consumer_protection.core.quality import Check, Remark, Survey, where
from consumer_protection.core.roles import SUBJECTS, Width
from consumer_protection.core.scope import Asker, Scope

_KINDS = ("customers", "accounts", "staff")


class _Manager:
    """Whoever may mend all of one institution: the machine's own account belongs to
    none, and asks for the first."""

    def __init__(self) -> None:
        root = Unit.objects.filter(parent=None).order_by("pk").first()
        widths: Mapping[str, Width] = dict.fromkeys(SUBJECTS, Width.ALL)
        may = frozenset({"accounts.manage", "ledgers.import"})
        own = root.pk if root else None
        self.scope = Scope(own, None, frozenset(), widths, may)


def _gaps(asker: User, at: datetime) -> Iterator[Remark]:
    whole: Asker = _Manager() if asker.scope.everywhere else asker
    for gap in missing.gaps(whole, today=timezone.localdate(at), now=at):
        place = next((one for one in gap.places if one.route), None)
        of = [] if place is None or place.argument is None else [place.argument]
        yield Remark(_in_full(gap), reverse(place.route, args=of) if place else "")


def _in_full(gap: missing.Gap) -> str:
    """With the names of what is meant, where a gap is about several."""
    named = [one.text for one in gap.places if one.argument or len(gap.places) > 1]
    if not named:
        return gap.text
    more = "……" if gap.more else ""
    return f"{gap.text.rstrip('.。')}（{'、'.join(named)}{more}）"


def _doubts(asker: User, at: datetime) -> Iterator[Remark]:
    for one in doubts(asker):
        yield Remark(one.message, reverse("core:base_year_of", args=[one.year]))


def _lacks_a_kind() -> Q:
    lacks = Q(pk__in=[])
    for kind in _KINDS:
        has = Exists(BaseCount.objects.filter(figure=OuterRef("pk"), kind=kind))
        lacks |= ~Q(has)
    return lacks


_ALIKE = Unit.objects.exclude(pk=OuterRef("pk")).filter(root=OuterRef("root"))
CHECKS = (
    Check(
        "units.short_name_twice",
        _("Two units of one short name"),
        Unit,
        where(
            ~Q(short_name=""), Exists(_ALIKE.filter(short_name=OuterRef("short_name")))
        ),
        ("short_name",),
        _("Ledgers that name it so reach only one of them."),
    ),
    Check(
        "units.above_ended",
        _("The unit above it ended first"),
        Unit,
        where(
            Q(valid_to=None) | Q(valid_to__gt=F("parent__valid_to")),
            parent__valid_to__isnull=False,
        ),
        ("parent", "valid_to"),
        _("Name the unit that took over, or the day on which this one ended."),
    ),
    Check(
        "staff.unit_ended",
        _("At work in a unit that has ended"),
        User,
        where(is_active=True, unit__valid_to__isnull=False),
        ("unit",),
        _("Name the unit they work in now."),
        called="person",
    ),
    Check(
        "base_figures.incomplete",
        _("Base figures without one of their kinds"),
        BaseFigure,
        where(_lacks_a_kind(), unit__kind="legal_person"),
        _KINDS,
        _("Rates that stand on the missing number are printed as —."),
    ),
)
SURVEYS = (
    Survey(
        "base_figures.outlets_exceed_total",
        _("Outlets that add up to more than the institution"),
        "core",
        _("One of the numbers is wrong: compare them with their source."),
        _doubts,
        sees="base",
        may="figures.see",
    ),
    Survey(
        "setup.missing",
        _("Missing in the set-up"),
        "core",
        _("The work goes on without it, but less well."),
        _gaps,
        may="setup.see",
    ),
)
