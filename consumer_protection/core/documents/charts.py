"""A small chart of counts, whoever draws it."""

from dataclasses import dataclass

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each label; None where it is unknown."""

    name: str
    values: tuple[int | float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lying bars for named kinds, standing ones for months; with several series one
    bar beside the other. The last series is the one that counts, the others pale.
    ``number`` is its place among the charts of a paper, 0 where it stands alone."""

    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    is_standing: bool = False
    note: str = ""
    number: int = 0

    @property
    def caption(self) -> str:
        mark = f"图{self.number}　" if self.number else ""
        return f"{mark}{self.title}（单位：{self.unit}）{self.note}"

    @property
    def in_words(self) -> str:
        """The same for who does not see it: 1月 2；2月 1…"""
        rows = zip(*(series.values for series in self.series), strict=True)
        return "；".join(
            f"{label} {'、'.join(map(number_text, row))}"
            for label, row in zip(self.labels, rows, strict=True)
        )


def number_text(value: float | None) -> str:
    return NOTHING if value is None else str(value)
