"""What is missing before the system can carry a year's work, read from the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db.models import Exists, Max, Q
from django.utils.translation import gettext as _

from consumer_protection.core.codes import label
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.models import (
    ImportBatch,
    Institution,
    Unit,
    User,
    Workday,
    ZeroReturn,
)
from consumer_protection.core.scope import Asker, InstitutionWide

_NAMED = 6
# The new year's days are announced in November.
_ANNOUNCED_IN = 12
# These are not a year's records: units and people have lines of their own.
_APART = ("units", "staff")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is mended: a named route with its one argument, if any; without
    a route, where the asker may not go."""

    text: str
    route: str
    argument: object = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, and why it matters."""

    text: str
    why: str
    places: list[Place] = field(default_factory=list)
    is_important: bool = False
    more: int = 0


def gaps(asker: Asker, *, today: date, now: datetime) -> list[Gap]:
    """Everything missing in the asker's institution, the important first."""
    found = [*essentials(asker, today), *_minor(asker, today, now)]
    return sorted(found, key=lambda gap: not gap.is_important)


def essentials(asker: Asker, today: date) -> list[Gap]:
    """What the work cannot do without; few queries, since the home page asks."""
    units = list(Unit.objects.visible_to(asker).valid_on(today).order_by("code"))
    found = list(_about_units(units))
    if asker.scope.allows("accounts.manage"):
        found += _about_roles(units, _holders(asker))
    return found


def _about_units(units: list[Unit]) -> Iterator[Gap]:
    if len(units) < 2:
        yield Gap(
            _("There are no departments or outlets yet."),
            _("Complaints, reviews and people each belong to one."),
            [Place(_("Add units"), "core:setup_units")],
            is_important=True,
        )
        return
    if not any(unit.is_lead for unit in units):
        yield Gap(
            _("No department leads consumer protection."),
            _("The report names it, and work without an owner goes there."),
            [Place(_("Units"), "core:unit_list")],
            is_important=True,
        )
    outlets = [unit for unit in units if unit.kind == "outlet"]
    bare = [unit for unit in outlets if not (unit.head_name and unit.liaison_name)]
    if bare:
        yield Gap(
            _("Outlets without a head or a liaison person."),
            _("Complaints about an outlet are handed to them."),
            [_edited(unit) for unit in bare[:_NAMED]],
            is_important=True,
            more=max(len(bare) - _NAMED, 0),
        )


def _edited(unit: Unit) -> Place:
    return Place(str(unit), "core:unit_edit", unit.pk)


def _holders(asker: Asker) -> dict[str, set[int]]:
    """Role → the units of the active people who hold it. Who works where in which
    role is no secret inside; only what is missing is told."""
    people = User.objects.active().filter(unit__root_id=asker.scope.root_id)
    found: dict[str, set[int]] = {}
    for role, unit_id in people.values_list("grants__role", "unit_id"):
        if role and unit_id:
            found.setdefault(role, set()).add(unit_id)
    return found


def _about_roles(units: list[Unit], holders: dict[str, set[int]]) -> Iterator[Gap]:
    people = [Place(_("People"), "core:setup_people")]
    for role in ("cp_officer", "cp_head"):
        if role not in holders:
            text = _("Nobody has the role %(role)s.") % {"role": label("role", role)}
            why = _("Ledgers, reports and approvals wait for this person.")
            yield Gap(text, why, people, is_important=True)
    managed = holders.get("branch_manager", set())
    outlets = [unit for unit in units if unit.kind == "outlet"]
    bare = [unit for unit in outlets if unit.pk not in managed]
    if bare:
        yield Gap(
            _("Outlets without a branch manager who has an account."),
            _("Answers of an outlet are approved by its manager."),
            [Place(str(unit), "core:person_add") for unit in bare[:_NAMED]],
            is_important=True,
            more=max(len(bare) - _NAMED, 0),
        )


def _minor(asker: Asker, today: date, now: datetime) -> Iterator[Gap]:
    yield from _about_institution(asker)
    if asker.scope.allows("accounts.manage"):
        yield from _about_people(asker, now)
    yield from _about_ledgers(asker)
    yield from _about_days(today)


def _about_institution(asker: Asker) -> Iterator[Gap]:
    own = Institution.objects.filter(unit__pk=asker.scope.root_id or 0).first()
    place = [Place(_("Institution"), "core:setup_institution")]
    if own is None or not own.letters:
        why = _("Numbers of documents begin with them.")
        yield Gap(_("No letters of document numbers."), why, place)
    if own is None or not own.region:
        yield Gap(_("No region."), _("Reports name it."), place)
    if own is None or not own.logo:
        yield Gap(_("No logo."), _("It stands beside the institution's name."), place)


def _about_people(asker: Asker, now: datetime) -> Iterator[Gap]:
    own = User.objects.filter(unit__root_id=asker.scope.root_id)
    place = [Place(_("People"), "core:setup_people")]
    if waiting := own.awaiting_code(now).count():
        text = _("People with a role who were never given a one-time code: %(count)d.")
        why = _("Without one they cannot sign in.")
        yield Gap(text % {"count": waiting}, why, place)
    if own.able_to_sign_in(now).allowed("accounts.manage").count() < 2:
        why = _("When this one person is away, nobody can give new codes.")
        yield Gap(_("There is only one system administrator."), why, place)
    if not own.active().filter(is_full_time=True).exists():
        why = _("The annual report tells how many there are.")
        yield Gap(_("Nobody is full-time in consumer protection."), why, place)


def _about_ledgers(asker: Asker) -> Iterator[Gap]:
    root_id = asker.scope.root_id
    declared = ZeroReturn.objects.filter(root_id=root_id)
    answered = set(declared.values_list("register", flat=True))
    asked = [one for one in settings.LEDGERS if one not in (*_APART, *answered)]
    empty = _never_filled(asker, asked)
    if empty:
        yield Gap(
            _("Ledgers that hold nothing and were never declared complete."),
            _("The report says of them that nothing was recorded."),
            [_filled(asker, kind) for kind in empty],
        )


def _never_filled(asker: Asker, kinds: list[str]) -> list[str]:
    """Of these kinds those without any record of the institution: one statement,
    however many there are."""
    whole = InstitutionWide(asker)
    own = [Exists(ledger(kind).records(whole).order_by()) for kind in kinds]
    root = Unit.objects.filter(pk=asker.scope.root_id or 0)
    row = root.values_list(*own).first() or (False,) * len(kinds)
    return [kind for kind, is_there in zip(kinds, row, strict=True) if not is_there]


def _filled(asker: Asker, kind: str) -> Place:
    may = asker.scope.allows(ledger(kind).may)
    return Place(label("register", kind), "core:import_new" if may else "", kind)


def has_records(asker: Asker, kind: str) -> bool:
    """Whether the institution has any; nobody needs to see them to be told that."""
    return ledger(kind).records(InstitutionWide(asker)).exists()


def count_records(asker: Asker, kind: str) -> int:
    """How many the institution has; people are counted apart, being nobody's subject."""
    if kind == "staff":
        own = User.objects.filter(is_system=False)
        return own.filter(unit__root_id=asker.scope.root_id).count()
    return ledger(kind).records(InstitutionWide(asker)).count()


def last_imports(asker: Asker) -> dict[str, datetime]:
    """Ledger kind → its last import that still stands."""
    own = ImportBatch.objects.filter(taken_back_at=None)
    own = own.filter(Q(root_id=asker.scope.root_id) | Q(root=None))
    rows = own.order_by().values_list("kind").annotate(last=Max("imported_at"))
    return dict(rows)


def _about_days(today: date) -> Iterator[Gap]:
    years = [today.year] + ([today.year + 1] if today.month >= _ANNOUNCED_IN else [])
    for year in years:
        if not Workday.objects.filter(day__year=year).exists():
            text = _("The working days of %(year)d are not there.") % {"year": year}
            why = _("Deadlines in working days follow the plain week until then.")
            mend = Place(_("Working-day arrangements"), "core:import_new", "workdays")
            yield Gap(text, why, [mend])
