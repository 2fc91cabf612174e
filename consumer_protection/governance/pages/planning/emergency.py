"""Emergency plans and drills."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.kept_pages import KEEP, shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Shown
from consumer_protection.governance import ledgers, models
from consumer_protection.governance.plan_figures import FIGURES
from consumer_protection.governance.planning import filters, tables


def _show_plan(plan: models.EmergencyPlan) -> Shown:
    return shown(ledgers.EMERGENCY_PLANS, plan, _("Emergency plan"))


EMERGENCY_PLANS = Register(
    noun=models.EmergencyPlan,
    label=_("Emergency plans"),
    subject="governance",
    table=tables.EmergencyPlanTable,
    filterset=filters.EmergencyPlanFilter,
    show=_show_plan,
    order=("business", "title"),
    related=("unit",),
    ledger="emergency_plans",
    writes=KEEP,
    keeps=KEEP,
)


def _show_drill(drill: models.Drill) -> Shown:
    return shown(ledgers.DRILLS, drill, _("Drill"))


def _drill_acts(user: User) -> list[Act]:
    plans, cases = "governance:emergencyplan_list", "governance:incident_list"
    return [
        Act(_("Emergency plans"), reverse(plans), "book"),
        Act(_("Incidents"), reverse(cases), "warning"),
    ]


DRILLS = Register(
    noun=models.Drill,
    label=_("Drills"),
    subject="governance",
    table=tables.DrillTable,
    filterset=filters.DrillFilter,
    show=_show_drill,
    order=("-held_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="drills",
    writes=KEEP,
    keeps=KEEP,
    list_acts=_drill_acts,
)
