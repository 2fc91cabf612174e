"""The list of plan items and the page of one."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.registers import Register, Section, Shown
from consumer_protection.governance.figures import FIGURES
from consumer_protection.governance.filters import PlanItemFilter
from consumer_protection.governance.models import PlanItem
from consumer_protection.governance.tables import PlanItemTable


def _show(item: PlanItem) -> Shown:
    facts = (
        (_("Task"), item.task),
        (_("Kind"), label("plan_kind", item.plan_kind)),
        (_("Plan year"), item.year),
        (_("Responsible unit"), item.unit.name),
        (_("Planned completion"), item.due_on),
        (_("Completed on"), item.done_on),
    )
    return Shown(
        title=item.task,
        status=label("plan_item_status", item.status),
        is_ended=not item.is_open,
        sections=(Section(_("Plan item"), facts),),
    )


PLAN_ITEMS = Register(
    noun=PlanItem,
    label=_("Plans"),
    subject="governance",
    table=PlanItemTable,
    filterset=PlanItemFilter,
    show=_show,
    order=("-year", "due_on", "pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="plan_items",
    writes="records.keep",
    keeps="records.keep",
)
