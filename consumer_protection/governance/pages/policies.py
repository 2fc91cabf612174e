"""The list of policy versions and the page of one."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.registers import Listing, Register, Section, Shown
from consumer_protection.governance.figures import FIGURES
from consumer_protection.governance.filters import PolicyVersionFilter
from consumer_protection.governance.models import PolicyVersion
from consumer_protection.governance.tables import PolicyVersionTable


def _show(version: PolicyVersion) -> Shown:
    policy = version.policy
    facts = (
        (_("Policy title"), policy.title),
        (_("Category"), label("policy_category", policy.category)),
        (_("Document number"), version.document_number),
        (_("Action"), label("policy_action", version.action)),
        (_("Issuer"), label("issuer", policy.issuer)),
        (_("Responsible unit"), policy.unit.name),
        (_("Issued on"), version.issued_on),
        (_("Effective on"), version.effective_on),
        (_("To be reviewed by"), version.next_review_on),
    )
    return Shown(
        title=policy.title,
        status=label("policy_status", version.status),
        is_ended=not version.is_open,
        sections=(Section(_("Policy"), facts),),
        listings=(_versions(version),),
    )


def _versions(version: PolicyVersion) -> Listing:
    rows = [
        (
            one.document_number,
            label("policy_action", one.action),
            one.issued_on,
            one.effective_on,
            label("policy_status", one.status),
        )
        for one in version.policy.versions.order_by("-effective_on", "-pk")
    ]
    columns = (
        _("Document number"),
        _("Action"),
        _("Issued on"),
        _("Effective on"),
        _("State"),
    )
    return Listing(_("All versions"), columns, rows)


POLICIES = Register(
    noun=PolicyVersion,
    label=_("Policies"),
    subject="governance",
    table=PolicyVersionTable,
    filterset=PolicyVersionFilter,
    show=_show,
    order=("-issued_on", "-pk"),
    related=("policy__unit",),
    figures=FIGURES,
    ledger="policies",
    writes="records.keep",
)
