"""The whole tables of rechecks and mediations: state × move × role."""

import pytest

from complaints.mediation_states import MEDIATION, UNDER_WAY
from complaints.recheck_states import RECHECK, WAITING
from consumer_protection.core.codes import code_list
from consumer_protection.core.roles import ROLES
from tests.complaints.test_states import Cleared

_HANDLE, _APPROVE = "complaints.handle", "complaints.approve"
# Machine, list of its words, clearance of each move, moves of each state.
TABLES = {
    "recheck": (
        RECHECK,
        "recheck_status",
        {
            "accept": _HANDLE,
            "accept_late": _APPROVE,
            "refuse": _HANDLE,
            "decide": _APPROVE,
            "tell": _HANDLE,
            "withdraw": _HANDLE,
        },
        {
            "applied": {"accept", "accept_late", "refuse", "withdraw"},
            "accepted": {"decide", "withdraw"},
            "decided": {"tell"},
            "refused": set(),
            "told": set(),
            "withdrawn": set(),
        },
    ),
    "mediation": (
        MEDIATION,
        "mediation_status",
        dict.fromkeys(
            ("accept", "refuse", "start", "agree", "fail", "withdraw"), _HANDLE
        ),
        {
            "offered": {"accept", "refuse", "withdraw"},
            "accepted": {"start", "withdraw"},
            "started": {"agree", "fail", "withdraw"},
            "refused": set(),
            "agreed": set(),
            "failed": set(),
            "withdrawn": set(),
        },
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


@pytest.mark.parametrize(
    ("machine", "waiting"), [(RECHECK, WAITING), (MEDIATION, UNDER_WAY)]
)
def test_what_waits_has_a_way_on_and_what_ended_has_none(machine, waiting):
    sources = {status for one in machine.moves.values() for status in one.sources}

    assert sources == set(waiting)
