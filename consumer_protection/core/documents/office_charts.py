"""Native charts for Word and Excel, which people may restyle there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import Series as Bars
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
)

from consumer_protection.core.documents.charts import Chart, Series
from consumer_protection.core.documents.plain_text import visible

_STRONG, _PALE, _LINE = "44546A", "B8BFCA", "444444"
_FACE, _SIZE = "仿宋_GB2312", 1050
# Lengths in centimetres, for whoever places the chart.
WIDTH = 15.3
_ROW, _STANDING, _ROUND = 0.62, 4.6, 0.7


@dataclass(frozen=True, slots=True)
class Place:
    """The cells a chart stands on: of the labels, then of each series the name and
    the values, as formulas of a workbook."""

    labels: str
    series: Sequence[tuple[str, str]]


def office_chart(chart: Chart, place: Place | None = None) -> Any:
    """Without a place the values themselves lie in the chart."""
    made: Any = BarChart()
    made.type = "col" if chart.is_standing else "bar"
    made.gapWidth, made.overlap = 60, 0
    made.width, made.height = WIDTH, _height(chart)
    made.roundedCorners = False
    made.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    made.legend = _legend() if len(chart.series) > 1 else None
    made.x_axis.delete, made.y_axis.delete = False, True
    made.x_axis.majorTickMark = "none"
    made.x_axis.graphicalProperties = _lined()
    made.x_axis.txPr = _letters()
    made.y_axis.majorGridlines = None
    made.y_axis.scaling.min = 0
    if not chart.is_standing:
        # The first part on top.
        made.x_axis.scaling.orientation = "maxMin"
    found = place or _inside(chart)
    for number, one in enumerate(chart.series):
        made.series.append(_bars(chart, one, found, number))
    return made


def _bars(chart: Chart, one: Series, place: Place, number: int) -> Bars:
    name, values = place.series[number]
    is_last = number == len(chart.series) - 1
    bars = Bars(
        idx=number,
        order=number,
        tx=SeriesLabel(strRef=StrRef(f=name, strCache=_texts([one.name]))),
        cat=AxDataSource(
            strRef=StrRef(f=place.labels, strCache=_texts(chart.labels)),
        ),
        val=NumDataSource(numRef=NumRef(f=values, numCache=_numbers(one))),
        spPr=GraphicalProperties(
            solidFill=_STRONG if is_last else _PALE, ln=LineProperties(noFill=True)
        ),
        invertIfNegative=False,
    )
    bars.dLbls = DataLabelList(
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        dLblPos="outEnd",
        txPr=_letters(),
    )
    return bars


def _inside(chart: Chart) -> Place:
    """Addresses no sheet answers to: the values beside them are what is drawn."""
    last = len(chart.labels) + 1
    columns = "BCDEF"[: len(chart.series)]
    return Place(
        f"Sheet1!$A$2:$A${last}",
        [(f"Sheet1!${c}$1", f"Sheet1!${c}$2:${c}${last}") for c in columns],
    )


def _texts(texts: Iterable[str]) -> StrData:
    points = [StrVal(idx=at, v=visible(text)) for at, text in enumerate(texts)]
    return StrData(ptCount=len(points), pt=points)


def _numbers(one: Series) -> NumData:
    known = [
        NumVal(idx=at, v=str(value))
        for at, value in enumerate(one.values)
        if value is not None
    ]
    return NumData(formatCode="General", ptCount=len(one.values), pt=known)


def _height(chart: Chart) -> float:
    if chart.is_standing:
        return _STANDING
    bars = len(chart.labels) * (1 + 0.6 * (len(chart.series) - 1))
    return _ROUND * len(chart.series) + _ROW * bars


def _legend() -> Legend:
    legend = Legend()
    legend.position, legend.overlay, legend.txPr = "t", False, _letters()
    return legend


def _lined() -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=_LINE, w=9525))


def _letters() -> RichText:
    face = Font(typeface=_FACE)
    looks = CharacterProperties(sz=_SIZE, b=False, latin=face, ea=face)
    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=looks), endParaRPr=looks)]
    )
