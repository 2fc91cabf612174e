"""From an empty installation to its first administrator, and the door shut after."""

import io
from datetime import timedelta
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from consumer_protection.core import accounts, first_run, organisation
from consumer_protection.core.models import Institution, SetupCode, Unit, User
from tests.making import workbook

GOOD = "Correct-Horse-7"
NAMES = {
    "name": "明溪县农村信用合作联社",
    "short_name": "明溪农信联社",
    "code": "MX00",
    "letters": "明农信联",
    "region": "福建省三明市明溪县",
}


@pytest.fixture
def code(first_data):
    return first_run.make_code(at=timezone.now())


@pytest.fixture
def opened(client, code):
    client.post("/setup/", {"code": code})
    return client


def person(**changed):
    values = {
        "staff_number": "0001",
        "name": "吴永福",
        "unit": Unit.objects.get(parent=None).pk,
        "roles": ["sys_admin", "cp_officer"],
        "password": GOOD,
        "again": GOOD,
    }
    return values | changed


@pytest.mark.parametrize(
    "path", ["/", "/sign-in/", "/first-sign-in/", "/complaints/cases/", "/people/"]
)
def test_before_anybody_can_sign_in_every_page_leads_to_the_setup(
    client, first_data, path
):
    assert client.get(path)["Location"] == "/setup/"


@pytest.mark.parametrize("path", ["institution/", "person/", "units/", "missing/"])
def test_without_the_code_nothing_of_the_setup_is_reached(client, code, path):
    answer = client.get(f"/setup/{path}", follow=True)

    assert answer.redirect_chain[-1][0] == "/setup/"
    assert client.post("/setup/institution/", NAMES).status_code == 302
    assert not Unit.objects.exists()


def test_the_code_leads_step_by_step_to_a_signed_in_administrator(opened):
    assert opened.get("/setup/")["Location"] == "/setup/institution/"
    assert opened.post("/setup/institution/", NAMES)["Location"] == "/setup/"
    assert opened.get("/setup/")["Location"] == "/setup/person/"

    answer = opened.post("/setup/person/", person())

    assert answer["Location"] == "/setup/units/"
    assert opened.get("/setup/units/").status_code == 200
    own = Institution.objects.get()
    assert (own.legal_name, own.letters) == (NAMES["name"], NAMES["letters"])
    assert User.objects.get(staff_number="0001").check_password(GOOD)


def test_once_somebody_administers_the_door_is_shut(opened, client):
    opened.post("/setup/institution/", NAMES)
    opened.post("/setup/person/", person())
    stranger = Client()

    assert stranger.get("/setup/")["Location"] == "/sign-in/"
    assert stranger.get("/setup/person/", follow=True).redirect_chain[-1][0] == (
        "/sign-in/"
    )
    assert stranger.get("/sign-in/").status_code == 200
    assert not SetupCode.objects.filter(ended_at=None).exists()
    with pytest.raises(CommandError):
        call_command("setup_code")


def test_another_browser_goes_on_with_a_new_code_and_the_old_one_stops(opened):
    opened.post("/setup/institution/", NAMES)
    other = Client()

    other.post("/setup/", {"code": first_run.make_code(at=timezone.now())})

    assert other.get("/setup/")["Location"] == "/setup/person/"
    assert opened.get("/setup/").status_code == 200
    assert opened.get("/setup/person/")["Location"] == "/setup/"


def test_a_code_works_once(opened, code):
    assert Client().post("/setup/", {"code": code}).status_code == 200


def test_a_code_is_read_however_it_is_typed(client, code):
    wide = code.lower().replace("-", "－")

    assert client.post("/setup/", {"code": f" {wide} "}).status_code == 302


def test_a_code_runs_out_after_a_week(first_data):
    begun = timezone.now()
    code = first_run.make_code(at=begun)

    assert first_run.take_code(code, at=begun + timedelta(days=8)) is None
    assert first_run.take_code(code, at=begun + timedelta(days=6))


def test_ten_wrong_tries_end_a_code_and_a_new_one_works(client, code):
    for _ in range(10):
        assert client.post("/setup/", {"code": "AAAA-BBBB"}).status_code == 200

    assert client.post("/setup/", {"code": code}).status_code == 200
    fresh = first_run.make_code(at=timezone.now())
    assert client.post("/setup/", {"code": fresh}).status_code == 302


def test_only_a_hash_of_the_code_is_kept(code):
    kept = SetupCode.objects.get()

    assert code not in kept.code_hash
    out = io.StringIO()
    call_command("setup_code", stdout=out)
    assert SetupCode.objects.filter(ended_at=None).get().pk != kept.pk


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"password": "short1A!", "again": "short1A!"}, "password"),
        (
            {"password": "alllowercaseletters", "again": "alllowercaseletters"},
            "password",
        ),
        ({"again": "Other-Horse-7"}, "again"),
        ({"roles": ["cp_officer"]}, "roles"),
        ({"roles": ["king"]}, "roles"),
        ({"staff_number": "system"}, "staff_number"),
        ({"staff_number": "", "name": ""}, "name"),
        ({"unit": "999999"}, "unit"),
    ],
)
def test_a_first_person_who_does_not_fit_is_told_why(opened, changed, field):
    opened.post("/setup/institution/", NAMES)

    answer = opened.post("/setup/person/", person(**changed))

    assert field in answer.context["form"].errors
    assert not User.objects.active().exists()


def test_the_institution_and_its_units_can_come_from_a_file(opened, tmp_path):
    rows = [
        ["MX00", NAMES["name"], "法人机构", ""],
        ["MXB02", "合规与风险管理部", "部门", NAMES["name"]],
    ]
    file = workbook(tmp_path, ["机构编码", "机构名称", "机构类型", "上级机构"], rows)

    with file.open("rb") as content:
        opened.post("/setup/upload/", {"file": content})

    assert Institution.objects.get().legal_name == NAMES["name"]
    assert Unit.objects.count() == 2
    assert opened.get("/setup/")["Location"] == "/setup/person/"


def test_a_file_that_is_no_list_of_units_is_refused_in_words(opened):
    junk = SimpleUploadedFile("units.xlsx", b"no workbook at all")

    answer = opened.post("/setup/upload/", {"file": junk}, follow=True)

    assert answer.status_code == 200
    assert list(answer.context["messages"])
    assert not Unit.objects.exists()


def test_a_second_institution_is_refused(opened, system):
    opened.post("/setup/institution/", NAMES)

    with pytest.raises(organisation.OrganisationRefused):
        organisation.add_unit(
            Unit(code="QX00", name="清县联社", kind="legal_person"),
            actor=system,
            at=timezone.now(),
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_at_once_one_makes_the_institution(system):
    refused = []

    def make(code):
        try:
            organisation.add_unit(
                Unit(code=code, name=f"联社{code}", kind="legal_person"),
                actor=system,
                at=timezone.now(),
            )
        except organisation.OrganisationRefused as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=make, args=[code]) for code in ("A", "B", "C")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Institution.objects.count() == 1
    assert len(refused) == 2


def test_a_signed_in_administrator_is_led_through_the_steps(client, staff, union):
    client.force_login(staff("sys_admin", "MX00"))

    for step in ("institution", "units", "people", "ledgers", "missing"):
        assert client.get(f"/setup/{step}/").status_code == 200, step


def test_somebody_without_the_clearance_does_none_of_it(client, manager):
    client.force_login(manager)

    for path in (
        "/setup/institution/",
        "/setup/units/",
        "/setup/people/",
        "/setup/missing/",
        "/units/add/",
        "/people/",
        "/people/add/",
        "/people/codes/",
    ):
        assert client.get(path).status_code == 403, path
    assert client.get("/setup/")["Location"] == "/"


def test_an_administrator_whose_code_ran_out_leaves_the_door_to_the_server(
    client, staff, system
):
    chief = staff("sys_admin", "MX00")
    accounts.give_code(chief, actor=system, at=timezone.now() - timedelta(days=2))

    assert first_run.make_code(at=timezone.now())
    accounts.set_password(chief, GOOD, actor=chief, at=timezone.now())
    with pytest.raises(first_run.AlreadySetUp):
        first_run.make_code(at=timezone.now())
