"""The register of sanctions: who was held to account, for whom it may be known."""

from django.utils.translation import gettext_lazy as _

from complaints.learning.filters import SanctionFilter
from complaints.learning.tables import SanctionTable
from complaints.models import Sanction
from complaints.sanction_figures import FIGURES
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.registers import Register, Section, Shown
from consumer_protection.core.reveal import Personal


def _show(sanction: Sanction) -> Shown:
    facts = (
        (_("Unit"), sanction.unit),
        (_("Whom"), sanction.whom),
        (_("Kind"), label("sanction_kind", sanction.kind)),
        (_("Amount (yuan)"), sanction.amount),
        (_("Points"), sanction.points),
        (_("Reason"), pii.mask_text(sanction.reason)),
        (_("Decided on"), sanction.decided_on),
        (_("Decided by"), sanction.decided_by),
        (_("Complaint number"), sanction.complaint),
        (_("Problem"), sanction.problem),
        (_("Entered by"), sanction.entered_by),
    )
    return Shown(
        title=f"{label('sanction_kind', sanction.kind)} · {sanction.unit}",
        sections=(Section(_("Sanction"), facts),),
    )


SANCTIONS = Register(
    noun=Sanction,
    label=_("Sanctions"),
    # Seen by clearance alone, across all subjects.
    subject="",
    may="sanctions.see",
    table=SanctionTable,
    filterset=SanctionFilter,
    show=_show,
    order=("-decided_on", "-pk"),
    related=("unit", "account", "complaint", "problem", "entered_by"),
    figures=FIGURES,
    ledger="sanctions",
    writes="sanctions.keep",
    personal=(Personal("person", _("Person"), "name"),),
)
