"""People by their pages and by their ledger: added, changed, never without a chief."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from consumer_protection.core import accounts
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.exporting import Export
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.rows import LedgerRefused
from consumer_protection.core.ledgers.taking_back import take_back
from consumer_protection.core.ledgers.writing import RecordWrong, add_record
from consumer_protection.core.models import ImportBatch, Unit, User
from tests.making import workbook

GOOD = "Correct-Horse-7"
HEADERS = ["工号", "姓名", "机构", "角色", "岗位", "是否专职消保", "在岗状态"]
ROWS = [
    ["8001", "曾小梅", "营业部", "网点负责人、branch_handler", "主任", "", "在岗"],
    ["8002", "罗建国", "MXB02", "消保专员", "消保岗", "是", "在岗"],
    ["8003", "黄玉兰", "城关信用社", "", "柜员", "否", "退休"],
]
STAFF = ledger("staff")


@pytest.fixture
def chief(client, staff, system, now):
    person = staff("sys_admin", "MX00")
    accounts.set_password(person, GOOD, actor=system, at=now)
    client.force_login(person)
    return person


def data(**changed):
    unit = Unit.objects.get(code="MXW10").pk
    return {
        "staff_number": "7001",
        "name": "曾小梅",
        "unit": unit,
        "roles": ["branch_manager"],
    } | changed


def edit(client, user, **changed):
    values = data(name=user.name, unit=user.unit_id) | changed
    return client.post(f"/people/{user.pk}/edit/", values)


def test_a_new_person_gets_a_code_that_works(client, chief):
    page = client.post("/people/add/", data())

    code = page.context["slips"][0]["code"]
    assert code in page.content.decode()
    client.logout()
    first = {"staff_number": "7001", "code": code, "password": GOOD, "again": GOOD}
    assert client.post("/first-sign-in/", first)["Location"] == "/"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"staff_number": "system"}, "staff_number"),
        ({"staff_number": "sys_admin-MX00"}, "staff_number"),
        ({"staff_number": ""}, "staff_number"),
        ({"unit": 999999}, "unit"),
        ({"roles": ["king"]}, "roles"),
        ({"name": "曾\x00"}, "name"),
    ],
)
def test_a_person_who_does_not_fit_is_told_why(client, chief, changed, field):
    page = client.post("/people/add/", data(**changed))

    assert field in page.context["form"].errors


def test_the_list_and_the_page_show_roles_and_history(client, chief, manager):
    listed = client.get("/people/?role=branch_manager")
    page = client.get(f"/people/{manager.pk}/").content.decode()

    assert listed.context["found"] == 1
    assert "网点负责人" in listed.content.decode()
    assert "查看本机构，另可审批本机构投诉。" in page
    assert "新增" in page


def test_roles_and_unit_are_changed_with_a_trail(client, chief, manager):
    edit(client, manager, unit=Unit.objects.get(code="MXW11").pk, roles=["auditor"])

    manager.refresh_from_db()
    assert manager.roles == ("auditor",)
    assert manager.unit.code == "MXW11"
    assert "修改" in client.get(f"/people/{manager.pk}/").content.decode()


def test_nobody_changes_the_own_roles_or_switches_the_own_account(client, chief):
    edit(client, chief, roles=["sys_admin", "cp_head"])
    client.post(f"/people/{chief.pk}/switch/")

    chief = User.objects.get(pk=chief.pk)
    assert chief.roles == ("sys_admin",)
    assert chief.is_active


def test_the_last_administrator_stays(client, chief, system, staff, now):
    second = staff("sys_admin")

    for changes in ({"is_active": False}, {"roles": ["auditor"]}):
        with pytest.raises(accounts.AccountRefused):
            accounts.change_person(chief, changes, actor=system, at=now)
    accounts.set_password(second, GOOD, actor=second, at=now)
    accounts.change_person(chief, {"is_active": False}, actor=second, at=now)
    assert not User.objects.get(pk=chief.pk).is_active


def test_who_is_deactivated_is_out_at_once_and_can_come_back(
    client, chief, manager, system, now
):
    accounts.set_password(manager, GOOD, actor=system, at=now)
    client.post(f"/people/{manager.pk}/switch/")

    client.logout()
    refused = client.post(
        "/sign-in/", {"username": manager.staff_number, "password": GOOD}
    )
    assert refused.status_code == 200
    client.force_login(chief)
    client.post(f"/people/{manager.pk}/switch/")
    assert User.objects.get(pk=manager.pk).is_active


def test_somebody_elses_people_are_not_found(client, chief, staff):
    Unit.objects.create(code="QX00", name="清县联社", kind="legal_person")
    stranger = staff("auditor", "QX00")

    for path in ("", "edit/"):
        assert client.get(f"/people/{stranger.pk}/{path}").status_code == 404
    assert client.post(f"/people/{stranger.pk}/code/").status_code == 404


# --- The ledger ---


@pytest.fixture
def bring(tmp_path, system):
    def take(rows, *, actor=system, update=False, headers=HEADERS):
        path = workbook(tmp_path, headers, rows)
        order = Order(path=path, actor=actor, at=timezone.now(), update=update)
        return import_ledger(STAFF, order)

    return take


def test_people_come_from_a_ledger_without_passwords(union, bring):
    outcome = bring(ROWS)

    assert outcome.count("taken") == 3
    manager, officer, retired = (User.objects.get(staff_number=row[0]) for row in ROWS)
    assert manager.roles == ("branch_handler", "branch_manager")
    assert officer.is_full_time
    assert not retired.is_active
    assert not manager.has_usable_password()


def test_the_day_of_joining_comes_and_may_stay_unknown(union, bring):
    headers = [*HEADERS, "入职日期"]
    first = [[*ROWS[0], "2024-07-01"], [*ROWS[1], ""]]
    bring(first, headers=headers)
    days = [User.objects.get(staff_number=row[0]).joined_on for row in ROWS[:2]]
    assert days == [date(2024, 7, 1), None]
    bring([[*ROWS[0], "2024-07-02"]], headers=headers, update=True)
    assert User.objects.get(staff_number=ROWS[0][0]).joined_on == date(2024, 7, 2)


def test_the_same_ledger_again_is_known_and_a_changed_one_changes(union, bring):
    bring(ROWS)
    moved = [
        ["8001", "曾小梅", "城关信用社", "网点负责人", "主任", "", "在岗"],
        *ROWS[1:],
    ]

    assert bring(ROWS).count("known") == 3
    assert bring(moved, update=True).count("changed") == 1
    user = User.objects.get(staff_number="8001")
    assert (user.unit.name, user.roles) == ("城关信用社", ("branch_manager",))


def test_an_import_is_taken_back_whole(union, bring, system):
    first = bring(ROWS[:1])
    moved = [["8001", "曾小梅", "城关信用社", "", "", "", "离职"]]
    second = bring(moved, update=True)

    take_back(second.batch, actor=system, at=timezone.now())
    user = User.objects.get(staff_number="8001")
    assert (user.unit.name, user.is_active) == ("营业部", True)
    assert user.roles == ("branch_handler", "branch_manager")
    # What came later was taken back as well: then so may be what came before.
    take_back(first.batch, actor=system, at=timezone.now())
    assert not User.objects.filter(staff_number="8001").exists()


def test_a_new_person_is_taken_back_until_somebody_touches_the_account(
    union, bring, system
):
    bring(ROWS)

    take_back(ImportBatch.objects.get(), actor=system, at=timezone.now())

    assert not User.objects.filter(staff_number__startswith="800").exists()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["", "曾", "营业部", ""], "value.missing"),
        (["8001", "", "营业部", ""], "value.missing"),
        (["8001", "曾", "无此机构", ""], "unit.unknown"),
        (["8001", "曾", "营业部", "国王"], "code.unknown"),
        (["system", "曾", "营业部", ""], "staff.number_taken"),
    ],
)
def test_a_wrong_row_is_told_and_nothing_is_written(union, bring, row, code):
    outcome = bring([ROWS[1][:4], row], headers=HEADERS[:4])

    assert [one.problems[0].code for one in outcome.wrong] == [code]
    assert not User.objects.active().exists()


def test_an_officer_without_the_clearance_brings_nobody(
    union, bring, officer, tmp_path
):
    outcome = bring(ROWS, actor=officer)

    assert {problem.code for row in outcome.wrong for problem in row.problems} == {
        "staff.not_allowed"
    }
    raw = {"staff_number": "8001", "name": "曾", "unit": "营业部", "roles": "sys_admin"}
    with pytest.raises(RecordWrong):
        add_record(STAFF, raw, actor=officer, at=timezone.now())
    path = workbook(tmp_path, HEADERS, ROWS)
    with pytest.raises(CommandError):
        call_command("import_ledger", "staff", str(path), actor=officer.staff_number)
    assert not STAFF.records(officer).exists()


def test_a_ledger_cannot_take_power_from_the_last_administrator_or_give_it_oneself(
    union, bring, chief
):
    number = chief.staff_number
    gone = [[number, chief.name, "MX00", "内审人员", "", "", "在岗"]]
    more = [[number, chief.name, "MX00", "系统管理员、消保专员", "", "", "在岗"]]

    assert bring(gone, update=True).wrong
    assert bring(more, actor=chief, update=True).wrong
    assert User.objects.get(pk=chief.pk).roles == ("sys_admin",)


def test_two_administrators_in_one_file_cannot_both_go(
    union, bring, chief, staff, system, now
):
    second = staff("sys_admin")
    accounts.set_password(second, GOOD, actor=system, at=now)
    rows = [
        [one.staff_number, one.name, one.unit.code, "内审人员", "", "", "在岗"]
        for one in (chief, second)
    ]

    with pytest.raises(LedgerRefused):
        bring(rows, update=True)
    assert User.objects.active().allowed("accounts.manage").count() == 2


def test_what_is_exported_makes_the_same_people_elsewhere(
    union, bring, system, tmp_path
):
    bring(ROWS)
    before = [STAFF.read(user) for user in STAFF.records(system)]
    file = tmp_path / "out.xlsx"
    file.write_bytes(Export(STAFF, system, personal=True).xlsx())
    User.objects.active().delete()
    User.objects.filter(is_system=False).delete()

    again = import_ledger(STAFF, Order(path=file, actor=system, at=timezone.now()))

    assert again.count("taken") == 3
    assert [STAFF.read(user) for user in STAFF.records(system)] == before


def test_the_sheet_of_codes_serves_everybody_who_never_had_one(client, chief, bring):
    bring(ROWS)

    page = client.get("/people/codes/")
    assert [one.staff_number for one in page.context["waiting"]] == ["8002", "8001"]
    sheet = client.post("/people/codes/").content.decode()
    assert "曾小梅" in sheet
    assert "黄玉兰" not in sheet
    assert not client.get("/people/codes/").context["waiting"]
