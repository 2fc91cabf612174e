"""The facts of a case under headings, for its page and its file on paper."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from complaints.seeing import MASKED, Eyes
from consumer_protection.core.codes import label
from consumer_protection.core.registers import Section, Shown


def show(case: Complaint) -> Shown:
    return Shown(
        title=str(case),
        status=label("complaint_status", case.status),
        is_ended=not case.is_open,
        sections=facts(case),
    )


def facts(case: Complaint, eyes: Eyes = MASKED) -> Sequence[Section]:
    return (intake(case, eyes), handling(case, eyes), result(case, eyes))


def intake(case: Complaint, eyes: Eyes) -> Section:
    return Section(
        _("Intake"),
        (
            (_("Nature"), label("record_nature", case.record_nature)),
            (_("Received on"), case.received_on),
            (_("Source"), label("intake_source", case.source)),
            (_("Intake channel"), label("intake_channel", case.intake_channel)),
            (
                _("Transaction channel"),
                label("transaction_channel", case.transaction_channel),
            ),
            (_("Business category"), label("business_category", case.category)),
            (_("Cause"), label("cause", case.cause)),
            (_("Description"), eyes.text(case.description)),
            (_("Demand"), label("demand", case.demand)),
            (_("Amount (yuan)"), case.amount),
            (_("Capacity"), label("complainant_capacity", case.capacity)),
            (_("Persons who complain"), case.persons),
            (_("Sensitivity"), label("sensitivity", case.sensitivity)),
            (_("Urgency"), label("urgency", case.urgency)),
            (_("Level"), label("level", case.level)),
            (_("Reason for major"), label("major_reason", case.major_reason)),
            (_("Repeats"), case.repeat_of),
            (_("Merged into"), case.merged_into),
        ),
    )


def handling(case: Complaint, eyes: Eyes) -> Section:
    return Section(
        _("Handling"),
        (
            (_("Due on"), case.due_on),
            (_("First contact on"), case.first_contact_on),
            (_("Clock restarted on"), case.restarted_on),
            (_("Late"), case.was_late or case.is_overdue or None),
            (_("Extended to"), case.extended_to),
            (_("Reason of extension"), eyes.text(case.extension_reason)),
            (_("Clock stopped from"), case.suspended_from),
            (_("Clock runs again on"), case.suspended_to),
            (_("Investigation"), eyes.text(case.investigation)),
            (_("Finding"), label("finding", case.finding)),
            (_("Responsible"), label("responsible", case.responsible)),
            (_("Root cause"), eyes.text(case.root_cause)),
        ),
    )


def result(case: Complaint, eyes: Eyes) -> Section:
    return Section(
        _("Result"),
        (
            (_("Outcome"), label("outcome", case.outcome)),
            (_("Closed on"), case.closed_on),
            (_("Notified on"), case.notified_on),
            (_("Way of notice"), label("notify_method", case.notify_method)),
            (_("Satisfaction"), label("satisfaction", case.satisfaction)),
            (_("Compensation (yuan)"), case.compensation),
            (_("Repeated complaint"), case.is_repeat),
            (_("Major complaint"), case.is_major),
            (_("Rectification"), eyes.text(case.rectification)),
            (_("Remark"), eyes.text(case.remark)),
        ),
    )


def people(case: Complaint, eyes: Eyes = MASKED) -> Section:
    """Whoever has to do with the case; the complainant stands apart."""
    speakers = [
        f"{eyes.name(one.name)} {eyes.number(one.phone)}"
        for one in case.representatives.all()
    ]
    return Section(
        _("People"),
        (
            (_("Handling unit"), case.handling_unit),
            (_("Handler"), case.handler),
            (_("Unit complained of"), case.unit),
            (_("Person complained of"), eyes.name(case.complained_person)),
            (_("Registered by"), case.registered_by),
            (_("Decision proposed by"), case.proposed_by),
            (_("Representatives"), "\n".join(speakers)),
        ),
    )
