"""Outlets checked on the spot: what is kept, shown, counted, mended."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consumer_protection.audits import queries
from consumer_protection.audits.doing import outlets
from consumer_protection.audits.doing.mending import Brought, move_mended
from consumer_protection.audits.figures import FIGURES
from consumer_protection.audits.ledgers import OUTLET_CHECKS
from consumer_protection.audits.models import OutletCheck
from consumer_protection.core import attachments
from consumer_protection.core.codes import code_list
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.models import Notice, Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.roles import ROLES
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.warning import warn
from tests.audits.making import outlet_check
from tests.conftest import SHANGHAI
from tests.making import workbook

AT = datetime(2025, 3, 20, 10, tzinfo=SHANGHAI)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
DOOR = "/audits/outlets/check/"
HEAD = ["网点", "检查日期", "检查人", "已具备项目", "缺少项目", "达标阶段", "认证日期"]
YEAR = parse_period("2024", as_of=date(2025, 6, 1))


@pytest.fixture(autouse=True)
def _the_day(union):
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def people(staff):
    return {
        "manager": staff("branch_manager", "MXW10"),
        "other": staff("branch_manager", "MXW11"),
        "head": staff("cp_head"),
        "auditor": staff("auditor", "MX00"),
    }


def outlet(code="MXW10"):
    return Unit.objects.get(code=code)


def told(**more):
    known = {
        "unit": outlet().pk,
        "checked_on": "2025-03-20",
        "checker": "赖永福",
        "item-complaint_notice": "yes",
        "item-shredder": "no",
    }
    return known | more


def seen(**more):
    known = {"checked_on": AT.date(), "checker": "赖永福", "present": [], "lacking": []}
    blank = {"stage": "", "certified_on": None, "issue": "", "due_on": None}
    return known | blank | {"remark": ""} | more


def test_a_manager_checks_the_own_outlet_by_phone_with_photos(client, people):
    client.force_login(people["manager"])
    page = client.get(DOOR)
    assert len(page.context["form"].items) == len(code_list("facility_item").labels)
    photos = [SimpleUploadedFile(f"{one}.png", PNG) for one in ("大厅", "公示栏")]

    answer = client.post(DOOR, told(photos=photos))

    check = OutletCheck.objects.get()
    assert answer["Location"] == check.get_absolute_url()
    assert (check.present, check.lacking) == (["complaint_notice"], ["shredder"])
    assert (check.status, check.due_on) == ("open", date(2025, 4, 19))
    assert "碎纸机" in check.issue
    assert attachments.of_record(check).count() == 2
    assert "碎纸机" in client.get(check.get_absolute_url()).text


def test_a_check_without_an_issue_has_nothing_to_be_mended(client, people):
    client.force_login(people["manager"])
    client.post(DOOR, told(**{"item-shredder": "yes"}))

    check = OutletCheck.objects.get()
    assert (check.status, check.issue, check.due_on) == ("closed", "", None)
    page = client.get(check.get_absolute_url()).text
    assert "/moves/" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "MXW11"},
        {"checked_on": "2025-03-21"},
        {"item-complaint_notice": "", "item-shredder": ""},
        {"item-shredder": "maybe"},
        {"due_on": "2025-03-19"},
        {"stage": "rectify", "certified_on": "2025-03-01"},
        {"checker": ""},
    ],
)
def test_what_cannot_be_is_refused_and_stays_in_the_form(client, people, wrong):
    client.force_login(people["manager"])
    if "unit" in wrong:
        wrong = {"unit": outlet(wrong["unit"]).pk}

    answer = client.post(DOOR, told(**wrong))

    assert answer.status_code == 422
    assert not OutletCheck.objects.exists()


def test_a_refused_photo_leaves_no_check(client, people):
    client.force_login(people["manager"])
    bad = SimpleUploadedFile("照片.png", b"MZ")

    assert client.post(DOOR, told(photos=[bad])).status_code == 422
    assert not OutletCheck.objects.exists()


def test_the_same_form_sent_twice_is_one_check(client, people):
    client.force_login(people["manager"])

    assert client.post(DOOR, told()).status_code == 302
    assert client.post(DOOR, told()).status_code == 422
    assert OutletCheck.objects.count() == 1


def test_what_is_lacking_is_mended_and_verified_by_another(people):
    manager, head = people["manager"], people["head"]
    check = outlets.check_outlet(
        outlet(), seen(lacking=["shredder"]), [], actor=manager, at=AT
    )
    proof = attachments.Upload("碎纸机.png", PNG)
    move_mended(check, "begin", Brought(), actor=manager, at=AT)
    with pytest.raises(MoveRefused):
        move_mended(check, "submit", Brought("已购置"), actor=manager, at=AT)
    move_mended(check, "submit", Brought("已购置", proof), actor=manager, at=AT)

    move_mended(check, "close", Brought(), actor=head, at=AT)
    assert (check.status, check.judged_by, check.closed_on) == (
        "closed",
        head,
        AT.date(),
    )


def test_what_is_lacking_is_warned_of_until_it_is_there(people):
    outlets.check_outlet(
        outlet(), seen(lacking=["shredder"]), [], actor=people["head"], at=AT
    )
    late = datetime(2025, 4, 21, 10, tzinfo=SHANGHAI)

    warn(at=late)

    assert people["manager"] in {one.user for one in Notice.objects.waiting()}
    assert people["other"] not in {one.user for one in Notice.objects.waiting()}


def test_all_outlets_stand_in_one_table_with_the_newest_word(
    client, people, system, django_assert_max_num_queries
):
    outlet_check(system, AT, checked_on=date(2025, 1, 5))
    outlet_check(
        system, AT, checked_on=date(2025, 2, 5), present=["shredder"], lacking=[]
    )
    outlet_check(system, AT, unit="MXW11", checked_on=date(2025, 2, 6))
    found = queries.outlets(people["head"], 2025)
    place = list(code_list("facility_item").labels).index("shredder")
    cells = {line.unit.code: line.cells[place] for line in found.lines}

    assert (cells["MXW10"], cells["MXW11"]) == ("yes", "no")
    assert found.lacking[place] == 1
    own = queries.outlets(people["manager"], 2025)
    assert [line.unit.code for line in own.lines] == ["MXW10"]
    client.force_login(people["head"])
    with django_assert_max_num_queries(12):
        assert client.get("/audits/outlets/?year=2025").status_code == 200
    for year in ("0", "20251", "abc", "２０２５"):
        assert client.get("/audits/outlets/", {"year": year}).status_code == 404


def value(code, asker, period=YEAR):
    return FIGURES[f"audits.{code}"].fact(asker, period).value


COUNTED = ("display_checked", "display_ok", "facilities_ok", "outlets_certified")


@pytest.mark.parametrize("code", COUNTED)
def test_a_register_never_used_has_no_figure(system, code):
    assert value(code, system) is None


def test_the_last_check_of_an_outlet_counts(system):
    outlet_check(system, AT)
    assert [value(one, system) for one in COUNTED] == [1, 1, 0, 0]

    outlet_check(
        system,
        AT,
        checked_on=date(2024, 12, 31),
        present=["fee_notice", "shredder"],
        lacking=["complaint_notice"],
    )
    assert [value(one, system) for one in COUNTED] == [1, 0, 0, 0]
    outlet_check(
        system, AT, checked_on=date(2025, 1, 1), present=["shredder"], lacking=[]
    )
    assert [value(one, system) for one in COUNTED] == [1, 0, 0, 0]
    outlet_check(system, AT, unit="MXW11", present=["umbrella_stand"], lacking=[])
    assert [value(one, system) for one in COUNTED] == [1, 0, 1, 0]


def test_certified_outlets_stand_as_of_the_last_day(system):
    own = {"stage": "certify", "present": ["shredder"], "lacking": []}
    outlet_check(system, AT, certified_on=date(2024, 5, 1), **own)
    outlet_check(
        system, AT, unit="MXW11", checked_on=date(2024, 7, 1),
        certified_on=date(2024, 6, 30), **own,
    )  # fmt: skip

    assert value("outlets_certified", system) == 2
    half = parse_period("2024H1", as_of=date(2025, 6, 1))
    assert value("outlets_certified", system, half) == 1
    later = parse_period("2025", as_of=date(2025, 6, 1))
    assert value("outlets_certified", system, later) == 2


def test_a_ledger_of_checks_comes_in_and_is_known_again(system, tmp_path):
    rows = [
        [
            "营业部",
            "2024-06-03",
            "林小梅",
            "投诉公示、收费公示",
            "碎纸机",
            "认证",
            "2024-05-01",
        ],
        ["城关信用社", "2024-06-04", "林小梅", "投诉公示", "投诉公示", "", ""],
    ]
    path = workbook(tmp_path, HEAD, rows[:1])
    done = import_ledger(OUTLET_CHECKS, Order(path=path, actor=system, at=AT))
    again = import_ledger(OUTLET_CHECKS, Order(path=path, actor=system, at=AT))

    assert (done.count("taken"), again.count("known")) == (1, 1)
    check = OutletCheck.objects.get()
    assert (check.lacking, check.stage) == (["shredder"], "certify")
    wrong = workbook(tmp_path, HEAD, [["营业部", *rows[1][1:]]])
    refused = import_ledger(OUTLET_CHECKS, Order(path=wrong, actor=system, at=AT))
    assert refused.wrong


def test_a_check_made_here_is_changed_by_no_ledger(people, system, tmp_path):
    values = seen(lacking=["shredder"], checker="林小梅")
    outlets.check_outlet(outlet(), values, [], actor=people["manager"], at=AT)
    path = workbook(
        tmp_path, [*HEAD, "整改完成日期"],
        [["营业部", "2025-03-20", "林小梅", "", "碎纸机", "", "", "2025-03-20"]],
    )  # fmt: skip

    order = Order(path=path, actor=system, at=AT, update=True)
    assert import_ledger(OUTLET_CHECKS, order).wrong
    assert OutletCheck.objects.get().status == "open"


@pytest.mark.parametrize("role", ROLES)
def test_who_checks_outlets(client, staff, role):
    person = staff(role, "MX00")
    client.force_login(person)
    may = "tasks.answer" in ROLES[role].may and ROLES[role].sees.get("audits")

    assert (client.get(DOOR).status_code == 200) == bool(may)
    sees = client.get(reverse("audits:outlets")).status_code == 200
    assert sees == bool(ROLES[role].sees.get("audits"))


def test_the_stage_last_told_stands_in_later_years_and_is_counted(people, system):
    own = {"present": ["shredder"], "lacking": []}
    outlet_check(system, AT, checked_on=date(2024, 3, 1), stage="training", **own)
    outlet_check(
        system, AT, checked_on=date(2024, 9, 1), stage="certify",
        certified_on=date(2024, 8, 20), **own,
    )  # fmt: skip
    outlet_check(system, AT, unit="MXW11", checked_on=date(2025, 2, 1), **own)

    found = queries.outlets(people["head"], 2025)

    certified = [line.unit.code for line in found.lines if line.is_certified]
    assert certified == ["MXW10"]
    assert [count for _name, count in found.stages] == [0, 0, 0, 1]
    assert found.unchecked == len(found.lines) - 1
    assert [count for _name, count in queries.outlets(people["head"], 2023).stages] == [
        0, 0, 0, 0,
    ]  # fmt: skip


def test_nobody_is_certified_on_a_day_still_to_come(client, people):
    client.force_login(people["manager"])

    answer = client.post(DOOR, told(stage="certify", certified_on="2025-03-21"))

    assert answer.status_code == 422
    assert not OutletCheck.objects.exists()
