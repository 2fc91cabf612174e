"""The book of all figures: the only place that lists the duties' figures."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.urls import reverse
from django.utils.http import urlencode

from complaints import figures as complaints
from consumer_protection.audits import figures as audits
from consumer_protection.core.counting import counting
from consumer_protection.core.figures import AnyFigure, Fact
from consumer_protection.core.periods import Period
from consumer_protection.core.scope import Asker
from consumer_protection.governance import figures as governance
from education import figures as education
from reporting import branch_figures
from reviews import figures as reviews

BOOK: Mapping[str, AnyFigure] = MappingProxyType(
    {
        **complaints.FIGURES,
        **reviews.FIGURES,
        **governance.FIGURES,
        **education.FIGURES,
        **audits.FIGURES,
        **branch_figures.FIGURES,
    }
)
DUTIES = ("complaints", "reviews", "governance", "education", "audits")


def facts(
    asker: Asker, period: Period, codes: Iterable[str] | None = None
) -> dict[str, Fact]:
    """The figures asked for, or every one, for one asker and period. Call it inside
    one snapshot."""
    wanted = BOOK if codes is None else codes
    reader = counting(asker)
    return {code: BOOK[code].fact(reader, period) for code in wanted}


def registers_used(asker: Asker) -> dict[str, bool]:
    """Register → whether the asker's institution ever recorded anything in it."""
    sources = {figure.source.register: figure.source for figure in BOOK.values()}
    return {name: source.is_used(asker) for name, source in sources.items()}


def records_url(code: str, period: str, key: str = "") -> str:
    """The list of exactly the records a figure counts."""
    meta = BOOK[code].counted._meta
    asked = {"figure": code, "period": period} | ({"key": key} if key else {})
    return f"{reverse(f'{meta.app_label}:{meta.model_name}_list')}?{urlencode(asked)}"
