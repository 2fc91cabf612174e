"""The whole tables of problems, rectifications, call-backs, second rounds and suggested
trainings: state × move × role."""

import pytest

from complaints.learning_states import (
    CALL_BACK,
    PROBLEM,
    RECTIFICATION,
    SECOND_ROUND,
    TRAINING_SUGGESTION,
)
from consumer_protection.core.codes import code_list
from consumer_protection.core.roles import ROLES
from tests.complaints.test_states import Cleared

_HANDLE, _APPROVE = "complaints.handle", "complaints.approve"
_WORK, _KEEP = "tasks.answer", "records.keep"
# Machine, list of its words, clearance of each move, moves of each state.
TABLES = {
    "problem": (
        PROBLEM,
        "problem_status",
        {"close": _APPROVE, "reopen": _HANDLE, "recur": _HANDLE},
        {"open": {"close"}, "reopened": {"close"}, "closed": {"reopen", "recur"}},
    ),
    "rectification": (
        RECTIFICATION,
        "rectification_status",
        {
            "begin": _WORK,
            "submit": _WORK,
            "take_up": _WORK,
            "return": _APPROVE,
            "close": _APPROVE,
            "accept_risk": _APPROVE,
        },
        {
            "open": {"begin", "accept_risk"},
            "in_progress": {"submit", "accept_risk"},
            "submitted": {"return", "close"},
            "returned": {"begin", "accept_risk"},
            "closed": set(),
            "accepted_risk": {"take_up"},
        },
    ),
    "call-back": (
        CALL_BACK,
        "callback_status",
        {"finish": _HANDLE, "give_up": _HANDLE},
        {"open": {"finish", "give_up"}, "done": set(), "unreachable": set()},
    ),
    "second round": (
        SECOND_ROUND,
        "secondround_status",
        {"answer": _HANDLE},
        {"open": {"answer"}, "answered": set()},
    ),
    "training": (
        TRAINING_SUGGESTION,
        "trainingsuggestion_status",
        {"accept": _KEEP, "dismiss": _KEEP},
        {"suggested": {"accept", "dismiss"}, "accepted": set(), "dismissed": set()},
    ),
}
ROWS = [
    (machine, clearances, status, moves)
    for machine, _list, clearances, table in TABLES.values()
    for status, moves in table.items()
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("machine", "clearances", "status", "moves"), ROWS)
def test_each_role_makes_exactly_these_moves(machine, clearances, status, moves, role):
    may = ROLES[role].may
    allowed = {name for name in moves if clearances[name] in may}

    assert {one.name for one in machine.open_to(Cleared(*may), status)} == allowed


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_whole_and_has_its_words(name, first_data):
    machine, words, clearances, table = TABLES[name]

    assert machine.statuses == set(table) == set(code_list(words).labels)
    assert set(machine.moves) == set(clearances)


@pytest.mark.parametrize("name", TABLES)
def test_some_role_is_cleared_for_each_move(name):
    cleared = {clearance for role in ROLES.values() for clearance in role.may}

    assert set(TABLES[name][2].values()) <= cleared
