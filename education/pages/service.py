"""The list of service records and the page of one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.kept_pages import shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Shown
from education import ledgers
from education.figures import FIGURES
from education.filters import ServiceRecordFilter
from education.models import ServiceRecord
from education.states import LOG
from education.tables import ServiceRecordTable


def _show(one: ServiceRecord) -> Shown:
    kind = label("service_kind", one.kind)
    return shown(ledgers.SERVICE_RECORDS, one, _("Service record"), status=kind)


def _list_acts(user: User) -> list[Act]:
    months = reverse("education:service_months")
    return [Act(_("Service by outlet and month"), months, "chart")]


SERVICE_RECORDS = Register(
    noun=ServiceRecord,
    label=_("Service records"),
    subject="education",
    table=ServiceRecordTable,
    filterset=ServiceRecordFilter,
    show=_show,
    order=("-held_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="service_records",
    writes=LOG,
    keeps=LOG,
    list_acts=_list_acts,
)
