"""The state tables of case tasks, reviews, audits, governance and report runs, each whole."""

import pytest

from complaints.task_states import CASE_TASK
from consumer_protection.audits.states import AUDIT, RECTIFICATION
from consumer_protection.core.codes import code_list
from consumer_protection.core.roles import ROLES
from consumer_protection.core.scope import Scope
from consumer_protection.governance.states import PLAN_ITEM, POLICY_VERSION
from education.states import EXAM, SURVEY, TYPICAL_CASE
from reporting.states import RUN
from reviews.states import REVIEW


class Anyone:
    scope = Scope(None, None, frozenset(), {}, frozenset(), everywhere=True)


TABLES = {
    "typical case": (
        TYPICAL_CASE,
        "typical_case_status",
        {"draft": {"approve"}, "approved": {"take_back"}},
    ),
    "survey": (
        SURVEY,
        "survey_status",
        {"draft": {"open"}, "open": {"close"}, "closed": set()},
    ),
    "exam": (
        EXAM,
        "exam_status",
        {"draft": {"open"}, "open": {"close"}, "closed": set()},
    ),
    "review": (
        REVIEW,
        "review_status",
        {
            "draft": {"submit", "withdraw"},
            "returned": {"submit", "withdraw"},
            "submitted": {"return", "take", "withdraw"},
            "in_review": {"return", "opine", "conclude", "withdraw"},
            "opinions_issued": {"answer", "withdraw"},
            "concluded": {"launch"},
            "launched": set(),
            "withdrawn": set(),
        },
    ),
    "audit": (
        AUDIT,
        "audit_status",
        {
            "planned": {"fieldwork"},
            "fieldwork": {"report"},
            "report": {"rectify"},
            "rectification": {"close"},
            "closed": set(),
        },
    ),
    "rectification": (
        RECTIFICATION,
        "rectify_status",
        {
            "open": {"begin", "accept_risk"},
            "in_progress": {"submit", "accept_risk"},
            "submitted": {"return", "close"},
            "returned": {"begin", "accept_risk"},
            "closed": set(),
            "accepted_risk": {"take_up"},
        },
    ),
    "policy": (
        POLICY_VERSION,
        "policy_status",
        {
            "draft": {"submit"},
            "in_approval": {"return", "approve"},
            "approved": {"put_in_force"},
            "in_force": {"supersede", "repeal"},
            "superseded": set(),
            "repealed": set(),
        },
    ),
    "plan": (
        PLAN_ITEM,
        "plan_item_status",
        {
            "not_started": {"start", "finish", "cancel"},
            "in_progress": {"finish", "cancel"},
            "done": set(),
            "cancelled": set(),
        },
    ),
    "task": (
        CASE_TASK,
        "casetask_status",
        {
            "open": {"finish", "withdraw"},
            "returned": {"finish", "withdraw"},
            "done": {"accept", "return"},
            "accepted": set(),
            "withdrawn": set(),
        },
    ),
    "run": (
        RUN,
        "report_state",
        {
            "queued": {"start"},
            "building": {"start", "finish", "fail"},
            "built": {"freeze"},
            "frozen": {"reopen"},
            "failed": {"retry"},
        },
    ),
}
ROWS = [
    (machine, status, moves)
    for machine, _list, table in TABLES.values()
    for status, moves in table.items()
]


@pytest.mark.parametrize(("machine", "status", "moves"), ROWS)
def test_each_status_opens_exactly_these_moves(machine, status, moves):
    assert {move.name for move in machine.open_to(Anyone(), status)} == moves


@pytest.mark.parametrize("name", TABLES)
def test_each_table_names_every_status_it_reaches(name):
    machine, _list, table = TABLES[name]

    assert machine.statuses == set(table)


@pytest.mark.parametrize("name", [name for name, row in TABLES.items() if row[1]])
def test_each_status_has_its_words(name, first_data):
    _machine, list_name, table = TABLES[name]

    assert set(table) <= set(code_list(list_name).labels)


@pytest.mark.parametrize("name", TABLES)
def test_some_role_is_cleared_for_each_move(name):
    cleared = {clearance for role in ROLES.values() for clearance in role.may}

    assert {move.may for move in TABLES[name][0].moves.values()} <= cleared
