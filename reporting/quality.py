"""Figures of issued reports that differ from the computed ones."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.models import User
from consumer_protection.core.quality import Finding, Question
from reporting.year_queries import contradicting


def _contradictions(asker: User, today: date) -> Iterator[Finding]:
    if not asker.scope.allows("reports.see") or not asker.scope.sees("base"):
        return
    text = _("%(year)d, %(figure)s: filed %(filed)s, computed %(computed)s.")
    for line in contradicting(asker):
        told = {
            "year": line.figure.year,
            "figure": line.label,
            "filed": line.filed,
            "computed": line.computed,
        }
        url = reverse("reporting:filed_detail", args=[line.figure.report_id])
        yield Finding("reporting.filed", text % told, url)


CHECKS = (Question("reporting.filed", gettext_lazy("Filed figures"), _contradictions),)
