"""Data quality: every check, its page, list and command; correcting and adding."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint
from consumer_protection.core import quality, trail
from consumer_protection.core.models import TrailEntry, Unit
from tests.api.making import one_of_each
from tests.complaints.making import complaint

TODAY = date(2025, 1, 5)
# What makes each noun's record whole; None for nouns that are whole as they are made.
WHOLE = {
    "complaints": {
        "source": "direct_customer",
        "intake_channel": "phone",
        "transaction_channel": "branch_counter",
        "category": "debit_card",
        "cause": "pricing",
        "finding": "substantiated",
        "outcome": "explained",
        "notified_on": date(2024, 3, 10),
        "notify_method": "phone",
        "satisfaction": "satisfied",
        "rectification": "已整改",
    },
    "reviews": {"submitter": "林", "trigger": "new", "reviewer": "陈"},
    "review-opinions": {"adoption": "adopted", "text": "补充说明"},
    "policies": {
        "document_number": "明农信联〔2024〕1号",
        "next_review_on": date(2026, 1, 1),
    },
    "meetings": {"is_consumer_protection": True},
    "held-meetings": {"present": 5, "expected": 7},
    "plan-items": {"status": "in_progress", "done_on": None},
    "campaigns": {
        "organiser": "self",
        "forms": ["stall"],
        "topics": ["basic"],
        "audiences": ["public"],
        "reached": 100,
    },
    "trainings": {"audiences": ["all"], "present": 5, "expected": 6},
    "audit-findings": {"status": "open"},
}
FUTURE = date(2030, 1, 1)
# Check → the record's path, and what makes it wrong.
WRONG = {
    "complaints.no_source": ("complaints", {"source": ""}),
    "complaints.no_intake_channel": ("complaints", {"intake_channel": ""}),
    "complaints.no_transaction_channel": ("complaints", {"transaction_channel": ""}),
    "complaints.no_category": ("complaints", {"category": ""}),
    "complaints.no_cause": ("complaints", {"cause": ""}),
    "complaints.no_handling_unit": ("complaints", {"handling_unit": None}),
    "complaints.no_finding": ("complaints", {"finding": ""}),
    "complaints.no_outcome": ("complaints", {"outcome": ""}),
    "complaints.no_notice": ("complaints", {"notify_method": ""}),
    "complaints.no_satisfaction": ("complaints", {"satisfaction": ""}),
    "complaints.no_rectification": ("complaints", {"rectification": ""}),
    "complaints.no_reason_of_extension": (
        "complaints",
        {"extended_to": date(2024, 3, 20)},
    ),
    "complaints.forgotten": (
        "complaints",
        {"status": "assigned", "closed_on": None, "satisfaction": ""},
    ),
    "complaints.twin": ("complaints", {}),
    "complaints.stands_still": ("complaints", {"suspended_from": date(2024, 3, 5)}),
    "complaints.rated_while_open": (
        "complaints",
        {"status": "notified", "closed_on": None},
    ),
    "complaints.paid_unsubstantiated": (
        "complaints",
        {"finding": "unsubstantiated", "compensation": 10},
    ),
    "complaints.closed_before_notice": (
        "complaints",
        {"notified_on": date(2024, 3, 12)},
    ),
    "complaints.unit_not_there": ("complaints", {}),
    "complaints.closed_without_day": ("complaints", {"closed_on": None}),
    "complaints.open_with_day": ("complaints", {"status": "assigned"}),
    "complaints.notified_before_receipt": (
        "complaints",
        {"notified_on": date(2024, 2, 1)},
    ),
    "complaints.future": ("complaints", {"closed_on": FUTURE}),
    "reviews.no_submitter": ("reviews", {"submitter": ""}),
    "reviews.no_trigger": ("reviews", {"trigger": ""}),
    "reviews.no_reviewer": ("reviews", {"reviewer": ""}),
    "reviews.own_review": ("reviews", {"reviewer": "林"}),
    "reviews.forgotten": (
        "reviews",
        {"concluded_on": None, "conclusion": "", "status": "in_review"},
    ),
    "reviews.unanswered": ("reviews", {}),
    "reviews.launched_before_conclusion": (
        "reviews",
        {"launched_on": date(2024, 3, 2)},
    ),
    "reviews.launched_unpassed": (
        "reviews",
        {"launched_on": date(2024, 4, 2), "conclusion": "reject"},
    ),
    "reviews.future": ("reviews", {"concluded_on": FUTURE}),
    "reviews.not_adopted_without_reason": (
        "review-opinions",
        {"adoption": "not_adopted", "answer": ""},
    ),
    "education.no_kind": ("campaigns", {"kind": ""}),
    "education.no_mode": ("campaigns", {"mode": ""}),
    "education.no_organiser": ("campaigns", {"organiser": ""}),
    "education.no_forms": ("campaigns", {"forms": []}),
    "education.no_topics": ("campaigns", {"topics": []}),
    "education.no_audience": ("campaigns", {"audiences": []}),
    "education.no_reach": ("campaigns", {"reached": None}),
    "education.no_end": ("campaigns", {"ends_on": None}),
    "education.unreported": ("campaigns", {"reported_on": None}),
    "education.reported_before_start": (
        "campaigns",
        {"reported_on": date(2024, 1, 1)},
    ),
    "education.reported_in_future": ("campaigns", {"reported_on": FUTURE}),
    "education.training_no_kind": ("trainings", {"kind": ""}),
    "education.training_no_audience": ("trainings", {"audiences": []}),
    "education.no_attendance": ("trainings", {"present": None}),
    "education.more_than_expected": ("trainings", {"present": 7}),
    "education.held_in_future": ("trainings", {"held_on": FUTURE}),
    "governance.no_attendance": ("held-meetings", {"present": None}),
    "governance.no_members": ("held-meetings", {"expected": None}),
    "governance.no_topic_mark": ("meetings", {"is_consumer_protection": None}),
    "governance.no_result": (
        "meetings",
        {"resolution": "同意", "follow_up": "done", "result": ""},
    ),
    "governance.no_follow_up": (
        "meetings",
        {"resolution": "同意", "result": "agreed", "follow_up": ""},
    ),
    "governance.no_document_number": ("policies", {"document_number": ""}),
    "governance.no_review_day": (
        "policies",
        {"status": "in_force", "next_review_on": None},
    ),
    "governance.review_before_effect": (
        "policies",
        {"next_review_on": date(2023, 1, 1)},
    ),
    "governance.issued_in_future": (
        "policies",
        {"status": "in_force", "issued_on": FUTURE, "effective_on": FUTURE},
    ),
    "governance.done_without_day": ("plan-items", {"status": "done"}),
    "governance.day_without_done": ("plan-items", {"done_on": date(2024, 6, 1)}),
    "governance.done_in_future": (
        "plan-items",
        {"status": "done", "done_on": FUTURE},
    ),
    "audits.no_scope": ("audit-findings", {"scope": ""}),
    "audits.no_due_day": ("audit-findings", {"due_on": None}),
    "audits.due_before_found": ("audit-findings", {"due_on": date(2024, 1, 1)}),
    "audits.closed_without_day": ("audit-findings", {"status": "closed"}),
    "audits.day_without_closed": (
        "audit-findings",
        {"closed_on": date(2024, 12, 1)},
    ),
    "audits.future": (
        "audit-findings",
        {"status": "closed", "closed_on": FUTURE},
    ),
}


@pytest.fixture
def whole(union, system, now):
    """Path → a record that passes every check."""
    each = one_of_each(union, system, now)
    trail.acting_as(system)
    for path, values in WHOLE.items():
        change(each[path], **values)
    change(each["complaints"], handling_unit=Unit.objects.get(code="MXB02"))
    return each


def change(record, **values):
    """Past every rule but the database's own."""
    if values:
        type(record).objects.filter(pk=record.pk).update(**values)
        record.refresh_from_db()


def spoil(each, code, system, now):
    path, values = WRONG[code]
    record = each[path]
    if code == "complaints.twin":
        other = complaint(system, now)
        change(other, **{name: getattr(record, name) for name in WHOLE["complaints"]})
    if code == "complaints.unit_not_there":
        change(record.unit, valid_from=date(2024, 6, 1))
    if code == "reviews.unanswered":
        change(each["review-opinions"], adoption="")
    change(record, **values)
    return record


def test_each_check_has_its_sample():
    assert set(WRONG) == set(quality.checks())


def test_whole_records_pass_every_check(whole, system):
    assert list(quality.results(system, TODAY)) == []
    assert all(not quality.doubts(record, TODAY) for record in whole.values())


@pytest.mark.parametrize("code", WRONG)
def test_each_check_finds_its_record(whole, system, now, code):
    record = spoil(whole, code, system, now)

    found = {one.check.code: one.count for one in quality.results(system, TODAY)}

    assert found[code] >= 1
    assert code in [check.code for check in quality.doubts(record, TODAY)]
    assert record in quality.sample(quality.checks()[code], system, TODAY, 9)


@pytest.mark.parametrize("code", WRONG)
def test_each_count_opens_a_list_of_exactly_its_records(
    whole, system, now, client, officer, code
):
    record = spoil(whole, code, system, now)
    client.force_login(officer)
    today = {one.check.code: one.count for one in _results(officer)}

    meta = type(record)._meta
    address = reverse(f"{meta.app_label}:{meta.model_name}_list")
    page = client.get(address, {"quality": code})

    assert page.context["found"] == today[code]
    assert f"quality={code}" in client.get(reverse("core:quality")).content.decode()


def _results(asker):
    return quality.results(asker, timezone.localdate())


def test_a_wrong_address_of_a_list_is_not_found(client, officer):
    client.force_login(officer)
    for code in ("complaints.nothing", "reviews.no_trigger"):
        page = client.get(reverse("complaints:complaint_list"), {"quality": code})
        assert page.status_code == 404


def test_nobody_is_told_of_what_is_not_theirs(whole, system, now, staff):
    spoil(whole, "complaints.no_source", system, now)
    spoil(whole, "reviews.no_trigger", system, now)

    def codes(user):
        return {one.check.code for one in quality.results(user, TODAY)}

    own = {"complaints.no_source", "reviews.no_trigger"}
    assert codes(staff("branch_manager", "MXW10")) == own
    assert codes(staff("branch_manager", "MXW11")) == set()


def test_the_page_asks_once_a_noun(
    whole, client, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    client.get(reverse("core:quality"))

    with django_assert_max_num_queries(34):
        client.get(reverse("core:quality"))


def run(*arguments):
    out = StringIO()
    code = 0
    try:
        call_command("check_data", *arguments, stdout=out)
    except SystemExit as stopped:
        code = stopped.code
    return code, out.getvalue()


def test_the_command_ends_with_one_only_for_contradictions(whole, system, now):
    spoil(whole, "complaints.no_source", system, now)
    code, text = run()
    assert code == 0
    assert "complaints.no_source" in text
    assert str(whole["complaints"]) in text

    spoil(whole, "complaints.future", system, now)
    code, text = run("--json")
    told = {one["code"]: one for one in json.loads(text)}
    assert code == 1
    assert told["complaints.future"]["severity"] == "error"
    assert told["complaints.future"]["records"] == [str(whole["complaints"])]


def test_an_empty_installation_has_nothing_wrong(db):
    assert run()[0] == 0


# --- Correcting and adding ---


@pytest.fixture
def case(union, system, now):
    return complaint(
        system, now, phone="13800000001", complainant="张三", category="debit_card"
    )


def door(record):
    meta = record._meta
    return reverse(f"{meta.app_label}:{meta.model_name}_correct", args=[record.pk])


def filled(client, record):
    """The form's fields as a browser would send them back."""
    form = client.get(door(record)).context["form"]
    data = {"version": trail.version_of(record)}
    for name in form.fields:
        data[name] = form[name].value() or ""
    return data


def test_a_record_is_corrected_and_its_doubt_is_gone(client, officer, case):
    client.force_login(officer)
    assert "complaints.no_source" in [one.code for one in quality.doubts(case, TODAY)]
    data = filled(client, case)

    response = client.post(door(case), {**data, "source": "客户直接反映"})

    case.refresh_from_db()
    assert response.status_code == 302
    assert case.source == "direct_customer"
    assert (case.phone, case.complainant) == ("13800000001", "张三")
    entry = TrailEntry.objects.filter(action="complaints.complaint.changed").get()
    assert (entry.actor, entry.changes["fields"]) == (officer, ["source"])


def test_personal_data_is_never_in_the_form(client, officer, case):
    client.force_login(officer)

    page = client.get(door(case)).content.decode()

    assert "13800000001" not in page
    assert "138****0001" in page
    assert "张三" not in page
    assert 'value="[' not in page


def test_personal_data_is_replaced_only_by_whole_data(client, officer, case):
    client.force_login(officer)
    data = filled(client, case)

    wrong = client.post(door(case), {**data, "phone": "138****0001"})
    client.post(door(case), {**data, "phone": "138 0000 0009"})

    assert wrong.status_code == 422
    assert Complaint.objects.get().phone == "13800000009"


def test_saving_unchanged_changes_nothing(client, officer, case):
    client.force_login(officer)
    version = trail.version_of(case)

    assert client.post(door(case), filled(client, case)).status_code == 302
    assert trail.version_of(case) == version


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"received_on": "昨天"}, "received_on"),
        ({"received_on": ""}, "received_on"),
        ({"closed_on": "2024-02-01"}, "closed_on"),
        ({"source": "天上"}, "source"),
        ({"amount": "很多"}, "amount"),
        ({"unit": "邻县联社"}, "unit"),
        ({"description": "坏\u200b字"}, "description"),
        ({"description": "x" * 2001}, "description"),
    ],
)
def test_wrong_values_are_told_beside_their_field_and_kept(
    client, officer, case, values, field
):
    client.force_login(officer)

    page = client.post(door(case), {**filled(client, case), **values})

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert page.context["form"][field].value() == values[field]


def test_a_stale_form_shows_both_and_may_then_be_saved(client, officer, case, system):
    client.force_login(officer)
    data = filled(client, case)
    trail.acting_as(system)
    change(case, remark="他人写的")

    stale = client.post(door(case), {**data, "remark": "我写的"})

    form = stale.context["form"]
    assert stale.status_code == 409
    assert form["remark"].value() == "我写的"
    assert "他人写的" in str(form.errors["remark"])
    again = {**data, "remark": "我写的", "version": stale.context["version"]}
    assert client.post(door(case), again).status_code == 302
    assert Complaint.objects.get().remark == "我写的"


WRITERS = {
    "complaints": {"cp_officer", "cp_head", "complaint_center"},
    "branch": {"branch_handler", "branch_manager"},
    "others": {"cp_officer", "cp_head"},
}


@pytest.mark.parametrize(
    "role",
    sorted(set().union(*WRITERS.values()) | {"auditor", "senior_exec", "investigator"}),
)
def test_who_may_correct_and_add(client, whole, staff, role):
    code = "MXW10" if role.startswith("branch") else "MXB02"
    client.force_login(staff(role, code))
    for path, record in whole.items():
        if path not in WHOLE or path in ("review-opinions", "held-meetings"):
            continue
        kind = "complaints" if path == "complaints" else "others"
        may = role in WRITERS[kind] or (
            kind == "complaints" and role in WRITERS["branch"]
        )
        meta = record._meta
        add = reverse(f"{meta.app_label}:{meta.model_name}_add")
        assert (client.get(door(record)).status_code == 200) == may, path
        assert (client.get(add).status_code == 200) == may, path


def test_another_outlets_record_is_not_there(client, staff, case):
    client.force_login(staff("branch_manager", "MXW11"))

    assert client.get(door(case)).status_code == 404
    assert client.post(door(case), {}).status_code == 404


def test_nobody_moves_a_record_out_of_sight(client, staff, case):
    client.force_login(staff("branch_manager", "MXW10"))

    page = client.post(door(case), {**filled(client, case), "unit": "城关信用社"})

    assert page.status_code == 422
    assert Complaint.objects.get().unit.code == "MXW10"


def test_a_new_record_is_added_once(client, officer, union):
    client.force_login(officer)
    data = {"received_on": "2024-05-01", "unit": "营业部", "description": "多收手续费"}

    first = client.post(reverse("complaints:complaint_add"), data)
    again = client.post(reverse("complaints:complaint_add"), data)

    added = Complaint.objects.get()
    assert first.url == added.get_absolute_url()
    assert added.number == "TS20240001"
    assert again.status_code == 422
    assert TrailEntry.objects.filter(action="complaints.complaint.added").count() == 1


def test_several_codes_are_ticked(client, officer, whole):
    client.force_login(officer)
    campaign = whole["campaigns"]
    data = filled(client, campaign) | {"topics": ["基础金融知识", "八项权利"]}

    client.post(door(campaign), data)

    campaign.refresh_from_db()
    assert campaign.topics == ["basic", "rights"]


def test_a_code_whose_list_ended_stays_among_the_choices(client, officer, case, system):
    trail.acting_as(system)
    change(case, source="pbc_forward")
    client.force_login(officer)

    choices = client.get(door(case)).context["form"].fields["source"].choices

    assert "人民银行转办" in str(choices)
