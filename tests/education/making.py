"""Campaigns and trainings of tests."""

from datetime import date, timedelta

from consumer_protection.core import trail
from consumer_protection.core.ledgers.keeping import add_kept
from consumer_protection.core.ledgers.parsers import Count
from consumer_protection.core.models import Unit
from education import actions
from education.models import (
    Activity,
    Campaign,
    Exam,
    Material,
    Publication,
    Question,
    ServiceRecord,
    Survey,
    Training,
    TypicalCase,
)

DAY = date(2024, 5, 17)
# The least that makes a plain record, by the path under which programs reach it.
LEAST = {
    "publications": (
        Publication,
        {"published_on": DAY, "title": "警惕刷单返利", "medium": "wechat"},
    ),
    "materials": (
        Material,
        {"name": "安全用卡指南", "printed_on": DAY, "printed": 500},
    ),
    "surveys": (
        Survey,
        {
            "name": "客户满意度调查",
            "starts_on": DAY,
            "ends_on": DAY,
            "status": "closed",
        },
    ),
    "typical-cases": (
        TypicalCase,
        {
            "told_on": DAY,
            "name": "冒充客服骗取验证码",
            "topic": "telecom_fraud",
            "story": "客户接到自称客服的电话，说出验证码后账户资金被转走。",
            "lesson": "验证码不能告诉任何人。",
            "status": "draft",
        },
    ),
    "service-records": (
        ServiceRecord,
        {"held_on": DAY, "kind": "home_visit", "name": "上门激活社保卡"},
    ),
}


def kept(path, actor, at, **values):
    """A plain record in the outlet of a branch, unless told otherwise."""
    noun, least = LEAST[path]
    return _filled(noun, {**least, **values}, actor, at)


def _filled(noun, values, actor, at):
    values = _counted({"unit": "MXW10", **values}, noun)
    values["unit"] = Unit.objects.get(code=values["unit"])
    record = noun(root=_root())
    add_kept(record, values, actor=actor, at=at)
    return record


def activity(actor, at, **values):
    """A lecture in the outlet of a branch, for a campaign of its own if none is told."""
    standing = Campaign.objects.filter(name="守住钱袋子").first()
    owner = values.pop("campaign", None) or standing
    owner = owner or campaign(actor, at, name="守住钱袋子")
    known = {"held_on": DAY, "name": "进村讲座", "form": "lecture"}
    return _filled(Activity, {**known, **values, "campaign": owner}, actor, at)


def one_of_each_examined(actor, at) -> list[object]:
    """A draft of an examination and a question of the pool."""
    root = _root()
    question = Question.objects.create(
        root=root,
        unit=root.lead(),
        kind="true_false",
        text="投诉应当首问负责。",
        answer="A",
    )
    exam = Exam.objects.create(
        root=root,
        unit=root.lead(),
        name="应知应会答题",
        opens_at=at,
        closes_at=at + timedelta(hours=1),
        audiences=["all"],
        planned_by=actor,
        status="draft",
    )
    return [question, exam]


def one_of_each_kept(actor, at) -> dict[str, object]:
    """Path → a record of it."""
    found = {kind: kept(kind, actor, at) for kind in LEAST}
    return {**found, "activities": activity(actor, at)}


def new_kept() -> dict[str, dict[str, object]]:
    """What a program sends for a new record of each, beside those above."""
    other = {"name": "另一项", "title": "另一项"}
    logged = {
        "campaign": "守住钱袋子",
        "unit": "MXW10",
        "held_on": "2024-05-18",
        "name": "进社区",
        "form": "community",
    }
    return {"activities": logged} | {
        kind: {
            name: other.get(name, str(value) if isinstance(value, date) else value)
            for name, value in least.items()
            if name != "status"
        }
        | {"unit": "MXW10"}
        for kind, (_noun, least) in LEAST.items()
    }


def campaign(actor, at, way=trail.LEDGER, **values) -> Campaign:
    """A campaign of March 2024, reported, unless told otherwise."""
    known = {
        "name": "“3·15”教育宣传",
        "kind": "mar15",
        "mode": "concentrated",
        "starts_on": date(2024, 3, 11),
        "ends_on": date(2024, 3, 20),
        "reported_on": date(2024, 3, 24),
    }
    return actions.import_campaign(
        _ready(known | values, Campaign), root=_root(), actor=actor, at=at, way=way
    )


def training(actor, at, **values) -> Training:
    """A training of May 2024, unless told otherwise."""
    known = {"name": "全员消保培训", "kind": "business", "held_on": date(2024, 5, 17)}
    return actions.import_training(
        _ready(known | values, Training), root=_root(), actor=actor, at=at
    )


def _counted(values, noun):
    """Plain numbers become counts."""
    for name in getattr(noun, "COUNTS", ()):
        if isinstance(values.get(name), int):
            values[name] = Count(values[name])
    return values


def _ready(values, noun):
    """Plain numbers become counts, a unit's code becomes the unit."""
    _counted(values, noun)
    if isinstance(values.get("unit"), str):
        values["unit"] = Unit.objects.get(code=values["unit"])
    return values


def _root():
    return Unit.objects.get(parent=None)
