"""Duties and their rules."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.kept_pages import KEEP, shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Shown
from consumer_protection.governance import ledgers
from consumer_protection.governance.models import Duty, DutyRule
from consumer_protection.governance.plan_figures import FIGURES
from consumer_protection.governance.planning import filters, tables


def _show(duty: Duty) -> Shown:
    rows = [
        (
            one.version,
            one.submitted_on,
            one.file.name,
            one.sha256,
            one.receipt,
            one.reason,
        )
        for one in duty.submissions.select_related("file")
    ]
    columns = (
        _("Version"),
        _("Handed in on"),
        _("File"),
        _("SHA-256"),
        _("Receipt"),
        _("Reason of the correction"),
    )
    return shown(
        ledgers.DUTIES,
        duty,
        _("Duty"),
        status=label("duty_state", duty.state),
        is_ended=duty.submitted_on is not None,
        listings=(Listing(_("Submissions"), columns, rows),),
    )


def _acts(duty: Duty, user: User) -> list[Act]:
    if not user.scope.allows(KEEP):
        return []
    words = _("Correct what was submitted") if duty.submitted_on else _("Hand in")
    url = reverse("governance:duty_submit", args=[duty.pk])
    return [Act(words, url, "upload", is_main=duty.submitted_on is None)]


def _list_acts(user: User) -> list[Act]:
    year = timezone.localdate().year
    return [
        Act(_("Year view"), reverse("governance:duty_year", args=[year]), "list"),
        Act(_("Rules"), reverse("governance:dutyrule_list"), "book"),
        Act(_("Calendar feed"), reverse("governance:feed"), "bell"),
    ]


DUTIES = Register(
    noun=Duty,
    label=_("Duties calendar"),
    subject="governance",
    table=tables.DutyTable,
    filterset=filters.DutyFilter,
    show=_show,
    order=("due_on", "pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="duties",
    writes=KEEP,
    keeps=KEEP,
    acts=_acts,
    list_acts=_list_acts,
)


def _rule_acts(user: User) -> list[Act]:
    found = [Act(_("Duties calendar"), reverse("governance:duty_list"), "list")]
    if user.scope.allows(KEEP):
        propose, make = "governance:rules_propose", "governance:duties_make"
        found += [
            Act(_("Take in proposed rules"), reverse(propose), is_post=True),
            Act(_("Make this year's duties"), reverse(make), is_post=True),
        ]
    return found


def _show_rule(rule: DutyRule) -> Shown:
    return shown(ledgers.DUTY_RULES, rule, _("Duty rule"))


DUTY_RULES = Register(
    noun=DutyRule,
    label=_("Duty rules"),
    subject="governance",
    table=tables.DutyRuleTable,
    filterset=filters.DutyRuleFilter,
    show=_show_rule,
    order=("name", "-valid_from"),
    related=("unit",),
    ledger="duty_rules",
    writes=KEEP,
    keeps=KEEP,
    list_acts=_rule_acts,
)
