"""The list of plan items and the page of one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from consumer_protection.governance.figures import FIGURES
from consumer_protection.governance.filters import PlanItemFilter
from consumer_protection.governance.models import PlanItem
from consumer_protection.governance.pages.planning.plan_work import (
    fulfilled_by,
    item_acts,
)
from consumer_protection.governance.tables import PlanItemTable


def _show(item: PlanItem) -> Shown:
    facts = (
        (_("Task"), item.task),
        (_("Kind"), label("plan_kind", item.plan_kind)),
        (_("Plan year"), item.year),
        (_("Responsible unit"), item.unit.name),
        (_("Owner"), item.owner),
        (_("Planned completion"), item.due_on),
        (_("Completed on"), item.done_on),
        (_("Fulfilled by"), fulfilled_by(item)),
        (_("Carried from"), item.carried_from),
    )
    return Shown(
        title=item.task,
        status=label("plan_item_status", item.status),
        is_ended=not item.is_open,
        sections=(Section(_("Plan item"), facts),),
    )


def _list_acts(user: User) -> list[Act]:
    url = reverse("governance:planproblem_list")
    return [Act(_("Problems found"), url, "flag")]


PLAN_ITEMS = Register(
    noun=PlanItem,
    label=_("Plans"),
    subject="governance",
    table=PlanItemTable,
    filterset=PlanItemFilter,
    show=_show,
    order=("-year", "due_on", "pk"),
    related=("unit", "carried_from"),
    figures=FIGURES,
    ledger="plan_items",
    writes="records.keep",
    keeps="records.keep",
    acts=item_acts,
    list_acts=_list_acts,
)
