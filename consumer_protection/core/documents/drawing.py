"""A chart as rectangles and words on a plane, for every pen that draws lines itself.

One unit is a ninety-sixth of an inch: the plane is as wide as the type area.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from consumer_protection.core.documents.cell_writing import shown_width
from consumer_protection.core.documents.charts import Chart, number_text

WIDTH = 580
_HALF, _LINE, _LEGEND = 7, 17, 26
# Standing bars: the tallest, the room under the base line, how thick at most.
_TALL, _FOOT, _THICK = 96, 24, 28
# Lying bars: the longest line of a label in half characters, the room for a number.
_LABEL, _NUMBER = 34, 64


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    is_pale: bool


@dataclass(frozen=True, slots=True)
class Word:
    """``y`` is the base line; ``anchor`` is start, middle or end."""

    x: int
    y: int
    text: str
    anchor: str = "middle"


@dataclass(slots=True)
class Drawing:
    """``base`` is the line the bars stand on: x1, y1, x2, y2; ``caption`` and
    ``in_words`` tell it to who does not see it."""

    caption: str = ""
    in_words: str = ""
    height: int = 0
    base: tuple[int, int, int, int] = (0, 0, 0, 0)
    bars: list[Bar] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    width: int = WIDTH


def drawn(chart: Chart) -> Drawing:
    top = _LEGEND if len(chart.series) > 1 else 4
    drawing = _standing(chart, top) if chart.is_standing else _lying(chart, top)
    if len(chart.series) > 1:
        _add_legend(drawing, chart)
    drawing.caption, drawing.in_words = chart.caption, chart.in_words
    return drawing


def _standing(chart: Chart, top: int) -> Drawing:
    base = top + _LINE + _TALL
    drawing = Drawing(height=base + _FOOT, base=(0, base, WIDTH, base))
    slot = WIDTH / len(chart.labels)
    # Bars fill two thirds of their slot, and never grow into blocks.
    thick = min(int(slot * 2 / 3 / len(chart.series)), _THICK)
    for index, label in enumerate(chart.labels):
        middle = slot * (index + 0.5)
        drawing.words.append(Word(round(middle), base + _LINE, label))
        left = round(middle - thick * len(chart.series) / 2)
        for x, (value, part, is_pale) in enumerate(_group(chart, index)):
            at, tall = left + x * thick, round(_TALL * part)
            drawing.bars.append(Bar(at, base - tall, thick - 1, tall, is_pale))
            drawing.words.append(Word(at + thick // 2, base - tall - 4, value))
    return drawing


def _lying(chart: Chart, top: int) -> Drawing:
    labels = [_lines(label) for label in chart.labels]
    left = max(shown_width(line) for lines in labels for line in lines) * _HALF + 10
    longest, thick, y = WIDTH - left - _NUMBER, 14, top
    drawing = Drawing()
    for index, lines in enumerate(labels):
        group = list(_group(chart, index))
        room = max(thick * len(group), _LINE * len(lines)) + 8
        _add_label(drawing, lines, left - 8, y + (room - _LINE * len(lines)) // 2)
        at = y + (room - thick * len(group)) // 2
        for row, (value, part, is_pale) in enumerate(group):
            under, long = at + row * thick, round(longest * part)
            drawing.bars.append(Bar(left, under, long, thick - 1, is_pale))
            drawing.words.append(Word(left + long + 6, under + 12, value, "start"))
        y += room
    drawing.height, drawing.base = y + 4, (left, top, left, y)
    return drawing


def _group(chart: Chart, index: int) -> Iterator[tuple[str, float, bool]]:
    """Of one label: each value as text and as part of the largest, and if pale."""
    most = max(value or 0 for series in chart.series for value in series.values) or 1
    for series in chart.series:
        value = series.values[index]
        yield number_text(value), (value or 0) / most, series is not chart.series[-1]


def _add_label(drawing: Drawing, lines: list[str], x: int, top: int) -> None:
    for row, line in enumerate(lines):
        drawing.words.append(Word(x, top + row * _LINE + 13, line, "end"))


def _add_legend(drawing: Drawing, chart: Chart) -> None:
    """At the top right, read in the order of the bars."""
    x = WIDTH
    for series in reversed(chart.series):
        x -= shown_width(series.name) * _HALF
        drawing.words.append(Word(x, 14, series.name, "start"))
        x -= 18
        drawing.bars.append(Bar(x, 3, 12, 12, series is not chart.series[-1]))
        x -= 18


def _lines(label: str) -> list[str]:
    """A long label in two lines; what no second line holds ends with an ellipsis."""
    if shown_width(label) <= _LABEL:
        return [label]
    most = _LABEL // 2
    rest = label[most:]
    return [label[:most], rest if len(rest) <= most else f"{rest[: most - 1]}…"]
