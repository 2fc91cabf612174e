"""The lists of checks, evaluations, samples and follow-ups, and the page of each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Section, Shown
from reviews.figures import FIGURES
from reviews.models.offers import (
    FollowUp,
    MonitoringCheck,
    PostLaunchEvaluation,
    Rectification,
    SuitabilityCheck,
)
from reviews.offers import tables
from reviews.offers import watching_filters as filters
from reviews.pages.offers import tabs

_WATCH, _KEEP = "monitoring.keep", "records.keep"


def _items(codes: list[str]) -> str:
    return "、".join(label("monitoring_item", code) for code in codes)


def _found(one: Any) -> Section:
    return Section(
        _("What was found"),
        (
            (_("Issue found"), pii.mask_text(one.issue)),
            (_("Rectify by"), one.rectify_by),
            (_("Remark"), pii.mask_text(one.remark)),
        ),
    )


def _works(one: Any) -> tuple[Listing, ...]:
    rows = [
        (work.set_on, work.due_on, label("rectification_status", work.status))
        for work in one.rectifications.order_by("pk")
    ]
    columns = (_("Set on"), _("Due on"), _("State"))
    return (Listing(_("Rectifications"), columns, rows),) if rows else ()


def _acts(one: Any, user: User) -> list[Act]:
    """The way to what has to be mended because of it."""
    seen = Rectification.objects.visible_to(user)
    mine = seen.filter(pk__in=one.rectifications.values("pk")).order_by("pk")
    return [Act(_("Rectification"), work.get_absolute_url(), "flag") for work in mine]


def _shown(one: Any, title: Any, *facts: tuple[Any, object]) -> Shown:
    return Shown(
        title=str(one),
        sections=(Section(title, facts), _found(one)),
        listings=_works(one),
    )


def _show_check(one: MonitoringCheck) -> Shown:
    return _shown(
        one,
        _("Monitoring check"),
        (_("Checked on"), one.checked_on),
        (_("Unit"), one.unit.name),
        (_("Kind of check"), label("monitoring_kind", one.kind)),
        (_("What was watched"), label("monitoring_aspect", one.aspect)),
        (_("Activity, outlet or channel"), one.name),
        (_("Product"), one.product),
        (_("Items met"), _items(one.met)),
        (_("Items not met"), _items(one.unmet)),
        (_("Checked by"), one.person),
    )


def _show_evaluation(one: PostLaunchEvaluation) -> Shown:
    return _shown(
        one,
        _("Post-launch evaluation"),
        (_("Product"), one.product.name),
        (_("Evaluated on"), one.evaluated_on),
        (_("Result"), label("evaluation_result", one.result)),
        (_("What was found"), pii.mask_text(one.findings)),
        (_("Unit"), one.unit.name),
        (_("Evaluated by"), one.person),
    )


def _show_sample(one: SuitabilityCheck) -> Shown:
    return _shown(
        one,
        _("Suitability check"),
        (_("Product"), one.product.name),
        (_("Unit"), one.unit.name),
        (_("Checked on"), one.checked_on),
        (_("Sales sampled"), one.sampled),
        (_("Of these fit"), one.passed),
        (_("Of these to people of 65 and above"), one.elderly),
        (_("Of these with special care"), one.elderly_passed),
        (_("Checked by"), one.person),
    )


def _show_follow_up(one: FollowUp) -> Shown:
    facts = (
        (_("Product"), one.product.name),
        (_("Unit"), one.unit.name),
        (_("Held on"), one.held_on),
        (_("Method"), label("follow_up_method", one.method)),
        (_("Customers contacted"), one.contacted),
        (_("Customers reached"), one.reached),
        (_("Of these satisfied"), one.satisfied),
        (_("Risks told again"), one.was_risk_told),
        (_("What customers said"), pii.mask_text(one.feedback)),
        (_("Remark"), pii.mask_text(one.remark)),
    )
    return Shown(title=str(one), sections=(Section(_("Customer follow-up"), facts),))


def _register(noun: Any, label: Any, ledger: str, writes: str, **more: Any) -> Register:
    return Register(
        noun=noun,
        label=label,
        subject="offers",
        related=("unit", "product"),
        figures=FIGURES,
        ledger=ledger,
        writes=writes,
        keeps=writes,
        above=tabs.STRIP,
        list_more=tabs.tabs(tabs.WATCHING),
        **more,
    )


CHECKS = _register(
    MonitoringCheck,
    _("Monitoring checks"),
    "monitoring_checks",
    _WATCH,
    table=tables.MonitoringTable,
    filterset=filters.MonitoringFilter,
    show=_show_check,
    acts=_acts,
    order=("-checked_on", "-pk"),
)
EVALUATIONS = _register(
    PostLaunchEvaluation,
    _("Post-launch evaluations"),
    "post_launch_evaluations",
    _KEEP,
    table=tables.EvaluationTable,
    filterset=filters.EvaluationFilter,
    show=_show_evaluation,
    acts=_acts,
    order=("-evaluated_on", "-pk"),
)
SUITABILITY = _register(
    SuitabilityCheck,
    _("Suitability checks"),
    "suitability_checks",
    _WATCH,
    table=tables.SuitabilityTable,
    filterset=filters.SuitabilityFilter,
    show=_show_sample,
    acts=_acts,
    order=("-checked_on", "-pk"),
)
FOLLOW_UPS = _register(
    FollowUp,
    _("Customer follow-ups"),
    "follow_ups",
    _WATCH,
    table=tables.FollowUpTable,
    filterset=filters.FollowUpFilter,
    show=_show_follow_up,
    order=("-held_on", "-pk"),
)
