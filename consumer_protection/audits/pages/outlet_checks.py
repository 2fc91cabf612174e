"""The list of outlet checks and the page of one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits import states
from consumer_protection.audits.figures import FIGURES
from consumer_protection.audits.filters import OutletCheckFilter
from consumer_protection.audits.models import OutletCheck
from consumer_protection.audits.pages.mending import acts_of, is_of_ledger, work_on
from consumer_protection.audits.tables import OutletCheckTable
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown


def _show(check: OutletCheck) -> Shown:
    facts = (
        (_("Outlet"), check.unit.name),
        (_("Checked on"), check.checked_on),
        (_("Checked by"), check.checker),
        (_("There"), _named(check.present)),
        (_("Lacking"), _named(check.lacking)),
        (_("Stage of the service standard"), label("standard_stage", check.stage)),
        (_("Certified on"), check.certified_on),
        (_("Issue found"), check.issue),
        (_("Remark"), check.remark),
    )
    sections = [Section(_("Outlet check"), facts)]
    if check.issue:
        sections.append(work_on(check))
    return Shown(
        title=str(check),
        status=label("rectify_status", check.status) if check.issue else "",
        is_ended=not check.is_open,
        sections=sections,
    )


def _named(codes: list[str]) -> str:
    return "、".join(label("facility_item", one) for one in codes)


def _acts(check: OutletCheck, user: User) -> list[Act]:
    return acts_of(check, user) if check.issue else []


def _list_acts(user: User) -> list[Act]:
    acts = [Act(_("All outlets at a glance"), reverse("audits:outlets"), "list")]
    if user.scope.allows(states.WORK):
        door = reverse("audits:outlet_check")
        acts.append(Act(_("Check an outlet"), door, "plus", is_main=True))
    return acts


CHECKS = Register(
    noun=OutletCheck,
    label=_("Outlet checks"),
    subject="audits",
    table=OutletCheckTable,
    filterset=OutletCheckFilter,
    show=_show,
    order=("-checked_on", "-pk"),
    related=("unit", "found_by", "submitted_by", "judged_by"),
    figures=FIGURES,
    ledger="outlet_checks",
    writes="records.keep",
    is_mended=is_of_ledger,
    keeps=states.WORK,
    acts=_acts,
    list_acts=_list_acts,
)
