"""Registers over the API: what is read, what may be written, what is refused."""

from datetime import date

import pytest

from complaints.models import Complaint
from consumer_protection.core import trail
from consumer_protection.core.api.resources import resources
from consumer_protection.core.models import TrailEntry
from tests.api.making import NEW, one_of_each, path_of
from tests.complaints.making import complaint
from tests.education.making import campaign
from tests.reviews.offers import making as offers

PERSON = {"complainant": "王小明", "phone": "13812345678"}


@pytest.fixture
def each(union, system, now):
    return one_of_each(union, system, now)


@pytest.fixture
def case(union, system, now):
    return complaint(system, now, **PERSON, handler="李", description="电话13912345678")


@pytest.mark.parametrize("kind", resources())
def test_every_register_is_listed_and_each_record_read(officers, each, kind):
    page = officers.get(f"{kind}/").json()
    record = officers.get(path_of(kind, each[kind])).json()

    assert list(page) == ["count", "next", "previous", "results"]
    assert page["count"] == len(page["results"]) > 0
    assert record in page["results"]
    assert {"id", "version", "url", *resources()[kind].by_name} <= set(record)


@pytest.fixture
def ground(union, system, now):
    """What new records may name: a product, a partner, a campaign."""
    campaign(system, now, name="守住钱袋子", way=trail.FORM)
    offers.product(system, now, way=trail.FORM)
    offers.partner(system, now, way=trail.FORM)


@pytest.mark.parametrize("kind", NEW)
def test_a_record_sent_is_the_record_answered(officers, ground, kind):
    made = officers.post(f"{kind}/", NEW[kind])

    assert made.status_code == 201, made.json()
    record = made.json()
    again = officers.client.get(made["Location"], headers=officers.headers)
    assert again.json() == record
    sent = {name: record[name] for name in NEW[kind] if name != "parent"}
    assert sent == {key: one for key, one in NEW[kind].items() if key != "parent"}


@pytest.mark.parametrize("kind", NEW)
def test_the_trail_tells_that_a_program_wrote_it(officers, officer, ground, kind):
    record = officers.post(f"{kind}/", NEW[kind]).json()
    told = TrailEntry.objects.filter(action__endswith=".added_by_api")

    noun = resources()[kind].noun._meta.label_lower
    entry = told.get(noun=noun, record_id=record["id"])
    assert entry.actor == officer
    assert not TrailEntry.objects.filter(action__endswith=".imported").exists()


@pytest.mark.parametrize("kind", NEW)
def test_a_record_read_can_be_sent_back_as_it_is(officers, each, kind):
    before = officers.get(path_of(kind, each[kind])).json()

    after = officers.patch(path_of(kind, each[kind]), before)

    assert (after.status_code, after.json()) == (200, before)


def test_values_are_typed_as_the_contract_has_them(officers, union):
    record = officers.post(
        "complaints/",
        {
            **NEW["complaints"],
            "amount": "1200",
            "is_major": True,
            "source": "12345热线",
        },
    ).json()

    assert record["amount"] == "1200.00"
    assert (record["is_major"], record["is_repeat"]) == (True, None)
    assert (record["source"], record["unit"]) == ("gov_12345", "MXW10")
    assert (record["received_on"], record["due_on"]) == ("2024-05-01", "2024-05-16")


def test_several_codes_are_a_list_and_a_rounded_count_says_so(officers, union):
    campaign = {**NEW["campaigns"], "topics": ["telecom_fraud"], "reached": "600余人"}

    record = officers.post("campaigns/", campaign).json()

    assert record["topics"] == ["telecom_fraud"]
    assert (record["reached"], record["reached_is_approx"]) == (600, True)
    changed = {"version": record["version"], "reached": 700, "reached_is_approx": True}
    record = officers.patch(f"campaigns/{record['id']}/", changed).json()
    assert (record["reached"], record["reached_is_approx"]) == (700, True)


def test_personal_data_are_answered_masked_and_taken_whole(officers, case):
    shown = officers.get(f"complaints/{case.number}/").json()

    assert (shown["complainant"], shown["phone"]) == ("王**", "138****5678")
    assert "13912345678" not in shown["description"]
    change = {"version": shown["version"], "phone": "13700001111"}
    assert officers.patch(f"complaints/{case.number}/", change).status_code == 200
    assert Complaint.objects.get().phone == "13700001111"


def test_a_masked_value_is_never_taken_for_data(officers, case):
    version = officers.get(f"complaints/{case.number}/").json()["version"]

    refused = officers.patch(
        f"complaints/{case.number}/", {"version": version, "phone": "137****1111"}
    )

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["code"] == "value.masked"
    assert Complaint.objects.get().phone == "13812345678"


def test_without_the_clearance_personal_data_are_not_even_masked(program, staff, case):
    submitter = program(staff("dept_submitter", "MXW10"))

    shown = submitter.get(f"complaints/{case.number}/").json()

    assert (shown["complainant"], shown["phone"]) == (None, None)


def test_only_what_is_sent_is_written(officers, case):
    version = officers.get(f"complaints/{case.number}/").json()["version"]

    officers.patch(f"complaints/{case.number}/", {"version": version, "remark": "已补"})

    after = Complaint.objects.get()
    assert (after.remark, after.handler, after.complainant) == ("已补", "李", "王小明")
    told = TrailEntry.objects.get(action="complaints.complaint.changed_by_api")
    assert told.changes == {"fields": ["remark"]}


def test_a_stale_write_is_refused_with_both_states(officers, case):
    path = f"complaints/{case.number}/"
    read = officers.get(path).json()
    officers.patch(path, {"version": read["version"], "handler": "先到"})

    late = officers.patch(
        path, {"version": read["version"], "handler": "后到", "phone": "13700001111"}
    )

    told = late.json()
    assert late.status_code == told["status"] == 409
    assert told["yours"] == {"handler": "后到", "phone": "137****1111"}
    assert told["current"] == officers.get(path).json()
    assert told["current"]["handler"] == "先到"
    assert told["version"] == told["current"]["version"] > read["version"]


def test_reading_files_or_personal_data_makes_no_version_stale(officers, case, officer):
    path = f"complaints/{case.number}/"
    version = officers.get(path).json()["version"]
    officers.client.force_login(officer)
    shown = officers.client.post(
        f"{case.get_absolute_url()}reveal/", {"reason": "回访"}
    )

    assert shown.status_code == 200
    assert officers.get(path).json()["version"] == version


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"handler": "甲"}, 428, "version.missing"),
        ({"version": "1", "handler": "甲"}, 400, "value.type"),
        ({"version": True, "handler": "甲"}, 400, "value.type"),
    ],
)
def test_a_change_needs_the_version_read(officers, case, body, status, code):
    refused = officers.patch(f"complaints/{case.number}/", body)

    assert refused.status_code == status
    assert refused.json()["errors"][0]["code"] == code


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("received_on", "65438年6月", "date.unreadable"),
        ("received_on", 45000, "value.type"),
        ("received_on", "2999-01-01", "date.future"),
        ("unit", "没有的网点", "unit.unknown"),
        ("unit", ["MXW10"], "value.type"),
        ("source", "nobody", "code.unknown"),
        ("source", {"a": 1}, "value.type"),
        ("amount", "1.234", "money.decimals"),
        ("amount", True, "value.type"),
        ("is_major", "maybe", "value.type"),
        ("phone", "123", "phone.unreadable"),
        ("id_number", 352229199001011234, "value.type"),
        ("description", "", "value.missing"),
        ("description", "\u202e反", "text.invisible"),
        ("description", "x" * 2001, "text.too_long"),
        ("handler", "\x00", "text.invisible"),
        ("handler", "\ud800", "text.invisible"),
        ("pk", 1, "field.unknown"),
        ("status", "closed", "field.unknown"),
        ("root_id", 1, "field.unknown"),
        ("due_on", "2030-01-01", "field.unknown"),
        ("closed_on", "2024-04-01", "date.order"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_written(
    officers, union, field, value, code
):
    refused = officers.post("complaints/", {**NEW["complaints"], field: value})

    told = refused.json()
    assert refused.status_code == 400
    assert refused["Content-Type"] == "application/problem+json"
    assert (told["errors"][0]["field"], told["errors"][0]["code"]) == (field, code)
    assert all(error["message"] for error in told["errors"])
    assert not Complaint.objects.exists()


def test_what_is_missing_is_named_field_by_field(officers, union):
    told = officers.post("complaints/", {}).json()

    assert {error["field"] for error in told["errors"]} == {
        "received_on",
        "unit",
        "description",
    }


def test_the_same_record_again_is_there_already(officers, union):
    officers.post("complaints/", NEW["complaints"])

    again = officers.post("complaints/", NEW["complaints"])

    assert again.status_code == 409
    assert again.json()["errors"][0]["code"] == "record.exists"


def test_a_number_once_given_stays(officers, case):
    version = officers.get(f"complaints/{case.number}/").json()["version"]

    refused = officers.patch(
        f"complaints/{case.number}/", {"version": version, "number": "TS20249999"}
    )

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["code"] == "value.fixed"


def test_no_record_takes_the_key_of_another(officers, union):
    first = officers.post("trainings/", NEW["trainings"]).json()
    other = officers.post("trainings/", {**NEW["trainings"], "name": "另一次"}).json()

    refused = officers.patch(
        f"trainings/{other['id']}/",
        {"version": other["version"], "name": first["name"]},
    )

    assert refused.status_code == 409


def test_a_unit_above_that_does_not_exist_is_refused(officers, union):
    body = {**NEW["units"], "parent": "没有的上级"}

    refused = officers.post("units/", body)

    assert refused.json()["errors"][0]["field"] == "parent"


def test_a_due_date_is_explained_step_by_step(officers, system, now, union):
    case = complaint(
        system,
        now,
        extended_to=date(2024, 3, 31),
        suspended_from=date(2024, 3, 5),
        suspended_to=date(2024, 3, 10),
        closed_on=date(2024, 4, 10),
    )

    told = officers.get(f"complaints/{case.number}/deadline/").json()

    assert told["due_on"] == told["steps"][-1]["on"] == "2024-04-05"
    assert [step["days"] for step in told["steps"]] == [0, 15, 15, 5]
    assert told["rule"] == "complaint.to_30"
    assert told["days_used"] == 35
    assert told["is_overdue"]
    assert all(step["what"] for step in told["steps"])
    assert "第十八条" in told["steps"][1]["law"]


@pytest.mark.parametrize(
    "number", ["信访/2024/7", "a b", "甲〔2024〕1号", "100%", "x?y#z", "一\n二"]
)
def test_a_number_is_an_address_whatever_people_put_in_it(
    officers, system, now, union, number
):
    complaint(system, now, number=number)

    url = officers.get("complaints/").json()["results"][0]["url"]

    for part in ("", "deadline/", "attachments/"):
        told = officers.client.get(f"{url}{part}", headers=officers.headers)
        assert told.status_code == 200
    told = officers.client.get(url, headers=officers.headers)
    assert told.json()["number"] == number
