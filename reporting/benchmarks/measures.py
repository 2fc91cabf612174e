"""The rows of the table, their aims, and how both are shown and kept."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

_HEADS = (
    "name",
    "size",
    "ours",
    "limit",
    "ratio",
    "processor",
    "queries",
    "peak",
    "aim",
)


@dataclass(frozen=True, slots=True)
class Aim:
    """At most so much; None where nothing is aimed at."""

    ms: float | None = None
    mb: float | None = None
    queries: int | None = None


AIMS = MappingProxyType(
    {
        "import.complaints": Aim(ms=60_000, mb=400),
        "import.complaints_again": Aim(ms=60_000, mb=400),
        "report.demo_year": Aim(ms=10_000),
        "report.large_year": Aim(ms=30_000, mb=700),
        "list.first_page": Aim(queries=8),
        "list.filtered": Aim(queries=8),
        "list.of_figure": Aim(queries=8),
        "list.page_500": Aim(queries=8),
        "list.search": Aim(queries=8),
        "serve.start": Aim(ms=15_000),
        "wording.contract": Aim(ms=10_000),
    }
)


@dataclass(frozen=True, slots=True)
class Measure:
    """``limit_ms`` is the floor found in the same run: the same work by hand, without
    the product. ``cpu_ms`` holds the database's work too; ``note`` tells what no
    column does."""

    name: str
    size: int | None
    ours_ms: float
    limit_ms: float | None = None
    queries: int | None = None
    peak_mb: float | None = None
    cpu_ms: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return round(self.ours_ms / self.limit_ms, 1) if self.limit_ms else None

    @property
    def missed(self) -> list[str]:
        """The aims it misses, as words."""
        aim = AIMS.get(self.name, Aim())
        pairs = (
            ("time", self.ours_ms, aim.ms),
            ("memory", self.peak_mb, aim.mb),
            ("queries", self.queries, aim.queries),
        )
        return [
            word
            for word, value, most in pairs
            if value is not None and most is not None and value > most
        ]

    def as_json(self) -> dict[str, object]:
        rounded = {
            key: round(value, 1) if isinstance(value, float) else value
            for key, value in asdict(self).items()
        }
        return {**rounded, "ratio": self.ratio}


def keep(measures: Iterable[Measure], path: Path) -> str:
    text = json.dumps({"rows": [one.as_json() for one in measures]}, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
    return text


def table(measures: Sequence[Measure]) -> Iterator[str]:
    rows = [_HEADS, *map(_cells, measures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        head, *others = (
            cell.ljust(width) if number in (0, len(row) - 1) else cell.rjust(width)
            for number, (cell, width) in enumerate(cells)
        )
        yield "  ".join([head, *others]).rstrip()


def _cells(one: Measure) -> tuple[str, ...]:
    return (
        one.name,
        _shown(one.size),
        _time(one.ours_ms),
        _time(one.limit_ms),
        _shown(one.ratio),
        _time(one.cpu_ms),
        _shown(one.queries),
        "—" if one.peak_mb is None else f"{one.peak_mb:.0f} MB",
        _verdict(one),
    )


def _verdict(one: Measure) -> str:
    aim = AIMS.get(one.name)
    if aim is None:
        return one.note or "—"
    parts = (
        f"{_time(aim.ms)}" if aim.ms else "",
        f"{aim.mb:.0f} MB" if aim.mb else "",
        f"{aim.queries} queries" if aim.queries else "",
    )
    said = "missed" if one.missed else "met"
    return f"{said} (≤ {', '.join(filter(None, parts))})"


def _shown(value: float | None) -> str:
    return "—" if value is None else f"{value:,}"


def _time(ms: float | None) -> str:
    if ms is None:
        return "—"
    return f"{ms / 1000:.1f} s" if ms >= 1000 else f"{ms:.1f} ms"
