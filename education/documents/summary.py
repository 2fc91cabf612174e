"""The summary of a campaign on paper, and its statistics as a workbook.

The order of the parts is that of reports handed to the provincial union and the
supervisor: outline, organisation, what was done, highlights, effect, problems.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils import timezone

from consumer_protection.core import files, pii
from consumer_protection.core.codes import code_list, label
from consumer_protection.core.documents.booklet import Block, Leaf, write_booklet
from consumer_protection.core.documents.letter import Chapter, Grid, Picture
from consumer_protection.core.documents.paper import Paper, chinese_day
from consumer_protection.core.documents.repeatable import repeatable
from consumer_protection.core.ledgers.parsers import Count
from education.models import Activity, ActivityPhoto, Campaign
from education.models.effect import effect

_NUMERALS = "一二三四五六七"
# What the sentence of results tells, in its order: metric, verb before, unit behind.
_TOLD = (
    ("outlets", "参与网点", "个"),
    ("activities", "开展活动", "场次"),
    ("staff", "参与员工", "人次"),
    ("reached", "触达消费者", "人次"),
    ("leaflets", "发放宣传资料", "份"),
    ("consultations", "接受咨询", "人次"),
    ("banners", "悬挂横幅", "条"),
    ("slogans", "张贴标语", "条"),
    ("led_hours", "电子屏播放", "小时"),
    ("complaints", "现场受理投诉", "件"),
    ("posts", "发布线上推文", "篇"),
    ("reads", "线上阅读", "次"),
    ("media_reports", "媒体报道", "篇次"),
)
_METRICS = ("reached", "leaflets", "consultations")
_HEADS = ("场次", "触达人次", "发放资料（份）", "咨询人次")


def campaign_paper(campaign: Campaign, at: datetime) -> Paper:
    """A draft until the campaign is summarised; ``at``: when it is made."""
    logged = _logged(campaign)
    day = campaign.reported_on or timezone.localdate(at)
    return Paper(
        title=f"关于{campaign.name}的总结报告",
        organisation=campaign.root.institution_name,
        day=chinese_day(day),
        at=at,
        is_draft=campaign.status not in ("summarised", "reported"),
        chapters=list(_chapters(campaign, logged)),
        grid=_by_outlet(logged),
        pictures=[_picture(one) for one in _chosen(campaign)],
    )


def campaign_book(campaign: Campaign, at: datetime) -> bytes:
    """Equal content at an equal time gives equal bytes."""
    logged = _logged(campaign)
    counts = campaign.totals()
    totals = [
        [text, str(counts[name])] for name, text, _unit in _TOLD if name in counts
    ]
    leaves = [
        Leaf(
            "说明",
            [
                Block(
                    "",
                    ("项目", "内容"),
                    [
                        ["活动", campaign.name],
                        ["机构", campaign.root.institution_name],
                        ["起止", _span(campaign)],
                        ["统计时间", f"{timezone.localtime(at):%Y-%m-%d %H:%M}"],
                        ["说明", "由登记的场次自动统计；“余”表示登记的是约数。"],
                    ],
                )
            ],
        ),
        Leaf("合计", [Block("合计", ("指标", "数值"), totals)]),
        Leaf(
            "分类",
            [
                _block("按形式", _by_form(logged)),
                _block("按人群", _by_audience(logged)),
                _block("按网点", _by_unit(logged)),
            ],
        ),
        Leaf("场次明细", [_detail(logged)]),
    ]
    book = write_booklet(
        f"{campaign.name}统计表", campaign.root.institution_name, leaves
    )
    return repeatable(book, timezone.localtime(at))


def _logged(campaign: Campaign) -> list[Activity]:
    found = campaign.logged.select_related("unit")
    return list(found.order_by("held_on", "unit__code", "pk"))


def _chosen(campaign: Campaign) -> Sequence[ActivityPhoto]:
    found = ActivityPhoto.objects.filter(activity__campaign=campaign, is_chosen=True)
    return list(
        found.select_related("attachment", "activity__unit").order_by(
            "activity__held_on", "pk"
        )
    )


def _picture(photo: ActivityPhoto) -> Picture:
    """Without a caption of its own it tells what, where and when."""
    one = photo.activity
    said = photo.caption or f"{one.unit.name}：{one.name}（{chinese_day(one.held_on)}）"
    content = files.path_of(photo.attachment.stored_as).read_bytes()
    return Picture(content, pii.mask_text(said), photo.width, photo.height)


def _chapters(campaign: Campaign, logged: Sequence[Activity]) -> Iterator[Chapter]:
    parts = (
        ("活动概况", list(_outline(campaign))),
        ("组织部署", list(_organisation(campaign))),
        ("开展情况", list(_done(campaign, logged))),
        ("特色亮点", list(_highlights(campaign, logged))),
        ("活动成效", list(_effect(campaign))),
        ("问题与打算", _lines(campaign.problems)),
    )
    known = [(head, lines) for head, lines in parts if lines]
    for number, (head, lines) in enumerate(known):
        yield Chapter(1, f"{_NUMERALS[number]}、{head}", lines)


def _span(campaign: Campaign) -> str:
    first = chinese_day(campaign.starts_on)
    return f"{first}至{chinese_day(campaign.ends_on)}" if campaign.ends_on else first


def _outline(campaign: Campaign) -> Iterator[str]:
    by = label("organiser", campaign.organiser)
    called = f"按照{by}部署，" if by and campaign.organiser != "self" else ""
    yield f"{called}{campaign.root.institution_name}于{_span(campaign)}开展“{campaign.name}”。"
    if campaign.theme:
        yield f"活动主题：{campaign.theme}。"
    topics = "、".join(label("topic", one) for one in campaign.topics)
    if topics:
        yield f"宣传重点：{topics}。"


def _organisation(campaign: Campaign) -> Iterator[str]:
    if campaign.plan_number:
        yield f"活动方案：{campaign.plan_number}。"
    if campaign.leaders:
        yield f"组织领导：{pii.mask_text(campaign.leaders)}。"
    yield from _lines(campaign.division)
    count = campaign.assignments.count()
    if count:
        yield f"共安排{count}个网点承办。"


def _done(campaign: Campaign, logged: Sequence[Activity]) -> Iterator[str]:
    counts = campaign.totals()
    told = [
        f"{text}{counts[name]}{unit}" for name, text, unit in _TOLD if name in counts
    ]
    if told:
        yield f"活动期间，{'，'.join(told)}。"
    for head, rows in (("按形式", _by_form(logged)), ("按人群", _by_audience(logged))):
        if rows:
            each = "；".join(_sentence(row) for row in rows)
            yield f"{head}：{each}。"


def _sentence(row: Sequence[str]) -> str:
    name, activities, reached, *_rest = row
    return f"{name}{activities}场次" + (f"、触达{reached}人次" if reached else "")


def _highlights(campaign: Campaign, logged: Sequence[Activity]) -> Iterator[str]:
    yield from _lines(campaign.highlights)
    for one in logged:
        if one.is_featured:
            where = f"在{one.place}" if one.place else ""
            told = f"{chinese_day(one.held_on)}，{one.unit.name}{where}开展“{one.name}”"
            led = f"，{one.leaders}到场" if one.leaders else ""
            yield pii.mask_text(f"{told}{led}。")


def _effect(campaign: Campaign) -> Iterator[str]:
    yield from _lines(campaign.effect)
    before, after = effect(campaign)
    if before is not None and after is not None:
        points = after - before
        way = "提高" if points >= 0 else "下降"
        yield (
            f"活动前后同题测试，答对率由{before.normalize():f}%变为"
            f"{after.normalize():f}%，{way}{abs(points).normalize():f}个百分点。"
        )
    yield from _lines(campaign.praise)


def _rows(groups: dict[str, list[Activity]], order: Sequence[str]) -> list[list[str]]:
    return [
        [name, str(len(groups[name])), *(_sum(groups[name], one) for one in _METRICS)]
        for name in order
        if name in groups
    ]


def _sum(logged: Sequence[Activity], name: str) -> str:
    """Nothing where nobody counted; 余 where one of the counts was rounded."""
    counts = [count for one in logged if (count := one.count(name)) is not None]
    if not counts:
        return ""
    is_approx = any(one.is_approx for one in counts)
    return str(Count(sum(one.value for one in counts), is_approx))


def _by_form(logged: Sequence[Activity]) -> list[list[str]]:
    names = code_list("form").labels
    groups: dict[str, list[Activity]] = defaultdict(list)
    for one in logged:
        groups[names.get(one.form, one.form)].append(one)
    return _rows(groups, list(names.values()))


def _by_audience(logged: Sequence[Activity]) -> list[list[str]]:
    """An activity for several groups counts for each of them."""
    names = code_list("audience").labels
    groups: dict[str, list[Activity]] = defaultdict(list)
    for one in logged:
        for code in one.audiences:
            groups[names.get(code, code)].append(one)
    return _rows(groups, list(names.values()))


def _by_unit(logged: Sequence[Activity]) -> list[list[str]]:
    groups: dict[str, list[Activity]] = defaultdict(list)
    for one in sorted(logged, key=lambda one: one.unit.code):
        groups[one.unit.name].append(one)
    return _rows(groups, list(groups))


def _by_outlet(logged: Sequence[Activity]) -> Grid | None:
    rows = _by_unit(logged)
    if not rows:
        return None
    alike = ["合计", str(len(logged)), *(_sum(logged, one) for one in _METRICS)]
    return Grid("各网点开展情况统计表", ("网点", *_HEADS), [*rows, alike])


def _block(title: str, rows: list[list[str]]) -> Block:
    return Block(
        title, ("类别", *_HEADS), rows or [["本活动未登记场次", "", "", "", ""]]
    )


def _detail(logged: Sequence[Activity]) -> Block:
    heads = ("日期", "网点", "内容", "形式", "人群", "地点", *_HEADS[1:])
    rows = [
        [
            _day(one.held_on),
            one.unit.name,
            pii.mask_text(one.name),
            label("form", one.form),
            "、".join(label("audience", code) for code in one.audiences),
            pii.mask_text(one.place),
            *(_sum([one], name) for name in _METRICS),
        ]
        for one in logged
    ]
    return Block("场次明细", heads, rows or [["本活动未登记场次", *[""] * 8]])


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"


def _lines(text: str) -> list[str]:
    return [pii.mask_text(one.strip()) for one in text.splitlines() if one.strip()]
