"""Duties, drills, incidents and the like of tests."""

from datetime import date

from consumer_protection.core.ledgers.keeping import add_kept
from consumer_protection.core.models import Unit
from consumer_protection.governance import models

DAY = date(2024, 3, 1)
_RULE = {"name": "年度报告", "basis": "办法", "recipient": "理事会", "every": "year"}
# The least that makes a record, by the path under which programs reach it.
LEAST = {
    "duties": (models.Duty, {"name": "年度报告", "period": "2023", "due_on": DAY}),
    "duty-rules": (
        models.DutyRule,
        {**_RULE, "due_month": 3, "due_day": 31, "valid_from": DAY},
    ),
    "emergency-plans": (
        models.EmergencyPlan,
        {"title": "重大投诉应急预案", "business": "complaint"},
    ),
    "drills": (models.Drill, {"name": "应急演练", "held_on": DAY}),
    "incidents": (
        models.Incident,
        {"title": "挤兑传言", "kind": "public_opinion", "discovered_on": DAY},
    ),
    "commitment-letters": (
        models.CommitmentLetter,
        {"year": 2024, "staff_number": "A1", "person": "吴刚"},
    ),
    "screenings": (
        models.Screening,
        {"name": "季度核查", "kind": "access", "held_on": DAY},
    ),
    "plan-problems": (
        models.PlanProblem,
        {"year": 2024, "text": "材料枯燥", "measure": "编制手册"},
    ),
}


def one_of_each_planned(actor, at) -> dict[str, object]:
    """Path → a record of it, in the outlet of a branch."""
    return {kind: _made(kind, actor, at) for kind in LEAST}


def new_planned() -> dict[str, dict[str, object]]:
    """What a program sends for a new record of each, beside those above."""
    other = {
        "name": "另一项",
        "title": "另一项",
        "text": "另一项",
        "staff_number": "A2",
    }
    return {
        kind: {
            name: other.get(name, str(value) if isinstance(value, date) else value)
            for name, value in least.items()
        }
        for kind, (_noun, least) in LEAST.items()
    }


def duty(actor, at, **values):
    return _made("duties", actor, at, **values)


def drill(actor, at, **values):
    """Held on a Friday that was a working day."""
    return _made("drills", actor, at, **values)


def incident(actor, at, **values):
    return _made("incidents", actor, at, **values)


def _made(kind, actor, at, **values):
    noun, least = LEAST[kind]
    values = {"unit": "MXW10", **least, **values}
    values["unit"] = Unit.objects.get(code=values["unit"])
    record = noun(root=Unit.objects.get(parent=None))
    add_kept(record, values, actor=actor, at=at)
    return record
