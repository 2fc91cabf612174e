"""The moves of a record over the API: by its table, with a reason, or refused."""

import pytest
from django.utils import timezone

from complaints.models import Complaint
from consumer_protection.core import attachments
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import TrailEntry
from tests.api.making import NEW, one_of_each, path_of


def first_code(name):
    return next(iter(code_list(name).labels))


@pytest.fixture
def case(officers, union):
    return f"complaints/{officers.post('complaints/', NEW['complaints']).json()['number']}/"


def test_a_case_goes_its_whole_way(officers, case, program, staff):
    head = program(staff("cp_head"))
    version = officers.get(case).json()["version"]
    told = {
        "version": version,
        "transaction_channel": first_code("transaction_channel"),
        "category": first_code("business_category"),
        "cause": first_code("cause"),
        "finding": "partly",
    }
    today = f"{timezone.localdate()}"
    letter = {
        "kind": "decision",
        "result": "部分属实",
        "basis": "第十九条",
        "reasons": "已核实",
        "remedies": "可申请核查",
        "told_on": today,
        "told_method": "phone",
        "told_note": "录音编号1",
    }
    way = [
        (officers, "accept", {}, "accepted"),
        (officers, "assign", {"handling_unit": "合规与风险管理部"}, "assigned"),
        (
            officers,
            "investigate",
            {"note": "调取录像", "no_interest": True},
            "investigating",
        ),
        (
            officers,
            "propose",
            {"outcome": "explained", "rectification": "完善告知话术"},
            "pending_approval",
        ),
        (head, "decide", {}, "decided"),
        (
            officers,
            "notify",
            {"notified_on": today, "notify_method": "phone"},
            "notified",
        ),
        (officers, "close", {"closed_on": today}, "closed"),
    ]
    for somebody, move, body, status in way:
        if move == "close":
            refused = somebody.post(f"{case}moves/close/", body)
            assert refused.json()["type"].endswith("#problem-move_refused")
            assert officers.post(f"{case}letters/", letter).status_code == 201
        if move == "propose":
            told["version"] = officers.get(case).json()["version"]
            assert officers.patch(case, told).status_code == 200
        answer = somebody.post(f"{case}moves/{move}/", body)
        assert (answer.status_code, answer.json().get("status")) == (200, status), (
            move,
            answer.json(),
        )

    assert officers.get(case).json()["closed_on"] == today
    assert officers.get(f"{case}letters/").json()["results"][0]["number"]


def test_a_move_that_is_not_open_is_refused_with_those_that_are(officers, case):
    told = officers.post(f"{case}moves/close/", {"closed_on": "2024-05-11"})

    body = told.json()
    assert (told.status_code, body["type"]) == (
        409,
        "/api/v1/docs/#problem-move_refused",
    )
    assert {"name": "accept", "label": "受理"} in body["moves"]
    assert body["current_status"] == "registered"
    assert Complaint.objects.get().closed_on is None


def test_a_case_is_not_merged_into_nothing(officers, case):
    answer = officers.post(f"{case}moves/merge/", {"note": "重复"})
    assert answer.status_code == 409
    assert Complaint.objects.get().status == "registered"


def test_a_move_needs_its_reason_and_its_fields(officers, case):
    assert officers.post(f"{case}moves/withdraw/", {}).status_code == 409
    officers.post(f"{case}moves/accept/", {})
    assert officers.post(f"{case}moves/assign/", {}).status_code == 409
    withdrawn = officers.post(f"{case}moves/withdraw/", {"note": "客户撤诉"})
    assert withdrawn.json()["status"] == "withdrawn"
    assert TrailEntry.objects.get(action__endswith=".withdraw").note == "客户撤诉"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"note": 5}, "note"),
        ({"note": "x" * 2001}, "note"),
        ({"note": "\x00"}, "note"),
        ({"handler": "李"}, "handler"),
        ({"status": "closed"}, "status"),
    ],
)
def test_a_move_takes_only_what_it_needs(officers, case, body, field):
    told = officers.post(f"{case}moves/accept/", body)

    assert told.status_code == 400
    assert told.json()["errors"][0]["field"] == field
    assert Complaint.objects.get().status == "registered"


def test_there_is_no_other_move(officers, case):
    assert officers.post(f"{case}moves/fly/", {}).status_code == 404
    assert officers.get(f"{case}moves/accept/").status_code == 405


def test_a_move_with_an_impossible_day_changes_nothing(officers, union, system, now):
    each = one_of_each(union, system, now)
    item = each["plan-items"]
    path = path_of("plan-items", item)
    unproven = officers.post(f"{path}moves/finish/", {"done_on": "2024-05-30"})
    proof = attachments.Upload("签到表.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    attachments.attach(item, proof, unit_id=item.unit_id, actor=system, at=now)

    wrong = officers.post(f"{path}moves/finish/", {"done_on": "2999-01-01"})
    right = officers.post(f"{path}moves/finish/", {"done_on": "2024-05-30"})

    assert (unproven.status_code, wrong.status_code) == (409, 400)
    assert (right.status_code, right.json()["status"]) == (200, "done")


def test_moves_beside_the_own_role_are_refused(program, staff, case):
    handler = program(staff("branch_handler", "MXW10"))
    told = handler.post(f"{case}moves/not_handle/", {"note": "非本机构业务"})

    assert told.status_code == 409
    assert "not_handle" not in {move["name"] for move in told.json()["moves"]}


@pytest.mark.parametrize("body", [{}, {"no_interest": False}, {"no_interest": "true"}])
def test_whoever_investigates_declares_no_interest_by_program_as_well(
    officers, case, body
):
    officers.post(f"{case}moves/accept/", {})
    officers.post(f"{case}moves/assign/", {"handling_unit": "合规与风险管理部"})

    refused = officers.post(f"{case}moves/investigate/", body)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "no_interest"
    assert Complaint.objects.get().status == "assigned"
    right = officers.post(f"{case}moves/investigate/", {"no_interest": True})
    assert right.json()["status"] == "investigating"


def test_only_the_move_that_asks_for_a_declaration_takes_it(officers, case):
    told = officers.post(f"{case}moves/accept/", {"no_interest": True})

    assert told.status_code == 400
    assert told.json()["errors"][0]["field"] == "no_interest"


def test_the_schema_tells_of_the_declaration(officers):
    paths = officers.get("schema/").json()["paths"]
    body = paths["/api/v1/complaints/{number}/moves/{move}/"]["post"]["requestBody"]
    fields = body["content"]["application/json"]["schema"]["properties"]

    assert fields["no_interest"]["type"] == "boolean"
    assert fields["no_interest"]["description"].startswith("investigate: ")
