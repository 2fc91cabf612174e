"""What is done to products, fees, partners and the looks at them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail, transitions
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import TimeLimit, Unit, User
from reviews.models.offers import (
    FeeItem,
    Partner,
    PartnerReview,
    Product,
    ProductStage,
    Rectification,
)
from reviews.models.offers.kept import Watched
from reviews.offer_states import RUNNING, STAGES

# The field by which a rectification knows what it was found by.
_FOUND_BY = {
    "monitoringcheck": "monitoring_check",
    "postlaunchevaluation": "evaluation",
    "suitabilitycheck": "suitability_check",
}


@transaction.atomic
def keep(
    noun: type[Any],
    values: Mapping[str, Any],
    *,
    root: Unit,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> Any:
    """A new record of any of these nouns, and what follows from it."""
    trail.acting_as(actor)
    record = noun(root=root)
    links = _set(record, values)
    if record.unit_id is None:
        record.unit = root.lead()
    _before_saving(record, set(values), at)
    record.save()
    _link(record, links)
    trail.record(record, way.created, actor=actor, at=at)
    _afterwards(record, values, actor, at)
    return record


@transaction.atomic
def change(
    record: Any,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    """Other values for a record. Raises WriteRefused for what must stay as it was."""
    trail.acting_as(actor)
    if isinstance(record, FeeItem):
        _refuse_new_price(record, changes, timezone.localdate(at))
    was = record.partner if isinstance(record, PartnerReview) else None
    links = _set(record, changes)
    if record.unit_id is None:
        record.unit = record.root.lead()
    _before_saving(record, set(changes), at)
    record.save()
    _link(record, links)
    if was is not None and was != record.partner:
        _keep_review_day(was)
    told = {"fields": sorted(changes)}
    trail.record(record, way.changed, actor=actor, at=at, changes=told)
    _afterwards(record, changes, actor, at)


@transaction.atomic
def record_stage(
    product: Product, stage: str, day: date, note: str, *, actor: User, at: datetime
) -> ProductStage:
    """The product reached a stage. Raises WriteRefused: it goes forward only, one by
    one where the institution develops it, and not to customers unreviewed."""
    trail.acting_as(actor)
    product = Product.objects.select_for_update().get(pk=product.pk)
    if reason := why_not_stage(product, stage, day, timezone.localdate(at)):
        raise WriteRefused(reason)
    made = ProductStage.objects.create(
        product=product, stage=stage, day=day, note=note, recorded_by=actor
    )
    was, product.stage, product.stage_on = product.stage, stage, day
    product.save(update_fields=["stage", "stage_on"])
    changes = {"stage": [was, stage], "day": day.isoformat()}
    trail.record(
        product, "stage_recorded", actor=actor, at=at, note=note, changes=changes
    )
    return made


def next_stages(product: Product) -> list[str]:
    """What may come next: of the institution's own the very next, since the union
    does the steps of its products that are not seen here."""
    ahead = list(STAGES[STAGES.index(product.stage) + 1 :] if product.stage else STAGES)
    return ahead if product.origin == "provincial" else ahead[:1]


def why_not_stage(product: Product, stage: str, day: date, today: date) -> str:
    if product.stage and STAGES.index(stage) <= STAGES.index(product.stage):
        return _("A product does not go back: this stage is passed already.")
    if stage not in next_stages(product):
        return _("A stage in between has no record yet.")
    if day > today:
        return _("This day is still to come: correct it.")
    if product.stage_on and day < product.stage_on:
        return _("The stage before was reached later than this.")
    if stage == RUNNING and not product.has_passed:
        return _("No review of this product has passed: link it first.")
    return ""


def _set(record: Any, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Sets the fields; what names several other records is linked after saving."""
    links: dict[str, list[Any]] = {}
    for name, value in values.items():
        field = record._meta.get_field(name)
        if isinstance(record, Product) and name in ("stage", "stage_on"):
            continue
        if isinstance(field, models.ManyToManyField):
            links[name] = _named(field, record.root, value)
        elif isinstance(value, tuple):
            setattr(record, name, list(value))
        elif isinstance(field, models.ForeignKey) and not isinstance(value, Unit):
            found = _named(field, record.root, value, many=False)
            setattr(record, name, found[0] if found else None)
        else:
            setattr(record, name, value)
    return links


def _named(field: Any, root: Unit, names: Any, *, many: bool = True) -> list[Any]:
    """The records that a cell names by number or name, in the institution."""
    noun: Any = field.related_model
    if not names or noun is Unit:
        return []
    by = "number" if noun._meta.model_name == "review" else "name"
    wanted = str(names).split("、") if many else [str(names)]
    return list(noun.objects.filter(root=root, **{f"{by}__in": wanted}))


def _link(record: Any, links: Mapping[str, list[Any]]) -> None:
    for name, others in links.items():
        getattr(record, name).set(others)


def _before_saving(record: Any, touched: set[str], at: datetime) -> None:
    if isinstance(record, Partner) and (touched & {"entered_on"} or not record.pk):
        record.review_due_on = _review_due(record.reviewed_on or record.entered_on)


def _review_due(day: date) -> date:
    return day + timedelta(days=TimeLimit.objects.on(day)["partner.review"].days)


def _afterwards(
    record: Any, values: Mapping[str, Any], actor: User, at: datetime
) -> None:
    if isinstance(record, Product):
        _keep_stage(record, values, actor, at)
    elif isinstance(record, PartnerReview):
        _keep_review_day(record.partner)
    elif isinstance(record, Watched):
        _keep_rectification(record, actor, at)


def _keep_stage(
    product: Product, values: Mapping[str, Any], actor: User, at: datetime
) -> None:
    """The stage a row tells: a product that comes with it came through those before."""
    stage, day = values.get("stage"), values.get("stage_on")
    if not stage or stage == product.stage:
        _refuse_lost_stage(product, values)
        return
    day = day or product.stage_on or timezone.localdate(at)
    if product.stage:
        record_stage(product, stage, day, "", actor=actor, at=at)
    else:
        ProductStage.objects.create(
            product=product, stage=stage, day=day, recorded_by=actor
        )
        Product.objects.filter(pk=product.pk).update(stage=stage, stage_on=day)
    product.stage, product.stage_on = stage, day


def _refuse_lost_stage(product: Product, values: Mapping[str, Any]) -> None:
    """A stage that was recorded is neither taken away nor moved to another day."""
    is_gone = "stage" in values and values["stage"] != product.stage
    is_moved = "stage_on" in values and values["stage_on"] != product.stage_on
    if is_gone or is_moved:
        raise WriteRefused(_("A stage that was recorded stays, and so does its day."))


def _keep_review_day(partner: Partner) -> None:
    last = partner.reviews.order_by("reviewed_on").last()
    partner.reviewed_on = last.reviewed_on if last else None
    partner.review_due_on = _review_due(partner.reviewed_on or partner.entered_on)
    partner.save(update_fields=["reviewed_on", "review_due_on"])


def remove_partner_review(record: PartnerReview) -> None:
    partner = record.partner
    record.delete()
    _keep_review_day(partner)


def remove_watched(record: Any) -> None:
    """Take back what an import brought, with the work nobody began."""
    record.rectifications.filter(status="open").delete()
    record.delete()


def _keep_rectification(record: Any, actor: User, at: datetime) -> None:
    """An issue is mended: once, whatever is corrected later."""
    if not record.issue.strip() or record.rectifications.exists():
        return
    today = timezone.localdate(at)
    days = TimeLimit.objects.on(today)["watch.rectify"].days
    due = record.rectify_by or today + timedelta(days=days)
    work = Rectification.objects.create(
        issue=record.issue,
        unit=record.unit,
        status="open",
        set_on=min(today, due),
        due_on=due,
        **{_FOUND_BY[record._meta.model_name]: record},
    )
    trail.record(work, "added", actor=actor, at=at)
    trail.record(record, "rectification_set", actor=actor, at=at)


def fee_lead_days(day: date) -> int:
    """How many days before this one a price that begins on it is made known."""
    return TimeLimit.objects.on(day)["fee.publish_before"].days


@transaction.atomic
def move_rectification(
    work: Rectification,
    move: str,
    result: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """Raises MoveRefused; then the result is not kept either."""
    if move == "submit":
        trail.acting_as(actor)
        Rectification.objects.filter(pk=work.pk).update(result=result)
    transitions.make_move(work, move, actor=actor, at=at, note=note)


def _refuse_new_price(item: FeeItem, changes: Mapping[str, Any], today: date) -> None:
    """What customers were told stays: another price is another version."""
    is_known = item.published_on is not None and item.effective_from <= today
    if is_known and {"price", "effective_from"} & changes.keys():
        raise WriteRefused(
            _("A changed price is a new version: add it with the day it begins on.")
        )
