"""What the foundation lacks: set-up, base figures."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core import base_figures, missing
from consumer_protection.core.models import User
from consumer_protection.core.quality import Finding, Question


def _gaps(asker: User, today: date) -> Iterator[Finding]:
    if asker.scope.root_id is None or not asker.scope.allows("setup.see"):
        return
    for gap in missing.essentials(asker, today):
        yield Finding("core.set_up", gap.text, reverse("core:setup_missing"))


def _doubts(asker: User, today: date) -> Iterator[Finding]:
    if not asker.scope.sees("base"):
        return
    url = reverse("core:basefigure_list")
    for doubt in base_figures.doubts(asker):
        yield Finding("core.base_figures", doubt.message, f"{url}?year={doubt.year}")


def _no_base(asker: User, today: date) -> Iterator[Finding]:
    """Rates of last year need its numbers."""
    year = today.year - 1
    if not asker.scope.allows("figures.enter") or base_figures.has_any(asker, year):
        return
    text = _("There are no base figures of %(year)d: rates have no denominator.")
    url = reverse("core:base_year_of", args=[year])
    yield Finding("core.no_base_figures", text % {"year": year}, url)


CHECKS = (
    Question("core.set_up", gettext_lazy("Set-up"), _gaps),
    Question("core.base_figures", gettext_lazy("Base figures"), _doubts),
    Question("core.no_base_figures", gettext_lazy("Base figures"), _no_base),
)
