"""The table of a year's base figures: units down, kinds across, one save."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import BaseFigure, Unit

MOST = 10**9
# Full-width digits are typed without noticing; commas only set thousands apart.
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789", ",，")
Standing = Mapping[int, BaseFigure]


@dataclass(slots=True)
class CellField:
    """One input of the table: its name, what stands in it, what is wrong with it."""

    name: str
    label: str
    text: str
    problem: str = ""


@dataclass(slots=True)
class BaseTable:
    """``problems``: input name → advice; ``numbers`` only where there are none.

    ``seen`` is a digest of what stood when the page was opened, so that nobody
    overwrites what somebody else saved in between.
    """

    units: list[Unit]
    standing: Standing
    data: Mapping[str, str] | None = None
    problems: dict[str, str] = field(default_factory=dict)
    numbers: dict[Unit, dict[str, int | None]] = field(default_factory=dict)

    @property
    def kinds(self) -> dict[str, str]:
        return code_list("base_figure_kind").labels

    @property
    def seen(self) -> str:
        told = [
            (unit.pk, sorted(self._standing_numbers(unit).items()))
            for unit in self.units
        ]
        return hashlib.sha256(str(told).encode()).hexdigest()[:16]

    @property
    def stale(self) -> str:
        return self.problems.get("", "")

    def is_valid(self) -> bool:
        data = self.data or {}
        for unit in self.units:
            row = self.numbers.setdefault(unit, {})
            for kind in self.kinds:
                self._read(unit, kind, row, data)
        if data.get("seen") != self.seen:
            self.problems[""] = _("Changed by somebody else since you opened it.")
        return not self.problems

    def rows(self) -> Iterator[tuple[Unit, list[CellField]]]:
        for unit in self.units:
            numbers = self._standing_numbers(unit)
            yield unit, [self._cell(unit, kind, numbers) for kind in self.kinds]

    def _read(
        self, unit: Unit, kind: str, row: dict[str, int | None], data: Mapping[str, str]
    ) -> None:
        text = data.get(_name(unit, kind), "").translate(_FULL_WIDTH).strip()
        if not text:
            row[kind] = None
        elif text.isascii() and text.isdigit() and len(text) < 12 and int(text) < MOST:
            row[kind] = int(text)
        else:
            advice = _("No readable count: write a whole number.")
            self.problems[_name(unit, kind)] = advice

    def _cell(self, unit: Unit, kind: str, numbers: Mapping[str, int]) -> CellField:
        name = _name(unit, kind)
        text = (
            str(numbers.get(kind, "")) if self.data is None else self.data.get(name, "")
        )
        label = f"{unit} {self.kinds[kind]}"
        return CellField(name, label, text[:20], self.problems.get(name, ""))

    def _standing_numbers(self, unit: Unit) -> dict[str, int]:
        figure = self.standing.get(unit.pk)
        return figure.numbers() if figure else {}


def _name(unit: Unit, kind: str) -> str:
    return f"n-{unit.pk}-{kind}"
