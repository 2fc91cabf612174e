"""Publications by medium, and printed materials with what is left of them."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.kept_pages import KEEP, shown
from consumer_protection.core.registers import Register, Shown
from education import ledgers
from education.figures import FIGURES
from education.filters import MaterialFilter, PublicationFilter
from education.models import Material, Publication
from education.tables import MaterialTable, PublicationTable


def _show_publication(one: Publication) -> Shown:
    medium = label("publication_medium", one.medium)
    return shown(ledgers.PUBLICATIONS, one, _("Publication"), status=medium)


PUBLICATIONS = Register(
    noun=Publication,
    label=_("Publications"),
    subject="education",
    table=PublicationTable,
    filterset=PublicationFilter,
    show=_show_publication,
    order=("-published_on", "-pk"),
    related=("unit", "campaign"),
    figures=FIGURES,
    ledger="publications",
    writes=KEEP,
    keeps=KEEP,
)


def _show_material(one: Material) -> Shown:
    left = _("%(count)d left") % {"count": one.left}
    return shown(ledgers.MATERIALS, one, _("Printed material"), status=left)


MATERIALS = Register(
    noun=Material,
    label=_("Printed materials"),
    subject="education",
    table=MaterialTable,
    filterset=MaterialFilter,
    show=_show_material,
    order=("-printed_on", "-pk"),
    related=("unit", "campaign"),
    figures=FIGURES,
    ledger="materials",
    writes=KEEP,
    keeps=KEEP,
)
