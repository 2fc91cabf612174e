"""The self-assessment on paper: as PDF and in Word, from one sheet."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from consumer_protection.core.codes import label
from consumer_protection.core.documents.charts import Chart, Series
from consumer_protection.core.documents.drawing import drawn
from consumer_protection.core.documents.letter import (
    Annex,
    Chapter,
    Grid,
    Letter,
    write_letter,
)
from consumer_protection.core.documents.pdf import render_pdf
from reporting.assessing.sheet import Sheet
from reporting.models import Assessment

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ELEMENTS = ("评价要素", "分值", "得分", "得分率")
_LINES = ("编号", "评价指标", "分值", "得分", "扣分原因及说明")


def write(assessment: Assessment, found: Sheet, form: str) -> tuple[str, bytes]:
    """(media type, content). Raises RenderFailed."""
    media_type, writer = WRITERS[form]
    return media_type, writer(assessment, found)


def _docx(assessment: Assessment, found: Sheet) -> bytes:
    at = datetime.fromisoformat(found["as_of"])
    author = assessment.root.institution_name
    annexes = [
        Annex("附件1", "各要素得分表", [_element_grid(found)]),
        Annex("附件2", "各指标得分明细表", [_line_grid(found)]),
    ]
    paper = Letter(
        title=_title(assessment),
        author=author,
        created=at,
        marks=[] if assessment.status == "approved" else ["草稿"],
        chapters=[Chapter(1, head, texts) for head, texts in _chapters(found)],
        enclosures=["附件：1.各要素得分表", "　　　2.各指标得分明细表"],
        signature=["", author, _day(at)],
        annexes=annexes,
    )
    return write_letter(paper)


def _pdf(assessment: Assessment, found: Sheet) -> bytes:
    at = datetime.fromisoformat(found["as_of"])
    author = assessment.root.institution_name
    chart = _chart(found)
    html = render_to_string(
        "reporting/documents/self_assessment.html",
        {
            "document": {
                "title": _title(assessment),
                "organisation": author,
                "date_text": _day(at),
                "is_draft": assessment.status != "approved",
                "is_demo": False,
            },
            "chapters": _chapters(found),
            "elements": _element_grid(found),
            "lines": _line_grid(found),
            "chart": chart,
            "plane": drawn(chart),
        },
    )
    return render_pdf(html, title=_title(assessment), author=author, created=at)


WRITERS: Mapping[str, tuple[str, Callable[[Assessment, Sheet], bytes]]] = (
    MappingProxyType({"docx": (_DOCX, _docx), "pdf": ("application/pdf", _pdf)})
)


def _title(assessment: Assessment) -> str:
    kind = label("report_kind", "self_assessment")
    return f"{assessment.root.institution_name}{assessment.period}年度{kind}"


def _chapters(found: Sheet) -> list[tuple[str, list[str]]]:
    told = [
        (
            "一、自评依据",
            [f"本次自评依据{found['basis']}，采用{found['method_name']}方法。"],
        ),
        ("二、自评结果", _result(found)),
        ("三、各要素情况", [_element_text(found, one) for one in found["elements"]]),
    ]
    weak = [one for one in found["lines"] if _is_lost(one)]
    if weak:
        lines = [
            f"{one['code']} {one['name']}：失{one['lost']}分。{'；'.join(_why(one))}"
            for one in weak
        ]
        told.append(("四、失分事项", lines))
    return told


def _result(found: Sheet) -> list[str]:
    text = f"总分{found['total']}分"
    if found["grade"]:
        text = f"{text}，自评等级为{found['grade']}"
    told = [f"{text}。数据截至{found['as_of'][:10]}。"]
    if float(found["deducted"]):
        told.append(f"其中监督检查扣{found['deducted']}分。")
    if found["vetoes"]:
        told.append(f"适用一票否决或限制事项：{'、'.join(found['vetoes'])}。")
    if absent := [one["name"] for one in found["lines"] if not one["is_applicable"]]:
        told.append(
            f"下列指标不适用，其分值按比例分摊至其他指标：{'、'.join(absent)}。"
        )
    return told


def _element_text(found: Sheet, one: dict[str, str]) -> str:
    own = [line for line in found["lines"] if line["element"] == one["code"]]
    return (
        f"{one['name']}：共{len(own)}项指标，应得{one['available']}分，"
        f"实得{one['score']}分，得分率{one['percent']}%。"
    )


def _element_grid(found: Sheet) -> Grid:
    rows = [
        (one["name"], one["available"], one["score"], f"{one['percent']}%")
        for one in found["elements"]
    ]
    rows.append(("合计", "100.00", found["total"], ""))
    return Grid("", _ELEMENTS, rows, chart=_chart(found))


def _line_grid(found: Sheet) -> Grid:
    rows = [
        (
            one["code"],
            one["name"],
            one.get("available", one["points"]),
            one["score"] or "—",
            "；".join(_why(one)),
        )
        for one in found["lines"]
    ]
    return Grid("", _LINES, rows)


def _why(one: dict[str, object]) -> list[str]:
    losses = one.get("losses") or []
    told = [f"{each['reason']}，扣{each['points']}分" for each in losses]  # type: ignore[attr-defined]
    return [*told, *one["notes"]]  # type: ignore[misc]


def _is_lost(one: dict[str, str]) -> bool:
    return bool(one["score"]) and float(one["lost"]) > 0


def _chart(found: Sheet) -> Chart:
    names = tuple(one["name"] for one in found["elements"])
    rates = tuple(one["percent"] for one in found["elements"])
    return Chart(_("Score rate by element"), "%", names, (Series("得分率", rates),))


def _day(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日"
