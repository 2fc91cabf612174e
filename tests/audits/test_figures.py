"""Each figure counts what its definition says, at the edges too."""

from datetime import date
from pathlib import Path

import pytest

import reporting
from consumer_protection.audits.figures import FIGURES
from consumer_protection.audits.ledgers import AUDIT_FINDINGS
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.unit_ledger import UNITS

AS_OF = date(2025, 6, 1)
YEAR = parse_period("2024", as_of=AS_OF)
SAMPLE = Path(reporting.__file__).parent / "demo" / "mingxi-2024"
OF_FINDINGS = [code for code in FIGURES if code != "audits.outlets"]


def fact(code, asker, period=YEAR):
    return FIGURES[f"audits.{code}"].fact(asker, period)


def value(code, asker, period=YEAR):
    return fact(code, asker, period).value


@pytest.mark.parametrize("code", OF_FINDINGS)
def test_a_register_never_used_has_no_figure(union, system, code):
    assert FIGURES[code].fact(system, YEAR).value is None


def test_a_register_in_use_counts_zero_in_an_empty_year(add, system):
    add()
    empty = parse_period("2023", as_of=AS_OF)

    for code in ("projects", "findings", "findings_closed", "findings_overdue"):
        assert value(code, system, empty) == 0
    assert value("findings.by_severity", system, empty) == {}
    assert value("closure_rate", system, empty) is None


@pytest.mark.parametrize(
    ("found", "counted"),
    [
        (date(2023, 12, 31), 0),
        (date(2024, 1, 1), 1),
        (date(2024, 12, 31), 1),
        (date(2025, 1, 1), 0),
    ],
)
def test_findings_and_their_projects_count_by_the_day_found(
    add, system, found, counted
):
    add(found_on=found, due_on=None)

    assert (value("findings", system), value("projects", system)) == (counted,) * 2


def test_a_project_counts_once_however_many_findings_it_has(add, system):
    add(text="甲")
    add(text="乙", found_on=date(2024, 6, 1))
    add(text="丙", project="另一项目")

    counted = fact("projects", system)
    assert (counted.value, counted.noun) == (2, "audits.auditproject")


def test_a_project_counts_in_each_period_it_found_something_in(add, system):
    add(text="甲", found_on=date(2023, 11, 1))
    add(text="乙")

    in_2023 = parse_period("2023", as_of=AS_OF)
    assert (value("projects", system, in_2023), value("projects", system)) == (1, 1)


@pytest.mark.parametrize(
    ("closed", "counted"),
    [
        (None, 0),
        (date(2024, 11, 18), 1),
        (date(2024, 12, 31), 1),
        (date(2025, 1, 1), 0),
    ],
)
def test_closed_are_those_found_in_the_period_and_closed_by_its_end(
    add, system, closed, counted
):
    add(closed_on=closed)
    in_2025 = parse_period("2025", as_of=AS_OF)

    assert value("findings_closed", system) == counted
    assert value("findings_closed", system, in_2025) == 0


def test_the_closure_rate_is_closed_over_found(add, system):
    add(text="甲", closed_on=date(2024, 12, 10))
    add(text="乙", closed_on=date(2025, 1, 3))
    add(text="丙")

    rate = fact("closure_rate", system)
    assert (rate.numerator, rate.denominator, rate.value) == (1, 3, 33.33)


@pytest.mark.parametrize(
    ("due", "closed", "overdue"),
    [
        (date(2024, 12, 30), None, 1),
        (date(2024, 12, 31), None, 0),
        (None, None, 0),
        (date(2024, 12, 30), date(2024, 12, 31), 0),
        (date(2024, 12, 30), date(2025, 1, 3), 1),
    ],
)
def test_overdue_stands_as_it_stood_on_the_last_day(add, system, due, closed, overdue):
    add(due_on=due, closed_on=closed)

    assert value("findings_overdue", system) == overdue


def test_while_the_period_runs_overdue_stands_as_of_today(add, system):
    add(due_on=date(2024, 12, 15))

    for day, overdue in ((date(2024, 12, 15), 0), (date(2024, 12, 16), 1)):
        running = parse_period("2024", as_of=day)
        assert value("findings_overdue", system, running) == overdue


def test_a_finding_of_an_earlier_year_is_overdue_until_closed(add, system):
    add(found_on=date(2023, 5, 1), due_on=date(2023, 8, 1))

    assert (value("findings", system), value("findings_overdue", system)) == (0, 1)


def test_findings_are_divided_by_severity(add, system):
    for number, severity in enumerate(("low", "high", "low", "suggestion")):
        add(text=f"问题{number}", severity=severity)

    divided = fact("findings.by_severity", system)
    assert divided.value == {"low": 2, "high": 1, "suggestion": 1}
    assert divided.labels == {"low": "一般", "high": "重大", "suggestion": "建议"}


@pytest.mark.parametrize("code", OF_FINDINGS)
def test_a_manager_counts_only_the_own_outlet(add, manager, code):
    add(unit="MXW11", closed_on=date(2024, 12, 10))
    counted = FIGURES[code].fact(manager, YEAR)

    assert counted.record_ids == ()
    assert counted.value in (0, None, {})


def test_outlets_are_those_there_on_the_last_day(union, system, manager):
    Unit.objects.create(
        code="MXW12",
        name="新设网点",
        kind="outlet",
        parent=union,
        valid_from=date(2025, 1, 1),
    )
    Unit.objects.filter(code="MXW11").update(valid_to=date(2024, 12, 31))

    in_2025 = parse_period("2025", as_of=AS_OF)
    assert (value("outlets", system), value("outlets", system, in_2025)) == (1, 2)
    assert value("outlets", manager) == 1


def test_the_sample_year_adds_up(system, now):
    for ledger in (UNITS, AUDIT_FINDINGS):
        path = SAMPLE / f"{ledger.kind}.xlsx"
        import_ledger(ledger, Order(path=path, actor=system, at=now))

    expected = {
        "projects": 1,
        "findings": 5,
        "findings_closed": 4,
        "closure_rate": 80.0,
    }
    assert {code: value(code, system) for code in expected} == expected
