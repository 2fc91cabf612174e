"""The list of complaints and the page of one."""

from django.utils.translation import gettext_lazy as _

from complaints.figures import FIGURES
from complaints.filters import ComplaintFilter
from complaints.models import Complaint
from complaints.pages.cases.beside import beside
from complaints.pages.cases.case_acts import acts
from complaints.pages.cases.case_facts import show
from complaints.pages.cases.queue_bar import queue_bar
from complaints.tables import CaseTable
from consumer_protection.core.registers import Register
from consumer_protection.core.reveal import Personal

COMPLAINTS = Register(
    noun=Complaint,
    label=_("Complaints"),
    subject="complaints",
    table=CaseTable,
    filterset=ComplaintFilter,
    show=show,
    order=("-received_on", "-number"),
    related=(
        "unit__root",
        "handling_unit",
        "repeat_of",
        "merged_into",
        "registered_by",
        "proposed_by",
    ),
    figures=FIGURES,
    personal=(
        Personal("complainant", _("Complainant"), "name"),
        Personal("phone", _("Phone"), "number"),
        Personal("id_number", _("Identity number"), "number"),
    ),
    ledger="complaints",
    writes="complaints.handle",
    keeps="complaints.handle",
    acts=acts,
    page="complaints/case.html",
    more=beside,
    above="complaints/_queues.html",
    bar="complaints/_chosen_bar.html",
    list_more=queue_bar,
)
