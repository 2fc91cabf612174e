"""The result of a branch on paper."""

from datetime import datetime

from consumer_protection.core.documents.letter import Chapter, Grid
from consumer_protection.core.documents.paper import Paper, chinese_day
from reporting.models import BranchScore
from reporting.ranking.scoring import Card, sheet_by_code


def result(score: BranchScore, card: Card, place: str, at: datetime) -> Paper:
    """A draft until it is locked."""
    sheet = sheet_by_code(score.round.sheet)
    quarter = f"{score.round.quarter[:4]}年第{score.round.quarter[-1]}季度"
    told = [
        f"考核依据：{sheet.basis}（{sheet.name}）",
        f"考核得分{card['total']}分，绩效系数{card['coefficient']}。{place}",
    ]
    lost = [
        f"{one['name']}：得{one['score'] or '—'}分（满分{one['points']}分）。"
        + "；".join(one["why"])
        for one in card["lines"]
        if one["score"] != one["points"]
    ]
    chapters = [Chapter(0, "", told)]
    if lost:
        chapters.append(Chapter(1, "一、失分事项", lost))
    if score.appeal:
        answered = [
            f"申诉理由：{score.appeal}",
            f"申诉答复：{score.answer or '待答复'}",
        ]
        chapters.append(
            Chapter(1, "二、申诉情况" if lost else "一、申诉情况", answered)
        )
    return Paper(
        title=f"{score.unit.name}{quarter}消保工作考核结果",
        organisation=score.round.root.institution_name,
        day=chinese_day(at.date()),
        at=at,
        is_draft=not score.is_locked,
        chapters=chapters,
        grid=_grid(card),
    )


def _grid(card: Card) -> Grid:
    rows = [
        (
            one["code"],
            one["name"],
            one["points"],
            one["score"],
            one["reason"] or one["own_reason"] or "；".join(one["why"]),
        )
        for one in card["lines"]
    ]
    rows += [
        (one["code"], one["name"], one["points"], one["score"] or "0", one["reason"])
        for one in card["extras"]
    ]
    return Grid("考核明细表", ("编号", "考核项目", "分值", "得分", "说明"), rows)
