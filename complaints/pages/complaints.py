"""The list of complaints and the page of one."""

from django.utils.translation import gettext_lazy as _

from complaints.figures import FIGURES
from complaints.filters import ComplaintFilter
from complaints.models import Complaint
from complaints.pages.beside import acts, listings
from complaints.tables import ComplaintTable
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.registers import Register, Section, Shown
from consumer_protection.core.reveal import Personal


def _show(complaint: Complaint) -> Shown:
    return Shown(
        title=complaint.number,
        status=label("complaint_status", complaint.status),
        is_ended=not complaint.is_open,
        sections=(_intake(complaint), _handling(complaint), _result(complaint)),
        listings=listings(complaint),
    )


def _intake(complaint: Complaint) -> Section:
    return Section(
        _("Intake"),
        (
            (_("Nature"), label("record_nature", complaint.record_nature)),
            (_("Received on"), complaint.received_on),
            (_("Source"), label("intake_source", complaint.source)),
            (_("Intake channel"), label("intake_channel", complaint.intake_channel)),
            (_("Unit complained of"), complaint.unit.name),
            (
                _("Transaction channel"),
                label("transaction_channel", complaint.transaction_channel),
            ),
            (_("Business category"), label("business_category", complaint.category)),
            (_("Cause"), label("cause", complaint.cause)),
            (_("Description"), pii.mask_text(complaint.description)),
            (_("Demand"), label("demand", complaint.demand)),
            (_("Amount (yuan)"), complaint.amount),
            (_("Capacity"), label("complainant_capacity", complaint.capacity)),
            (_("Persons who complain"), complaint.persons),
            (_("Sensitivity"), label("sensitivity", complaint.sensitivity)),
            (_("Urgency"), label("urgency", complaint.urgency)),
            (_("Level"), label("level", complaint.level)),
            (_("Reason for major"), label("major_reason", complaint.major_reason)),
            (_("Person complained of"), pii.mask_name(complaint.complained_person)),
            (_("Repeats"), complaint.repeat_of),
            (_("Merged into"), complaint.merged_into),
        ),
    )


def _handling(complaint: Complaint) -> Section:
    return Section(
        _("Handling"),
        (
            (_("Handling unit"), complaint.handling_unit),
            (_("Handler"), complaint.handler),
            (_("Due on"), complaint.due_on),
            (_("First contact on"), complaint.first_contact_on),
            (_("Clock restarted on"), complaint.restarted_on),
            (_("Late"), complaint.was_late or complaint.is_overdue or None),
            (_("Extended to"), complaint.extended_to),
            (_("Reason of extension"), complaint.extension_reason),
            (_("Clock stopped from"), complaint.suspended_from),
            (_("Clock runs again on"), complaint.suspended_to),
            (_("Investigation"), pii.mask_text(complaint.investigation)),
            (_("Finding"), label("finding", complaint.finding)),
            (_("Responsible"), label("responsible", complaint.responsible)),
            (_("Root cause"), pii.mask_text(complaint.root_cause)),
        ),
    )


def _result(complaint: Complaint) -> Section:
    return Section(
        _("Result"),
        (
            (_("Outcome"), label("outcome", complaint.outcome)),
            (_("Closed on"), complaint.closed_on),
            (_("Notified on"), complaint.notified_on),
            (_("Way of notice"), label("notify_method", complaint.notify_method)),
            (_("Satisfaction"), label("satisfaction", complaint.satisfaction)),
            (_("Compensation (yuan)"), complaint.compensation),
            (_("Repeated complaint"), complaint.is_repeat),
            (_("Major complaint"), complaint.is_major),
            (_("Rectification"), pii.mask_text(complaint.rectification)),
            (_("Remark"), pii.mask_text(complaint.remark)),
        ),
    )


COMPLAINTS = Register(
    noun=Complaint,
    label=_("Complaints"),
    subject="complaints",
    table=ComplaintTable,
    filterset=ComplaintFilter,
    show=_show,
    order=("-received_on", "-number"),
    related=("unit__root", "handling_unit", "repeat_of", "merged_into"),
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
)
