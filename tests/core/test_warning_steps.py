"""The ladder as data: its steps, the migration back and forth, impossible rows."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from consumer_protection.core import first_data as first
from consumer_protection.core.models import WarningStep
from consumer_protection.core.roles import ROLES

DAY = date(2025, 3, 4)


def test_the_ladder_begins_as_it_was_asked_for(first_data):
    steps = [
        (one.code, one.measure, one.amount, one.whom, one.is_urgent)
        for one in WarningStep.objects.on(DAY)
    ]

    assert steps == [
        ("half", "share", 50, ["handler"], False),
        ("four_fifths", "share", 80, [], False),
        ("three_days", "before", 3, ["branch_manager"], False),
        ("one_day", "before", 1, ["cp_officer"], True),
        ("overdue", "after", 1, ["cp_head"], True),
        ("overdue_5", "after", 5, ["senior_exec"], True),
    ]
    named = {role for step in steps for role in step[3]} - {"handler"}
    assert named <= set(ROLES)


def test_what_the_institution_changed_stays_when_first_data_come_again(first_data):
    WarningStep.objects.filter(code="half").update(amount=40)

    first.add_warning_steps(apps, None)

    assert WarningStep.objects.get(code="half").amount == 40
    assert WarningStep.objects.count() == 6


@pytest.mark.parametrize(
    "wrong",
    [
        {"measure": "share", "amount": 101},
        {"measure": "weeks", "amount": 1},
        {"measure": "before", "amount": -1},
        {"code": "half", "measure": "after", "amount": 1},
    ],
)
def test_an_impossible_step_is_refused_by_the_table(first_data, wrong):
    known = {"code": "new", "level": 9, "whom": [], "valid_from": date(1990, 1, 1)}

    with pytest.raises(IntegrityError), transaction.atomic():
        WarningStep.objects.create(**known | wrong)


@pytest.mark.django_db(transaction=True)
def test_the_tables_go_and_come_back():
    def tables():
        return set(connection.introspection.table_names())

    own = {"core_notice", "core_warningstep"}
    whole = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        MigrationExecutor(connection).migrate(
            [("core", "0013_recheck_and_mediation_data")]
        )
        assert not own & tables()
    finally:
        MigrationExecutor(connection).migrate(whole)
    assert own <= tables()
    assert WarningStep.objects.count() == 6
