"""What is doubtful in the figures of reports."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.base_figures import Base
from consumer_protection.core.figures import Ratio, figures_reader
from consumer_protection.core.models import User
from consumer_protection.core.periods import parse_period
from consumer_protection.core.quality import Remark, Survey
from reporting import queries, year_queries
from reporting.figures import BOOK


def _contradicting(asker: User, at: datetime) -> Iterator[Remark]:
    told = _("%(year)d, %(label)s: filed %(filed)s, computed %(computed)s")
    for line in year_queries.contradicting(asker):
        words = {
            "year": line.figure.year,
            "label": line.label,
            "filed": line.filed,
            "computed": line.computed,
        }
        yield Remark(told % words, line.figure.report.get_absolute_url())


def _without_base(asker: User, at: datetime) -> Iterator[Remark]:
    """Rates of the newest year with records that have no number to stand on, or an
    older year's."""
    year = queries.last_year_recorded(asker)
    if year is None:
        return
    period = parse_period(str(year), as_of=timezone.localdate(at))
    below = [one.below for one in BOOK.values() if isinstance(one, Ratio)]
    bases = {one.kind: one for one in below if isinstance(one, Base)}
    url = reverse("core:base_year_of", args=[year])
    for base in bases.values():
        fact = base.fact(figures_reader(asker), period)
        if fact.value is None:
            told = _("%(year)d, %(kind)s: there is no number")
            yield Remark(told % {"year": year, "kind": base.label}, url)
        elif not fact.note.startswith(str(year)):
            told = _("%(year)d, %(kind)s: an older number stands in (%(note)s)")
            words = {"year": year, "kind": base.label, "note": fact.note}
            yield Remark(told % words, url)


SURVEYS = (
    Survey(
        "base_figures.missing",
        gettext_lazy("Base figures missing for rates"),
        "core",
        gettext_lazy("Enter them: without them rates are printed as —."),
        _without_base,
        sees="base",
        may="figures.see",
    ),
    Survey(
        "filed_figures.contradicting",
        gettext_lazy("Filed figures that differ from the computed ones"),
        "reporting",
        gettext_lazy(
            "One of the two is wrong or counts something else: find out which."
        ),
        _contradicting,
        sees="base",
        may="reports.see",
    ),
)
