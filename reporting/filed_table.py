"""The table of figures to copy out of an issued report: only those filled in count."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.codes import code_list
from consumer_protection.core.figures import AnyFigure, Breakdown
from reporting.figures import BOOK
from reporting.filing import Entry

MAIN = (
    "complaints.received",
    "complaints.closed",
    "complaints.closed_on_time",
    "complaints.on_time_rate",
    "complaints.satisfied",
    "complaints.satisfaction_rate",
    "complaints.received_per_10k_customers",
    "reviews.concluded",
    "reviews.opinions",
    "reviews.adoption_rate",
    "governance.board_meetings",
    "governance.committee_meetings",
    "governance.policies_in_force",
    "governance.plan_completion_rate",
    "education.campaigns",
    "education.activities",
    "education.reached",
    "education.trainings",
    "education.trained_persons",
    "audits.findings",
    "audits.closure_rate",
)
_MOST = Decimal(10) ** 12
_HUNDRED = Decimal(100)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%", ",，")


class ValueUnfit(ValueError):
    """The value cannot be this figure's; the message says why, for people."""


@dataclass(slots=True)
class Line:
    """A row of the table. ``name`` is its input's; ``standing`` what is there."""

    code: str
    key: str
    label: str
    unit: str
    text: str = ""
    page: str = ""
    problem: str = ""
    standing: str = ""

    @property
    def name(self) -> str:
        return f"v:{self.code}:{self.key}"

    @property
    def page_name(self) -> str:
        return f"p:{self.code}:{self.key}"


@dataclass(slots=True)
class Group:
    title: str | Promise
    lines: list[Line]
    is_open: bool = False

    @property
    def shows(self) -> bool:
        return self.is_open or any(line.problem or line.text for line in self.lines)


@dataclass(slots=True)
class FiledTable:
    """``standing``: (code, key) → what is filed already and not asked for again."""

    standing: Mapping[tuple[str, str], str]
    data: Mapping[str, str] = field(default_factory=dict)
    problems: dict[tuple[str, str], str] = field(default_factory=dict)
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[str]:
        return frozenset(BOOK)

    def is_valid(self) -> bool:
        """Unknown inputs are mistakes too: nothing of a form is dropped in silence."""
        for name, text in self.data.items():
            kind, _colon, rest = name.partition(":")
            if kind == "v" and text.strip():
                code, _colon, key = rest.partition(":")
                self._read(code, key, text)
        return not self.problems

    def groups(self) -> Iterator[Group]:
        main = [self._line(code) for code in MAIN]
        yield Group(gettext_lazy("Main figures"), main, is_open=True)
        plain = [
            code
            for code, figure in BOOK.items()
            if code not in MAIN and not isinstance(figure, Breakdown)
        ]
        yield Group(
            gettext_lazy("Further figures"), [self._line(code) for code in plain]
        )
        for code, figure in BOOK.items():
            if isinstance(figure, Breakdown) and figure.codes:
                yield Group(
                    figure.label, [self._line(code, key) for key in _keys(figure)]
                )

    def _read(self, code: str, key: str, text: str) -> None:
        page = self.data.get(f"p:{code}:{key}", "").strip()[:40]
        try:
            self.entries[code, key] = (read_value(code, key, text), page)
        except ValueUnfit as error:
            self.problems[code, key] = str(error)

    def _line(self, code: str, key: str = "") -> Line:
        figure = BOOK[code]
        label = _keys(figure)[key] if isinstance(figure, Breakdown) else figure.label
        line = Line(code, key, str(label), figure.unit)
        line.text = self.data.get(line.name, "")[:40]
        line.page = self.data.get(line.page_name, "")[:40]
        line.problem = self.problems.get((code, key), "")
        line.standing = self.standing.get((code, key), "")
        return line


def read_value(code: str, key: str, text: str) -> Decimal:
    """The value as a report may state it for this figure. Raises ValueUnfit."""
    figure = BOOK.get(code)
    if figure is None:
        raise ValueUnfit(_("No such figure."))
    _check_key(figure, key)
    number = _number(text)
    if not 0 <= number < _MOST:
        raise ValueUnfit(_("Check the number."))
    if figure.unit == "%":
        if number > _HUNDRED:
            raise ValueUnfit(_("A rate is at most 100 %."))
    elif figure.unit != "元" and "/" not in figure.unit and number % 1:
        raise ValueUnfit(_("No readable count: write a whole number."))
    if number != round(number, 2):
        raise ValueUnfit(_("At most two decimals."))
    return number.quantize(Decimal("0.01"))


def _number(text: str) -> Decimal:
    """Digits as people copy them, also full-width: 1,234 and 93.75%."""
    plain = text.translate(_FULL_WIDTH).strip().removesuffix("%").strip()
    if not re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{1,10})?", plain):
        raise ValueUnfit(_("No readable number: write digits only."))
    return Decimal(plain)


def _check_key(figure: AnyFigure, key: str) -> None:
    if isinstance(figure, Breakdown):
        if key not in _keys(figure):
            raise ValueUnfit(_("No such part of this figure."))
    elif key:
        raise ValueUnfit(_("This figure has no parts."))


def _keys(figure: Breakdown) -> dict[str, str]:
    """Codes of the first level; those of a second count under it."""
    labels = code_list(figure.codes).labels if figure.codes else {}
    return {code: text for code, text in labels.items() if "/" not in code}
