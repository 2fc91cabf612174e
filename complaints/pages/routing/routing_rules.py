"""The list of routing rules, the page of one, and trying what they would do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from complaints import queries, routing
from complaints.dimensions import DIMENSIONS
from complaints.filters import RoutingRuleFilter
from complaints.models import RoutingRule
from complaints.routing_forms import TryForm
from complaints.tables import RoutingRuleTable
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit, User
from consumer_protection.core.registers import Act, Register, Section, Shown

_MAY = "routing.manage"
_WHY = {
    "source": _("another source"),
    "category": _("another business category"),
    "intake_channel": _("another intake channel"),
    "level": _("another level"),
    "unit_id": _("another unit"),
    "valid_from": _("not yet in force"),
    "valid_to": _("no longer in force"),
    "handling_unit": _("its handling unit has ended"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule, and why it does not fit; ``comes_too_late``: an earlier one decides."""

    rule: RoutingRule
    conditions: str
    reasons: Sequence[object]
    decides: bool
    comes_too_late: bool


@require_GET
@access(may=_MAY)
def try_rules(request: StaffRequest) -> HttpResponse:
    """Which rule takes a complaint of these facts, and why the others do not."""
    units = Unit.objects.visible_to(request.user)
    initial = {"on": timezone.localdate()}
    asked = request.GET if "unit" in request.GET else None
    form = TryForm(asked, units=units, initial=initial)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        context |= _tried(request.user, form)
    return render(request, "complaints/routing_try.html", context)


def _tried(user: User, form: TryForm) -> dict[str, object]:
    visible = RoutingRule.objects.visible_to(user).not_ended(form.day)
    rules = list(visible.select_related("unit", "handling_unit"))
    chosen = routing.route(form.facts, rules)
    unit: Unit = form.cleaned_data["unit"]
    told = []
    for rule in rules:
        reasons = [_WHY[name] for name in routing.against(form.facts, rule)]
        decides = rule is chosen
        late = not reasons and not decides
        told.append(Tried(rule, conditions(rule), reasons, decides, late))
    handling = chosen.handling_unit if chosen else queries.without_rule(unit, form.day)
    return {"tried": told, "chosen": chosen, "handling_unit": handling, "unit": unit}


def conditions(rule: RoutingRule) -> str:
    """The rule's conditions in one line."""
    told = [
        f"{DIMENSIONS[name].label}: {DIMENSIONS[at].labels().get(code, code)}"
        for name, at in (
            ("source", "source"),
            ("category", "subcategory"),
            ("intake_channel", "intake_channel"),
            ("level", "level"),
        )
        if (code := getattr(rule, name))
    ]
    if rule.unit is not None:
        told.append(f"{DIMENSIONS['unit'].label}: {rule.unit}")
    return "；".join(told) or str(_("every complaint"))


def _show(rule: RoutingRule) -> Shown:
    facts = (
        (_("Order"), rule.position),
        (_("Conditions"), conditions(rule)),
        (_("Handling unit"), rule.handling_unit),
        (_("Valid from"), rule.valid_from),
        (_("Valid to"), rule.valid_to),
        (_("Remark"), rule.remark),
        (_("Changed by"), rule.changed_by),
        (_("Changed at"), rule.changed_at),
    )
    sections = (Section(_("Routing rule"), facts),)
    return Shown(title=f"{_('Routing rule')} {rule.position}", sections=sections)


def _acts(rule: RoutingRule, user: User) -> list[Act]:
    if rule.is_ended(timezone.localdate()):
        return []
    name = "complaints:routingrule"
    up, down = (reverse(f"{name}_shift", args=[rule.pk, way]) for way in ("up", "down"))
    return [
        Act(_("Move up"), up, "up", is_post=True),
        Act(_("Move down"), down, "down", is_post=True),
        Act(_("Edit"), reverse(f"{name}_edit", args=[rule.pk])),
        Act(_("End"), reverse(f"{name}_end", args=[rule.pk])),
    ]


def _list_acts(user: User) -> list[Act]:
    return [
        Act(_("Try the rules"), reverse("complaints:routing_try"), "search"),
        Act(_("Add a routing rule"), reverse("complaints:routingrule_add"), "plus"),
    ]


RULES = Register(
    noun=RoutingRule,
    label=_("Routing rules"),
    subject="complaints",
    table=RoutingRuleTable,
    filterset=RoutingRuleFilter,
    show=_show,
    order=("position", "valid_from", "pk"),
    related=("unit", "handling_unit", "changed_by"),
    may=_MAY,
    acts=_acts,
    list_acts=_list_acts,
)
