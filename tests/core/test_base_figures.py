"""Base figures: entered by hand or by ledger, and what stands on them."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from complaints.figures import CUSTOMERS, FIGURES
from consumer_protection.core import base_figures, base_recording
from consumer_protection.core.base_ledger import BASE_FIGURES
from consumer_protection.core.ledgers.exporting import Export
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.models import BaseFigure, TrailEntry, Unit
from consumer_protection.core.periods import parse_period
from tests.complaints.making import complaint
from tests.making import workbook

RATE = FIGURES["complaints.received_per_10k_customers"]
YEAR = parse_period("2024", as_of=date(2025, 1, 5))
HEADERS = ("年度", "机构", "客户数", "账户数", "员工数", "备注")
PAGE = "/base-figures/year/2024/"


@pytest.fixture
def add(union, system, now):
    def make(code, year=2024, **numbers):
        unit = Unit.objects.get(code=code)
        return base_recording.add_base(unit, year, numbers, actor=system, at=now)

    return make


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def imported(folder, actor, now, rows, **more):
    path = workbook(folder, HEADERS, rows)
    return import_ledger(BASE_FIGURES, Order(path, actor, now, **more))


def test_the_rate_stands_on_the_customers_of_the_institution(add, system, now):
    add("MX00", customers=53120)
    complaint(system, now)
    fact = RATE.fact(system, YEAR)

    assert (fact.value, fact.unit) == (0.19, "件/万户")
    assert (fact.numerator, fact.denominator) == (1, 53120)
    assert len(fact.record_ids) == 1
    assert fact.note == "2024年末客户数"


def test_without_base_figures_there_is_no_rate(union, system, now):
    complaint(system, now)

    assert RATE.fact(system, YEAR).value is None


def test_the_latest_year_before_serves_and_says_so(add, system, now):
    add("MX00", 2022, customers=40000)
    add("MX00", 2021, customers=30000)
    add("MX00", 2025, customers=90000)
    fact = CUSTOMERS.fact(system, YEAR)

    assert (fact.value, fact.note) == (40000, "2022年末客户数")


def test_outlets_stand_for_the_whole_only_when_all_have_a_number(add, system):
    add("MXW10", customers=300)
    assert CUSTOMERS.fact(system, YEAR).value is None

    add("MXW11", customers=200)
    assert CUSTOMERS.fact(system, YEAR).value == 500


def test_zero_customers_are_no_denominator(add, system, now):
    add("MX00", customers=0)
    complaint(system, now)

    assert RATE.fact(system, YEAR).value is None


def test_a_manager_divides_by_the_own_outlet_alone(add, manager, system, now):
    add("MX00", customers=53120)
    add("MXW10", customers=20000)
    complaint(system, now)
    complaint(system, now, unit="MXW11", description="另一件")

    assert RATE.fact(manager, YEAR).value == 0.5
    assert CUSTOMERS.by_unit(manager, YEAR) == {"营业部": 20000}


def test_outlets_above_the_total_raise_a_doubt(add, system, manager):
    add("MX00", customers=400)
    add("MXW10", customers=300)
    assert list(base_figures.doubts(system)) == []

    add("MXW11", customers=200)
    (doubt,) = base_figures.doubts(system)
    assert (doubt.year, doubt.kind, doubt.total, doubt.parts) == (
        2024,
        "customers",
        400,
        500,
    )
    assert list(base_figures.doubts(manager)) == []


def test_a_ledger_comes_in_goes_out_and_comes_in_unchanged(
    union, officer, now, tmp_path
):
    rows = [
        (2024, "明溪农信联社", "53,120", 80000, 212, "年报"),
        (2024, "营业部", 20000, None, 15, None),
    ]
    assert imported(tmp_path, officer, now, rows).count("taken") == 2

    out = tmp_path / "out.xlsx"
    export_to(out, officer)
    again = import_ledger(BASE_FIGURES, Order(out, officer, now))
    assert (again.wrong, again.count("known"), again.batch) == ([], 2, None)


def export_to(path, actor):
    path.write_bytes(Export(BASE_FIGURES, actor).xlsx())


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("去年", "营业部", 1, 1, 1, None), "year"),
        ((2099, "营业部", 1, 1, 1, None), "year"),
        ((2024, "没有的社", 1, 1, 1, None), "unit"),
        ((2024, "营业部", -1, 1, 1, None), "customers"),
        ((2024, "营业部", "很多", 1, 1, None), "customers"),
        ((2024, "营业部", 1.5, 1, 1, None), "customers"),
        ((2024, "营业部", "600余", 1, 1, None), "customers"),
        ((2024, "营业部", None, None, None, "空"), "customers"),
    ],
)
def test_a_wrong_row_stops_the_ledger(union, officer, now, tmp_path, row, field):
    outcome = imported(tmp_path, officer, now, [row])

    assert [problem.field for problem in outcome.wrong[0].problems] == [field]
    assert not BaseFigure.objects.exists()


def test_a_changed_number_leaves_old_and_new_in_the_trail(
    union, officer, now, tmp_path
):
    imported(tmp_path, officer, now, [(2024, "营业部", 100, None, None, None)])
    imported(
        tmp_path, officer, now, [(2024, "营业部", 120, None, None, None)], update=True
    )

    figure = BaseFigure.objects.get()
    told = TrailEntry.objects.get(
        noun="core.basefigure", action__endswith=".updated_from_ledger"
    )
    assert figure.numbers() == {"customers": 120}
    assert told.changes == {"customers": [100, 120]}


def test_one_unit_has_one_record_a_year(add):
    add("MXW10", customers=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        add("MXW10", customers=2)


def posted(client, **numbers):
    page = client.get(PAGE)
    data = {
        cell.name: cell.text
        for _unit, cells in page.context["table"].rows()
        for cell in cells
    }
    data["seen"] = page.context["table"].seen
    return client.post(PAGE, data | numbers)


def name(code, kind="customers"):
    return f"n-{Unit.objects.get(code=code).pk}-{kind}"


def test_a_year_is_entered_in_one_save(signed_in, officer):
    answer = posted(
        signed_in, **{name("MXW10"): "12，000", name("MX00", "staff"): "21"}
    )

    assert answer.status_code == 302
    assert {str(one): one.numbers() for one in BaseFigure.objects.all()} == {
        "营业部 2024": {"customers": 12000},
        "明溪农信联社 2024": {"staff": 21},
    }
    assert BaseFigure.objects.first().recorded_by == officer


@pytest.mark.parametrize("text", ["-1", "abc", "1.5", "9" * 15, "²"])
def test_a_wrong_number_saves_nothing_and_is_marked(signed_in, text):
    answer = posted(signed_in, **{name("MXW10"): text, name("MXW11"): "5"})

    assert answer.status_code == 422
    assert "is-invalid" in answer.content.decode()
    assert not BaseFigure.objects.exists()


def test_an_emptied_field_takes_the_number_away(signed_in, add):
    add("MXW10", customers=5, staff=2)
    posted(signed_in, **{name("MXW10"): ""})

    assert BaseFigure.objects.get().numbers() == {"staff": 2}


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(signed_in, add):
    seen = signed_in.get(PAGE).context["table"].seen
    add("MXW10", customers=5)

    answer = signed_in.post(PAGE, {"seen": seen, name("MXW11"): "7"})
    assert answer.status_code == 422
    assert BaseFigure.objects.get().numbers() == {"customers": 5}


@pytest.mark.parametrize("year", ["1989", "2101", "9999"])
def test_an_unlikely_year_has_no_page(signed_in, year):
    assert signed_in.get(f"/base-figures/year/{year}/").status_code == 404


def test_a_manager_sees_the_own_row_and_may_not_enter(client, manager, add):
    add("MX00", customers=9)
    own = add("MXW10", customers=5)
    other = add("MXW11", customers=4)
    client.force_login(manager)

    assert client.get("/base-figures/").context["found"] == 1
    assert client.get(f"/base-figures/{own.pk}/").status_code == 200
    assert client.get(f"/base-figures/{other.pk}/").status_code == 404
    assert client.get(PAGE).status_code == 403


def test_the_list_narrows_by_year_unit_and_kind(signed_in, add):
    add("MXW10", customers=5)
    add("MXW10", 2023, staff=5)
    unit = Unit.objects.get(code="MXW10").pk

    for asked, found in (
        ("", 2),
        ("year=2024", 1),
        ("kind=staff", 1),
        (f"unit={unit}", 2),
        ("year=99999999999", 0),
    ):
        page = signed_in.get(f"/base-figures/?{asked}")
        assert (page.status_code, page.context["found"]) == (200, found)


def test_the_time_given_is_the_time_told(add, now):
    assert isinstance(now, datetime)
    add("MXW10", customers=5)
    entry = TrailEntry.objects.get(
        noun="core.basefigure", action__endswith=".added_by_hand"
    )
    assert entry.happened_at == now
