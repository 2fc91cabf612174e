"""Commitment letters, reviews of access and conduct."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.kept_pages import KEEP, shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Shown
from consumer_protection.governance import ledgers
from consumer_protection.governance.models import CommitmentLetter, Screening
from consumer_protection.governance.plan_figures import FIGURES
from consumer_protection.governance.planning import filters, tables


def _show_letter(letter: CommitmentLetter) -> Shown:
    is_signed = letter.signed_on is not None
    return shown(
        ledgers.COMMITMENT_LETTERS,
        letter,
        _("Commitment letter"),
        status=str(_("Signed") if is_signed else _("Not signed yet")),
        is_ended=is_signed,
    )


def _letter_acts(user: User) -> list[Act]:
    url = reverse("governance:screening_list")
    return [Act(_("Reviews of access and conduct"), url, "search")]


COMMITMENT_LETTERS = Register(
    noun=CommitmentLetter,
    label=_("Commitment letters"),
    subject="governance",
    table=tables.CommitmentLetterTable,
    filterset=filters.CommitmentLetterFilter,
    show=_show_letter,
    order=("-year", "unit__code", "staff_number"),
    related=("unit",),
    figures=FIGURES,
    ledger="commitment_letters",
    writes=KEEP,
    keeps=KEEP,
    list_acts=_letter_acts,
)


def _show_screening(one: Screening) -> Shown:
    return shown(
        ledgers.SCREENINGS,
        one,
        _("Review of access or conduct"),
        status=label("screening_kind", one.kind),
        is_ended=one.mended_on is not None,
    )


SCREENINGS = Register(
    noun=Screening,
    label=_("Reviews of access and conduct"),
    subject="governance",
    table=tables.ScreeningTable,
    filterset=filters.ScreeningFilter,
    show=_show_screening,
    order=("-held_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="screenings",
    writes=KEEP,
    keeps=KEEP,
)
