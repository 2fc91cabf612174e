"""The list of policy versions and the page of one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import (
    Act,
    Listing,
    Register,
    Section,
    Shown,
)
from consumer_protection.governance import queries
from consumer_protection.governance.figures import FIGURES
from consumer_protection.governance.filters import PolicyVersionFilter
from consumer_protection.governance.models import PolicyVersion
from consumer_protection.governance.policy_actions import missing_readers
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
        (_("Change trigger"), label("policy_trigger", version.trigger)),
        (_("Number of the consumer-protection review"), version.review_number),
        (_("Repealed on"), version.repealed_on),
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


def _more(version: PolicyVersion, user: User) -> dict[str, object]:
    before = queries.version_before(version)
    is_read = version.readings.filter(reader=user).exists()
    return {
        "before": before,
        "difference": queries.difference(before.text, version.text) if before else (),
        "readings": version.readings.select_related("reader__unit").order_by("pk"),
        "missing": missing_readers(version) if version.status == "in_force" else (),
        "articles": queries.articles_of(version.policy, user),
        "may_confirm": version.status == "in_force" and not is_read,
    }


def _acts(version: PolicyVersion, user: User) -> list[Act]:
    """A version superseded is so by the next one, never by hand."""
    return [
        Act(
            move.label,
            reverse("governance:version_move", args=[version.pk, move.name]),
            is_main=move.name in ("submit", "approve", "put_in_force"),
        )
        for move in version.next_moves(user)
        if move.name != "supersede"
    ]


def _list_acts(user: User) -> list[Act]:
    ways = [
        Act(_("Coverage"), reverse("governance:coverage"), "list"),
        Act(_("Law library"), reverse("governance:lawarticle_list"), "book"),
        Act(_("To read"), reverse("governance:to_read"), "book"),
    ]
    if user.scope.allows("records.keep"):
        draft = reverse("governance:version_draft")
        ways.append(Act(_("New draft"), draft, "plus", is_main=True))
    return ways


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
    keeps="records.keep",
    acts=_acts,
    list_acts=_list_acts,
    page="governance/policy.html",
    more=_more,
)
