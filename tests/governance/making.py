"""Policies, meetings and plan items of tests, and what an import says of them."""

from datetime import date

from consumer_protection.core.models import Unit
from consumer_protection.governance import actions
from consumer_protection.governance.models import (
    AgendaItem,
    Assignment,
    LawArticle,
    OrganMember,
    PlanItem,
    PolicyVersion,
    Proposal,
    UnitDuty,
)


def version(actor, at, **values) -> PolicyVersion:
    """A policy issued and in force on 1 March 2024, unless told otherwise."""
    known = {
        "title": "投诉处理办法",
        "document_number": "明农信联〔2024〕1号",
        "category": "complaint",
        "action": "new",
        "issued_on": date(2024, 3, 1),
    }
    return actions.import_policy_version(
        _ready(known | values), root=_root(), actor=actor, at=at
    )


def item(actor, at, **values) -> AgendaItem:
    """An item of the board's meeting of 1 March 2024, unless told otherwise."""
    known = {
        "organ": "board",
        "held_on": date(2024, 3, 1),
        "name": "第一次会议",
        "text": "审议消保工作报告",
        "is_consumer_protection": True,
    }
    return actions.import_agenda_item(
        _ready(known | values), root=_root(), actor=actor, at=at
    )


def task(actor, at, **values) -> PlanItem:
    """A task of the training plan due on 1 May 2024, unless told otherwise."""
    known = {"plan_kind": "training_plan", "task": "全员消保培训"}
    known |= {"due_on": date(2024, 5, 1)}
    return actions.import_plan_item(
        _ready(known | values), root=_root(), actor=actor, at=at
    )


def one_of_each_kept(root, actor, at):
    """A proposal, a member, an assignment, a duty, an article of law."""
    day = date(2024, 1, 1)
    own = {"root": root, "unit": Unit.objects.get(code="MXW10")}
    asked = {"organ": "board", "kind": "decide", "title": "审议规划"}
    return (
        Proposal.objects.create(
            **own, **asked, status="proposed", proposed_on=day, proposed_by=actor
        ),
        OrganMember.objects.create(
            **own, organ="board", name="陈国平", role="chair", from_on=day
        ),
        Assignment.objects.create(**own, name="林小梅", kind="full_time", from_on=day),
        UnitDuty.objects.create(**own, duty="投诉处理", part="lead"),
        LawArticle.objects.create(root=root, law="办法", article="第九条", text="审查"),
    )


def problems(outcome, *, warnings=False):
    return [
        (problem.field, problem.code)
        for row in outcome.reading.rows
        for problem in row.problems
        if problem.is_warning is warnings
    ]


def contents(noun):
    """Every record without its id, to be held against what comes in again."""
    rows = noun.objects.order_by("pk").values()
    keys = ("id", "policy_id", "meeting_id")
    return [{name: row[name] for name in row if name not in keys} for row in rows]


def _ready(values):
    """A unit's code becomes the unit."""
    if isinstance(values.get("unit"), str):
        values["unit"] = Unit.objects.get(code=values["unit"])
    return values


def _root():
    return Unit.objects.get(parent=None)
