"""Charts of a letter: each a part of its own, drawn by the reader's own program."""

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from openpyxl.xml.functions import tostring

from consumer_protection.core.documents.charts import Chart
from consumer_protection.core.documents.office_charts import office_chart
from consumer_protection.core.documents.plain_text import visible

# English metric units in a centimetre.
_EMU = 360_000
_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_INLINE = f"""<wp:inline {nsdecls("wp", "a", "c", "r")} distT="0" distB="0" distL="0"
 distR="0"><wp:extent/><wp:docPr/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData
 uri="{_URI}"><c:chart/></a:graphicData></a:graphic></wp:inline>"""


def add_chart(document: Document, chart: Chart, number: int) -> None:
    """The chart in a paragraph of its own, its caption under it; ``number`` from 1."""
    made = office_chart(chart)
    name = PackURI(f"/word/charts/chart{number}.xml")
    # openpyxl has no public way to the markup of a single chart.
    body: Any = tostring(made._write())
    part = Part(name, CONTENT_TYPE.DML_CHART, body, _package(document))
    link = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    size = round(made.width * _EMU), round(made.height * _EMU)
    drawing = OxmlElement("w:drawing")
    drawing.append(_inline(chart, link, number, size))
    paragraph = document.add_paragraph(style="Small")
    # An exact line height would cut the chart off.
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run()._r.append(drawing)
    caption = document.add_paragraph(visible(chart.caption), style="Caption")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = False


def _package(document: Document) -> Any:
    return document.part.package


def _inline(chart: Chart, link: str, number: int, size: tuple[int, int]) -> Any:
    """What the chart tells stands beside it in words, for who does not see it."""
    inline: Any = parse_xml(_INLINE)
    told_of = {
        ".//wp:extent": {"cx": str(size[0]), "cy": str(size[1])},
        ".//wp:docPr": {
            "id": str(number),
            "name": f"chart {number}",
            "title": visible(chart.caption),
            "descr": visible(chart.in_words),
        },
    }
    for path, attributes in told_of.items():
        for element in inline.xpath(path):
            element.attrib.update(attributes)
    for element in inline.xpath(".//c:chart"):
        element.set(qn("r:id"), link)
    return inline
