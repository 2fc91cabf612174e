"""The opinion letter of a review on paper, as PDF and in Word."""

from collections.abc import Iterator
from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.documents.letter import Chapter, Letter, write_letter
from consumer_protection.core.documents.pdf import render_pdf
from consumer_protection.core.documents.plain_text import visible
from reviews.models import CheckItem, Opinion, Review

TITLE = "消保审查意见书"


def letter_docx(review: Review) -> bytes:
    """Equal reviews give equal bytes."""
    paper = Letter(
        title=TITLE,
        author=review.root.institution_name,
        created=timezone.localtime(review.concluded_at),
        marks=[],
        chapters=[Chapter(0, "", _opening(review)), *_chapters(review)],
        enclosures=[],
        signature=["", review.root.institution_name, _day(_on(review))],
        annexes=[],
    )
    return write_letter(paper)


def letter_pdf(review: Review) -> bytes:
    """Raises RenderFailed."""
    organisation = review.root.institution_name
    html = render_to_string(
        "reviews/documents/letter.html",
        {
            "document": {
                "title": TITLE,
                "organisation": organisation,
                "date_text": _day(_on(review)),
                "is_draft": False,
                "is_demo": False,
            },
            "opening": _opening(review),
            "chapters": _chapters(review),
        },
    )
    at = timezone.localtime(review.concluded_at)
    return render_pdf(html, title=TITLE, author=organisation, created=at)


def _opening(review: Review) -> list[str]:
    return [
        f"文号：{review.letter_number}",
        f"{_clean(review.unit.name)}：",
        f"你单位{_day(review.submitted_on)}送审的事项（审查编号{review.number}），"
        "经审查，现提出意见如下。",
    ]


def _chapters(review: Review) -> list[Chapter]:
    parts = (
        ("送审事项", _request(review)),
        ("审查材料", _materials(review)),
        ("清单审查情况", _checklist(review)),
        ("审查意见及答复", _opinions(review)),
        ("风险评审意见", _risk(review)),
        ("审查结论", _conclusion(review)),
    )
    told = [(head, list(lines)) for head, lines in parts]
    known = [(head, lines) for head, lines in told if lines]
    return [
        Chapter(1, f"{_NUMERALS[number]}、{head}", lines)
        for number, (head, lines) in enumerate(known)
    ]


_NUMERALS = "一二三四五六七"


def _request(review: Review) -> Iterator[str]:
    yield f"项目名称：{_clean(review.title)}"
    facts = (
        ("审查类别", label("review_kind", review.kind)),
        ("触发情形", label("review_trigger", review.trigger)),
        ("产品来源", label("review_origin", review.origin)),
        ("目标客群", review.customers),
        ("利率和收费", review.charges),
        ("投放渠道", review.channels),
    )
    for name, value in facts:
        if value:
            yield f"{name}：{_clean(value)}"


def _materials(review: Review) -> Iterator[str]:
    """The digest in groups, so that a line can break in it."""
    for one in review.materials.order_by("name", "version"):
        digest = " ".join(one.sha256[at : at + 16] for at in range(0, 64, 16))
        yield f"{_clean(one.name)}，第{one.version}版（SHA-256：{digest}）"


def _checklist(review: Review) -> Iterator[str]:
    items = review.check_items.exclude(verdict="").select_related("checkpoint")
    answered: list[CheckItem] = list(items)
    if not answered:
        return
    counts = {
        verdict: sum(one.verdict == verdict for one in answered)
        for verdict in ("yes", "no", "na")
    }
    yield (
        f"共审查{len(answered)}个要点：符合{counts['yes']}个，"
        f"不符合{counts['no']}个，不适用{counts['na']}个。"
    )
    for one in answered:
        if one.verdict == "no":
            comment = f"（{_clean(one.comment)}）" if one.comment else ""
            yield f"{one.checkpoint.code} {one.checkpoint.question}——不符合{comment}"


def _opinions(review: Review) -> Iterator[str]:
    for one in review.opinions.select_related("checkpoint"):
        yield _opinion(one)
        if one.adoption:
            answer = f"：{_clean(one.answer)}" if one.answer else "。"
            yield f"答复：{label('opinion_adoption', one.adoption)}{answer}"
        if one.decision:
            decided = label("opinion_decision", one.decision)
            yield f"分管领导决定：{decided}：{_clean(one.decision_reason)}"


def _opinion(one: Opinion) -> str:
    must = "（须修改）" if one.must_change else ""
    law = f"（{_clean(one.law)}）" if one.law else ""
    return f"{one.sequence}.第{one.round}轮{must}{_clean(one.text)}{law}"


def _risk(review: Review) -> Iterator[str]:
    if review.risk_verdict:
        verdict = label("risk_verdict", review.risk_verdict)
        yield f"{verdict}：{_clean(review.risk_opinion)}"


def _conclusion(review: Review) -> Iterator[str]:
    yield f"结论：{label('review_conclusion', review.conclusion)}"
    yield f"审查人：{_clean(review.reviewer)}"
    if review.risk_reviewer:
        yield f"风险评审人：{_clean(review.risk_reviewer.name)}"


def _on(review: Review) -> date:
    return review.concluded_on or timezone.localdate()


def _clean(text: str) -> str:
    return visible(pii.mask_text(text)).replace("\n", "；")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
