"""Cases like one that is being put on record: same person, same matter, same words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from complaints.models import Complaint
from consumer_protection.core import pii
from consumer_protection.core.models import Threshold, Unit
from consumer_protection.core.scope import Asker

# Texts alike by more than this share of their pairs of characters.
_ALIKE = 0.45
_BACK = timedelta(days=365)
_READ, _SHOWN = 300, 8


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of the new one so far."""

    unit: Unit
    received_on: date
    description: str = ""
    category: str = ""
    complainant: str = ""
    phone: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """``reasons`` say for people why; ``weight`` orders them."""

    case: Complaint
    reasons: tuple[str, ...]
    weight: float


def similar(draft: Draft, asker: Asker) -> list[Alike]:
    """The likeliest first, of the last year, among those the asker sees."""
    visible = Complaint.objects.visible_to(asker).filter(
        root=draft.unit.root,
        received_on__gt=draft.received_on - _BACK,
        received_on__lte=draft.received_on,
    )
    people = _people(draft)
    matter = Q(unit=draft.unit) | (
        Q(category=draft.category) if draft.category else Q()
    )
    near = visible.on_record().filter(people | matter)
    found = near.select_related("unit").order_by("-received_on", "-pk")[:_READ]
    alike = [one for case in found if (one := _compared(case, draft))]
    return sorted(alike, key=lambda one: -one.weight)[:_SHOWN]


def wave(draft: Draft, asker: Asker) -> int:
    """How many of the same matter the asker saw coming lately, where that is enough
    to alarm; 0 otherwise."""
    if not draft.category:
        return 0
    count = Threshold.objects.value("complaint.wave_count", draft.received_on)
    days = Threshold.objects.value("complaint.wave_days", draft.received_on)
    if count is None or days is None:
        return 0
    lately = (
        Complaint.objects.visible_to(asker)
        .filter(
            root=draft.unit.root,
            category=draft.category,
            received_on__gt=draft.received_on - timedelta(days=int(days)),
            received_on__lte=draft.received_on,
        )
        .complaints()
    )
    found = lately.count()
    return found if found + 1 >= count else 0


def likeness(one: str, other: str) -> float:
    """Dice's measure over pairs of neighbouring characters: 0 strange, 1 equal."""
    pairs, others = _pairs(one), _pairs(other)
    if not pairs or not others:
        return 0.0
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _pairs(text: str) -> set[str]:
    plain = "".join(sign for sign in text if sign.isalnum())
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def _people(draft: Draft) -> Q:
    found = Q(pk__in=[])
    for name, kind in _INDEXED:
        if value := getattr(draft, name):
            index = pii.blind_index(kind, value, draft.unit.root_id)
            found |= Q(**{f"{name}_index": index})
    return found


_INDEXED = (("id_number", "number"), ("phone", "number"), ("complainant", "name"))


def _compared(case: Complaint, draft: Draft) -> Alike | None:
    told = [*_same(case, draft)]
    words = likeness(case.description, draft.description)
    if words >= _ALIKE:
        told.append((_("similar words"), words))
    is_person = any(weight >= 1 for _reason, weight in told)
    if not is_person and words < _ALIKE:
        return None
    return Alike(case, tuple(text for text, _w in told), sum(w for _t, w in told))


def _same(case: Any, draft: Draft) -> Iterator[tuple[str, float]]:
    labels = {"id_number": _("same identity"), "phone": _("same phone")}
    for name, kind in _INDEXED:
        value = getattr(draft, name)
        index = pii.blind_index(kind, value, draft.unit.root_id) if value else ""
        if index and getattr(case, f"{name}_index") == index:
            yield labels.get(name, _("same name")), 2.0 if name in labels else 1.0
    if draft.category and case.category == draft.category:
        yield _("same business"), 0.3
    if case.unit_id == draft.unit.pk:
        yield _("same unit"), 0.2
