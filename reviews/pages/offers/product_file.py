"""All that is known around one product, on its page: of each only what the asker
sees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import code_list, label
from consumer_protection.core.models import User
from consumer_protection.core.product_facts import facts_beside
from reviews.models import Review
from reviews.models.offers import (
    FeeItem,
    FollowUp,
    MonitoringCheck,
    Partner,
    PostLaunchEvaluation,
    Product,
    ProductAdjustment,
    Rectification,
    SuitabilityCheck,
)

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Linked:
    """A small table whose rows lead to their records; ``url`` to all of them."""

    title: Any
    columns: Sequence[Any]
    rows: Sequence[tuple[str, Sequence[object]]]
    url: str

    @property
    def labelled(self) -> list[tuple[str, list[tuple[Any, object]]]]:
        """Each cell with its column's label, which phones show beside it."""
        return [
            (url, list(zip(self.columns, cells, strict=True)))
            for url, cells in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Stage:
    """``place`` is done, now or later, as the stepper draws it."""

    label: str
    place: str
    day: object = None
    note: str = ""


def product_file(product: Product, user: User) -> Mapping[str, object]:
    listings = [one for one in _listings(product, user) if one.rows]
    return {
        "stages": _stages(product),
        "listings": listings,
        "beside": facts_beside(product.name, product.category, user),
    }


def _stages(product: Product) -> list[Stage]:
    known = {one.stage: one for one in product.stages.all()}
    codes = list(code_list("product_stage").labels.items())
    now = [code for code, _label in codes].index(product.stage) if product.stage else -1
    found = []
    for number, (code, text) in enumerate(codes):
        one = known.get(code)
        place = "done" if number < now else "now" if number == now else "later"
        day, note = (one.day, one.note) if one else (None, "")
        found.append(Stage(text, place, day, pii.mask_text(note)))
    return found


def _listings(product: Product, user: User) -> list[Linked]:
    return [
        _reviews(product, user),
        _fees(product, user),
        _partners(product, user),
        _checks(product, user),
        _evaluations(product, user),
        _samples(product, user),
        _follow_ups(product, user),
        _adjustments(product, user),
        _rectifications(product, user),
    ]


def _linked(
    title: Any,
    route: str,
    columns: Sequence[Any],
    records: Iterable[Any],
    *cells: Any,
) -> Linked:
    """``cells`` give of a record what each column shows."""
    rows = [(one.get_absolute_url(), [cell(one) for cell in cells]) for one in records]
    return Linked(title, columns, rows, reverse(f"reviews:{route}_list"))


def _reviews(product: Product, user: User) -> Linked:
    seen = Review.objects.visible_to(user).filter(products=product)
    return _linked(
        _("Reviews"),
        "review",
        (_("Number"), _("Reviewed item"), _("Conclusion"), _("Concluded on")),
        seen.order_by("-submitted_on")[:_SHOWN],
        lambda one: one.number,
        lambda one: one.title,
        lambda one: label("review_conclusion", one.conclusion),
        lambda one: one.concluded_on,
    )


def _fees(product: Product, user: User) -> Linked:
    seen = FeeItem.objects.visible_to(user).filter(product=product)
    return _linked(
        _("Service fees"),
        "feeitem",
        (_("Service"), _("Price"), _("Price type"), _("Effective from")),
        seen.order_by("-effective_from")[:_SHOWN],
        lambda one: one.name,
        lambda one: one.price,
        lambda one: label("price_type", one.price_type),
        lambda one: one.effective_from,
    )


def _partners(product: Product, user: User) -> Linked:
    seen = Partner.objects.visible_to(user).filter(products=product)
    return _linked(
        _("Partners"),
        "partner",
        (_("Partner name"), _("Kind of cooperation"), _("Contract until")),
        seen.order_by("name")[:_SHOWN],
        lambda one: one.name,
        lambda one: label("partner_kind", one.kind),
        lambda one: one.contract_until,
    )


def _checks(product: Product, user: User) -> Linked:
    seen = MonitoringCheck.objects.visible_to(user).filter(product=product)
    return _linked(
        _("Monitoring checks"),
        "monitoringcheck",
        (_("Checked on"), _("What was watched"), _("Unit"), _("Issue found")),
        seen.select_related("unit").order_by("-checked_on")[:_SHOWN],
        lambda one: one.checked_on,
        lambda one: one.name,
        lambda one: one.unit.name,
        lambda one: pii.mask_text(one.issue),
    )


def _evaluations(product: Product, user: User) -> Linked:
    seen = PostLaunchEvaluation.objects.visible_to(user).filter(product=product)
    return _linked(
        _("Post-launch evaluations"),
        "postlaunchevaluation",
        (_("Evaluated on"), _("Result"), _("Issue found")),
        seen.order_by("-evaluated_on")[:_SHOWN],
        lambda one: one.evaluated_on,
        lambda one: label("evaluation_result", one.result),
        lambda one: pii.mask_text(one.issue),
    )


def _samples(product: Product, user: User) -> Linked:
    seen = SuitabilityCheck.objects.visible_to(user).filter(product=product)
    return _linked(
        _("Suitability checks"),
        "suitabilitycheck",
        (_("Checked on"), _("Unit"), _("Sales sampled"), _("Of these fit")),
        seen.select_related("unit").order_by("-checked_on")[:_SHOWN],
        lambda one: one.checked_on,
        lambda one: one.unit.name,
        lambda one: one.sampled,
        lambda one: one.passed,
    )


def _follow_ups(product: Product, user: User) -> Linked:
    seen = FollowUp.objects.visible_to(user).filter(product=product)
    return _linked(
        _("Customer follow-ups"),
        "followup",
        (_("Held on"), _("Unit"), _("Customers reached"), _("Of these satisfied")),
        seen.select_related("unit").order_by("-held_on")[:_SHOWN],
        lambda one: one.held_on,
        lambda one: one.unit.name,
        lambda one: one.reached,
        lambda one: one.satisfied,
    )


def _adjustments(product: Product, user: User) -> Linked:
    seen = ProductAdjustment.objects.visible_to(user).filter(product=product)
    return _linked(
        _("Product adjustments"),
        "productadjustment",
        (_("Adjusted on"), _("Rule changed"), _("What led to it")),
        seen.order_by("-adjusted_on")[:_SHOWN],
        lambda one: one.adjusted_on,
        lambda one: one.rule,
        lambda one: label("adjustment_trigger", one.trigger),
    )


def _rectifications(product: Product, user: User) -> Linked:
    seen = Rectification.objects.visible_to(user).of_product(product.pk)
    return _linked(
        _("Rectifications"),
        "rectification",
        (_("Issue found"), _("Owner unit"), _("Due on"), _("State")),
        seen.select_related("unit").order_by("-due_on")[:_SHOWN],
        lambda one: pii.mask_text(one.issue),
        lambda one: one.unit.name,
        lambda one: one.due_on,
        lambda one: label("rectification_status", one.status),
    )
