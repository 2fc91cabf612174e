"""Data quality: every check, and that page, list and command tell the same."""

import json

import pytest

from complaints.models import Complaint
from consumer_protection.core.models import Unit
from consumer_protection.core.quality import checks, counts, faults_of, surveys
from consumer_protection.core.quality_list import lines
from tests.complaints.making import complaint
from tests.core.quality_samples import OF_THE_FOUNDATION, WRONG, pair
from tests.core.test_ledger_commands import run

PAGE = "/quality/"
LIST = "/complaints/cases/"
CODES = [check.code for check in checks()]


def check(code):
    return next(one for one in checks() if one.code == code)


def test_every_check_has_a_sample_and_every_code_is_there_once():
    assert set(WRONG) | set(OF_THE_FOUNDATION) == set(CODES)
    every = [*CODES, *(one.code for one in surveys())]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("code", CODES)
def test_a_check_finds_what_is_wrong_and_leaves_what_is_not(union, system, now, code):
    wrong, left = pair(check(code), system, now)

    found = set(check(code).records(system).values_list("pk", flat=True))
    assert wrong.pk in found
    assert left.pk not in found
    assert code in {one.code for one in faults_of(wrong)}
    assert code not in {one.code for one in faults_of(left)}


@pytest.mark.parametrize("code", CODES)
def test_a_record_left_alone_by_one_check_is_left_by_all(union, system, now, code):
    _wrong, left = pair(check(code), system, now)

    assert faults_of(left) == []


@pytest.mark.parametrize("code", CODES)
def test_the_number_on_the_page_is_that_of_the_list_and_of_the_command(
    client, staff, system, now, code
):
    own = check(code)
    pair(own, system, now)
    asker = staff("sys_admin" if own.called else "cp_officer")
    client.force_login(asker)

    line = next(one for one in lines(asker, now) if one.code == code)
    page = client.get(PAGE).content.decode()
    assert line.url.replace("&", "&amp;") in page
    assert client.get(line.url).context["found"] == line.count
    _code, told = run("check_data", "--json")
    entry = next(
        one for one in sum(json.loads(told).values(), []) if one["code"] == code
    )
    assert entry["count"] == line.count == len(entry["records"])


@pytest.mark.parametrize("code", CODES)
def test_every_check_says_which_column_of_the_form_mends_it(code):
    own = check(code)

    assert own.fields
    assert str(own.label)
    assert str(own.advice)


@pytest.fixture
def some(union, system, now):
    """Two of an outlet without a cause, one of another."""
    for number in range(2):
        complaint(system, now, description=f"第{number}件")
    complaint(system, now, unit="MXW11", description="第三件", cause="service")
    complaint(system, now, unit="MXW11", description="第四件")


def test_nobody_is_told_of_what_they_do_not_see(some, client, staff):
    told = {}
    for role, unit in (("cp_officer", "MXB02"), ("branch_handler", "MXW10")):
        client.force_login(staff(role, unit))
        told[role] = client.get(f"{LIST}?quality=complaints.no_cause").context["found"]
        page = client.get(PAGE)
        shown = {
            one.code: one.count for _title, own in page.context["duties"] for one in own
        }
        assert shown["complaints.no_cause"] == told[role]

    assert told == {"cp_officer": 3, "branch_handler": 2}


def test_somebody_who_sees_no_complaint_is_told_of_none(some, client, board_member):
    client.force_login(board_member)

    page = client.get(PAGE)
    codes = [one.code for _title, own in page.context["duties"] for one in own]
    assert not [code for code in codes if code.startswith("complaints")]
    assert client.get(f"{LIST}?quality=complaints.no_cause").status_code == 403


def test_another_institution_is_told_of_nothing(some, client, staff, system, now):
    other = Unit.objects.create(code="QX00", name="清溪县联社", kind="legal_person")
    stranger = staff("cp_officer", "QX00")
    assert stranger.unit == other

    assert counts(stranger, checks())["complaints.no_cause"] == 0
    client.force_login(stranger)
    assert client.get(f"{LIST}?quality=complaints.no_cause").context["found"] == 0


@pytest.mark.parametrize(
    "asked",
    [
        "quality=no.such",
        "quality=reviews.no_trigger",
        "quality=%00",
        "quality=complaints.no_cause&period=nonsense",
        "quality=%27;DROP",
    ],
)
def test_a_check_that_is_none_of_the_list_is_told_kindly(some, client, officer, asked):
    client.force_login(officer)

    page = client.get(f"{LIST}?{asked}")
    assert page.status_code == 404
    assert "没有" in page.content.decode() or "page" in page.content.decode()


@pytest.mark.parametrize(("period", "found"), [("2024", 3), ("2023", 0), ("2024Q1", 3)])
def test_a_period_takes_its_own_records(some, client, officer, now, period, found):
    client.force_login(officer)
    asked = f"quality=complaints.no_cause&period={period}"

    assert client.get(f"{LIST}?{asked}").context["found"] == found
    page = client.get(f"{PAGE}?period={period}")
    codes = {one.code: one for _title, own in page.context["duties"] for one in own}
    assert ("complaints.no_cause" in codes) is bool(found)


@pytest.mark.parametrize("period", ["nonsense", "2024-13", "%00"])
def test_a_period_that_is_none_is_not_found(client, officer, period):
    client.force_login(officer)

    assert client.get(f"{PAGE}?period={period}").status_code == 404


def test_the_check_stays_while_the_list_is_filtered_and_exported(some, client, officer):
    client.force_login(officer)
    asked = f"quality=complaints.no_cause&unit={Unit.objects.get(code='MXW11').pk}"

    page = client.get(f"{LIST}?{asked}")
    assert (page.context["found"], page.context["total"]) == (1, 3)
    assert 'name="quality" value="complaints.no_cause"' in page.content.decode()
    export = client.get(f"{LIST}export/?{asked}")
    assert export.context["count"] == 1
    done = client.post(
        f"{LIST}export/?{asked}", {"columns": ["number", "cause"], "format": "csv"}
    )
    assert len(done.content.decode("utf-8-sig").splitlines()) == 2


def test_a_record_says_what_is_wrong_and_leads_whoever_may_to_the_form(
    some, client, officer, auditor
):
    record = Complaint.objects.get(description="第0件")
    form = f"{LIST}{record.pk}/correct/?quality=complaints.no_cause"
    for asker, is_linked in ((officer, True), (auditor, False)):
        client.force_login(asker)
        page = client.get(f"{LIST}{record.pk}/")
        assert "complaints.no_cause" in {
            one.check.code for one in page.context["faults"]
        }
        assert (form in page.content.decode()) is is_linked


def test_all_checks_are_counted_in_one_statement(
    some, officer, django_assert_max_num_queries
):
    """And the limits and working days, of which one of them is made."""
    counts(officer, checks())
    with django_assert_max_num_queries(1 + 2):
        counts(officer, checks())


def test_the_page_asks_the_database_as_often_for_one_record_as_for_many(
    some, client, officer, system, now, django_assert_max_num_queries
):
    client.force_login(officer)
    client.get(PAGE)
    with django_assert_max_num_queries(30) as one:
        client.get(PAGE)
    for number in range(5, 20):
        complaint(system, now, description=f"第{number}件", satisfaction="")
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(PAGE)


def test_a_record_is_checked_in_one_statement(some, django_assert_num_queries):
    record = Complaint.objects.first()
    faults_of(record)
    with django_assert_num_queries(1 + 2):
        faults_of(record)


def test_the_home_page_asks_for_the_numbers_after_it_stands(some, client, officer):
    client.force_login(officer)

    assert 'hx-get="/quality/tile/"' in client.get("/").content.decode()
    tile = client.get("/quality/tile/")
    assert tile.context["errors"] == 0
    assert tile.context["warnings"] > 3


def test_the_command_answers_0_on_a_merely_migrated_database(first_data):
    code, told = run("check_data", "--json")

    assert code == 0
    assert json.loads(told)["errors"] == []


def test_warnings_leave_the_command_at_0(some):
    code, told = run("check_data")

    assert code == 0
    assert "complaints.no_cause" in told
    assert "TS20240001" in told


def test_an_error_makes_the_command_answer_1(some, capsys):
    Complaint.objects.filter(description="第0件").update(status="assigned")

    code, _told = run("check_data")
    assert code == 1


@pytest.mark.parametrize(("period", "ends"), [("2024", 1), ("2023", 0), ("x", 2)])
def test_the_command_takes_a_period(some, period, ends):
    Complaint.objects.filter(description="第0件").update(status="assigned")

    assert run("check_data", "--period", period)[0] == ends


def test_numbers_in_texts_stay_masked_in_what_the_command_prints(union, system, now):
    from_ledger = pair(check("audit_findings.no_scope"), system, now)[0]
    type(from_ledger).objects.filter(pk=from_ledger.pk).update(
        text="客户13812345678投诉"
    )

    _code, told = run("check_data", "--json")
    assert "13812345678" not in told
    assert "138****5678" in told
