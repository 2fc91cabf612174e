"""The library of typical cases: written by outlets, approved by somebody else."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.kept_pages import shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Shown
from education import filters, ledgers, tables
from education.figures import FIGURES
from education.models import TypicalCase
from education.states import LOG


def _show(one: TypicalCase) -> Shown:
    status = label("typical_case_status", one.status)
    return shown(ledgers.TYPICAL_CASES, one, _("Typical case"), status=status)


def _acts(one: TypicalCase, user: User) -> list[Act]:
    acts: list[Act] = []
    for move in one.next_moves(user):
        door = reverse("education:typical_case_move", args=[one.pk, move.name])
        why_not = one.why_not_approve(user) if move.guard else ""
        acts.append(Act(move.label, door, is_main=not acts, why_not=why_not))
    return acts


TYPICAL_CASES = Register(
    noun=TypicalCase,
    label=_("Typical cases"),
    subject="education",
    table=tables.TypicalCaseTable,
    filterset=filters.TypicalCaseFilter,
    show=_show,
    order=("-told_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="typical_cases",
    writes=LOG,
    keeps=LOG,
    acts=_acts,
)
