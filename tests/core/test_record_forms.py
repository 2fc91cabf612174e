"""Records written by hand: the form made of a ledger's columns."""

import html
import json
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from complaints.models import Complaint
from consumer_protection.core import base_recording, trail
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.governance.models import AgendaItem, PlanItem
from education.models import Campaign
from reviews.models import Review
from tests.api.making import NEW, one_of_each
from tests.complaints.making import complaint
from tests.reviews.offers import making as offers

LIST = "/complaints/cases/"
# Path of the API's register → the door of its form here.
DOORS = {
    "complaints": "complaints:complaint",
    "reviews": "reviews:review",
    "policies": "governance:policyversion",
    "meetings": "governance:agendaitem",
    "plan-items": "governance:planitem",
    "campaigns": "education:campaign",
    "trainings": "education:training",
    "audit-findings": "audits:finding",
    "products": "reviews:product",
    "product-adjustments": "reviews:productadjustment",
    "fee-items": "reviews:feeitem",
    "relief-measures": "reviews:reliefmeasure",
    "fee-displays": "reviews:feedisplay",
    "partners": "reviews:partner",
    "partner-reviews": "reviews:partnerreview",
    "monitoring-checks": "reviews:monitoringcheck",
    "post-launch-evaluations": "reviews:postlaunchevaluation",
    "suitability-checks": "reviews:suitabilitycheck",
    "follow-ups": "reviews:followup",
}


@pytest.fixture
def each(union, system, now):
    return one_of_each(union, system, now)


@pytest.fixture
def case(union, system, now):
    return complaint(
        system,
        now,
        source="petition",
        complainant="王小明",
        phone="13812345678",
        description="客户电话13912345678，卡片被限制",
    )


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def form_of(page) -> dict[str, object]:
    """Everything a browser would send if nothing were touched."""
    form = page.context["form"]
    sent = {"version": form.version, "seen": form.seen_text}
    for name in form.columns:
        sent[name] = "" if form[name].value() is None else form[name].value()
    return sent


def door(record) -> str:
    return f"{LIST}{record.pk}/correct/"


def told(page) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.mark.parametrize("kind", DOORS)
def test_every_ledger_has_a_form_that_sent_untouched_changes_nothing(
    each, signed_in, kind
):
    record = each[kind]
    url = reverse(f"{DOORS[kind]}_correct", args=[record.pk])
    before = trail.version_of(record)

    page = signed_in.get(url)
    done = signed_in.post(url, form_of(page))

    assert done.status_code == 302, told(done)
    assert trail.version_of(record) == before


@pytest.fixture
def ground(union, system, now):
    """What new records may name: a product and a partner, from a ledger."""
    offers.product(system, now)
    offers.partner(system, now)


@pytest.mark.parametrize("kind", DOORS)
def test_every_ledger_takes_a_new_record_by_hand(ground, signed_in, officer, kind):
    url = reverse(f"{DOORS[kind]}_add")
    sent = form_of(signed_in.get(url)) | NEW[kind]

    done = signed_in.post(url, sent)

    assert done.status_code == 302, told(done)
    entry = TrailEntry.objects.get(
        action__endswith=".added_by_hand", noun=noun_of(kind)
    )
    assert entry.actor == officer


def noun_of(kind):
    nouns = {
        "meetings": "governance.agendaitem",
        "policies": "governance.policyversion",
    }
    return nouns.get(kind, DOORS[kind].replace(":", "."))


def test_only_what_was_changed_is_written_and_the_trail_tells_it(
    case, signed_in, officer
):
    sent = form_of(signed_in.get(door(case))) | {"cause": "service_attitude"}

    assert signed_in.post(door(case), sent).status_code == 302

    case.refresh_from_db()
    assert case.cause == "service_attitude"
    assert (case.complainant, case.phone) == ("王小明", "13812345678")
    entry = TrailEntry.objects.get(action="complaints.complaint.corrected")
    assert (entry.actor, entry.changes["fields"]) == (officer, ["cause"])


def test_personal_data_is_shown_masked_and_may_be_typed_anew(case, signed_in):
    page = signed_in.get(door(case))
    text = page.content.decode()
    assert "王小明" not in text
    assert "13812345678" not in text
    assert "13912345678" not in text

    sent = form_of(page) | {"complainant": "王大明"}
    signed_in.post(door(case), sent)
    case.refresh_from_db()
    assert (case.complainant, case.phone) == ("王大明", "13812345678")


def test_a_mask_touched_but_not_replaced_is_refused(case, signed_in):
    sent = form_of(signed_in.get(door(case))) | {"phone": "138****5679"}

    page = signed_in.post(door(case), sent)

    assert page.context["form"].errors["phone"]
    case.refresh_from_db()
    assert case.phone == "13812345678"


def test_a_number_hidden_in_a_text_outlives_its_editing(case, signed_in):
    sent = form_of(signed_in.get(door(case)))
    sent["description"] = sent["description"] + "，已解除"

    signed_in.post(door(case), sent)

    case.refresh_from_db()
    assert case.description == "客户电话13912345678，卡片被限制，已解除"


def test_a_changed_outcome_moves_the_state_as_an_import_does(case, signed_in):
    sent = form_of(signed_in.get(door(case))) | {"closed_on": "", "satisfaction": ""}

    assert signed_in.post(door(case), sent).status_code == 302

    case.refresh_from_db()
    assert (case.status, case.closed_on) == ("investigating", None)


def test_a_stale_form_shows_both_states_and_loses_nothing(case, signed_in):
    sent = form_of(signed_in.get(door(case)))
    Complaint.objects.filter(pk=case.pk).update(handler="赖永福", cause="pricing")
    sent |= {"handler": "吴刚", "remark": "已核对"}

    page = signed_in.post(door(case), sent)

    assert page.status_code == 409
    shown = {one.label: one for one in page.context["differences"]}
    assert (shown["承办人"].now, shown["承办人"].yours) == ("赖永福", "吴刚")
    assert shown["投诉原因"].yours == ""
    case.refresh_from_db()
    assert case.remark == ""
    # What was typed stands in the form over what stands now; saving it again writes it.
    again = form_of(page)
    assert (again["handler"], again["cause"]) == ("吴刚", "pricing")
    assert signed_in.post(door(case), again | {"remark": "已核对"}).status_code == 302
    case.refresh_from_db()
    assert (case.handler, case.remark, case.cause) == ("吴刚", "已核对", "pricing")


def test_what_was_typed_is_written_when_a_stale_form_is_sent_again(case, signed_in):
    sent = form_of(signed_in.get(door(case))) | {"remark": "已核对"}
    Complaint.objects.filter(pk=case.pk).update(handler="赖永福")
    page = signed_in.post(door(case), sent)

    done = signed_in.post(door(case), form_of(page))

    assert done.status_code == 302
    case.refresh_from_db()
    assert (case.handler, case.remark) == ("赖永福", "已核对")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cause", "no_such_code"),
        ("unit", "NOWHERE"),
        ("received_on", "65438年6月"),
        ("received_on", ""),
        ("closed_on", "2024-02-01"),
        ("closed_on", "2999-01-01"),
        ("amount", "很多"),
        ("amount", "-1"),
        ("is_major", "maybe"),
        ("description", ""),
        ("description", "第\u202e一件"),
        ("description", "a\x00b"),
        ("remark", "长" * 2001),
        ("handler", "\u200b"),
        ("phone", "12"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_written(
    case, signed_in, field, value
):
    before = trail.version_of(case)
    sent = form_of(signed_in.get(door(case))) | {field: value}

    page = signed_in.post(door(case), sent)

    assert page.status_code == 200
    assert page.context["form"].errors[field]
    assert trail.version_of(case) == before


@pytest.mark.parametrize(
    "seen",
    [
        "",
        "nonsense",
        "[]",
        "7",
        "[" * 9000,
        '{"handler": 5, "cause": {"a": 1}, "source": [[1]]}',
        "{}",
    ],
)
@pytest.mark.parametrize("version", ["", "-1", "x", "99999999999999999999", "½"])
def test_a_form_sent_with_nonsense_beside_writes_nothing_wrong(
    case, signed_in, seen, version
):
    sent = form_of(signed_in.get(door(case)))
    sent |= {"seen": seen, "version": version, "remark": "已核对"}

    assert signed_in.post(door(case), sent).status_code == 409
    case.refresh_from_db()
    assert (case.remark, case.handler) == ("", "")


def test_a_record_that_is_there_already_is_said(case, signed_in):
    url = reverse("complaints:complaint_add")
    sent = form_of(signed_in.get(url)) | NEW["complaints"] | {"number": case.number}

    page = signed_in.post(url, sent)

    assert page.context["form"].errors["number"]
    assert Complaint.objects.count() == 1


def test_the_next_record_may_follow_at_once(union, signed_in):
    url = reverse("complaints:complaint_add")
    sent = form_of(signed_in.get(url)) | NEW["complaints"] | {"another": "1"}

    assert signed_in.post(url, sent)["Location"] == url


def test_the_form_begins_with_what_mends_the_fault(case, signed_in):
    page = signed_in.get(f"{door(case)}?quality=complaints.no_cause")

    assert [one.name for one in page.context["first"]] == ["cause"]
    assert signed_in.get(f"{door(case)}?quality=no.such").context["first"] == []


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        ("cp_officer", "MXB02", 200),
        ("branch_handler", "MXW10", 200),
        ("branch_handler", "MXW11", 404),
        ("auditor", "MXB02", 403),
        ("board_member", "MX00", 403),
        ("sys_admin", "MXB02", 403),
    ],
)
def test_only_those_cleared_who_see_the_record_may_correct_it(
    case, client, staff, role, unit, status
):
    asker = staff(role, unit)
    client.force_login(asker)

    assert client.get(door(case)).status_code == status
    assert client.post(door(case), {}).status_code == status
    if status == 403:
        add = reverse("complaints:complaint_add")
        assert client.get(add).status_code == 403


def test_somebody_of_another_institution_finds_no_such_record(case, client, staff):
    Unit.objects.create(code="QX00", name="清溪县联社", kind="legal_person")
    client.force_login(staff("cp_officer", "QX00"))

    assert client.get(door(case)).status_code == 404


def test_nobody_moves_a_record_to_a_unit_that_is_not_theirs(case, client, staff):
    client.force_login(staff("branch_handler", "MXW10"))
    page = client.get(door(case))
    offered = [code for code, _name in page.context["form"].fields["unit"].choices]
    assert offered == ["", "MXW10"]

    refused = client.post(door(case), form_of(page) | {"unit": "MXW11"})
    assert refused.context["form"].errors["unit"]
    add = reverse("complaints:complaint_add")
    sent = form_of(client.get(add)) | NEW["complaints"] | {"unit": "MXW11"}
    assert client.post(add, sent).context["form"].errors["unit"]
    assert Complaint.objects.count() == 1


def test_a_form_from_elsewhere_is_refused(case, officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)

    assert client.post(door(case), {"remark": "x"}).status_code == 403


def test_whoever_has_not_signed_in_is_led_there(case, client):
    assert client.get(door(case)).status_code == 302
    assert client.get(reverse("complaints:complaint_add")).status_code == 302


def test_the_ways_to_the_forms_are_shown_to_those_cleared_alone(
    case, client, officer, auditor
):
    add, own = reverse("complaints:complaint_add"), door(case)
    for asker, is_shown in ((officer, True), (auditor, False)):
        client.force_login(asker)
        assert (f'href="{add}"' in client.get(LIST).content.decode()) is is_shown
        page = client.get(f"{LIST}{case.pk}/").content.decode()
        assert (f'href="{own}"' in page) is is_shown


def test_several_codes_are_ticked_and_kept_in_one_field(each, signed_in):
    own = each["campaigns"]
    url = reverse("education:campaign_correct", args=[own.pk])
    sent = form_of(signed_in.get(url)) | {"forms": ["lecture", "stall"]}

    page = signed_in.post(url, sent)
    assert page.status_code == 302, told(page)
    assert len(Campaign.objects.get(pk=own.pk).forms) == 2


def test_a_rounded_number_stays_rounded(each, signed_in):
    own = each["campaigns"]
    url = reverse("education:campaign_correct", args=[own.pk])
    signed_in.post(url, form_of(signed_in.get(url)) | {"reached": "600余人"})

    own.refresh_from_db()
    assert (own.reached, own.reached_is_approx) == (600, True)
    signed_in.post(url, form_of(signed_in.get(url)) | {"remark": "已核对"})
    own.refresh_from_db()
    assert (own.reached, own.reached_is_approx) == (600, True)


def test_opinions_and_meetings_are_corrected_at_what_carries_them(each, signed_in):
    review, item = each["reviews"], each["meetings"]
    at_review = reverse("reviews:review_correct", args=[review.pk])
    at_item = reverse("governance:agendaitem_correct", args=[item.pk])
    signed_in.post(
        at_review, form_of(signed_in.get(at_review)) | {"adoption": "not_adopted"}
    )
    signed_in.post(
        at_item, form_of(signed_in.get(at_item)) | {"present": "7", "expected": "9"}
    )

    opinion = Review.objects.get(pk=review.pk).opinions.get()
    assert opinion.adoption == "not_adopted"
    assert AgendaItem.objects.get(pk=item.pk).meeting.expected == 9


def test_a_contradiction_across_fields_is_said(each, signed_in):
    own = each["plan-items"]
    url = reverse("governance:planitem_correct", args=[own.pk])
    sent = form_of(signed_in.get(url)) | {
        "done_on": "2024-05-01",
        "status": "cancelled",
    }

    page = signed_in.post(url, sent)

    assert page.context["form"].errors["status"]
    assert PlanItem.objects.get(pk=own.pk).done_on is None


def test_what_the_form_remembers_is_only_what_it_showed(case, signed_in):
    seen = json.loads(signed_in.get(door(case)).context["form"].seen_text)

    assert seen["phone"] == "138****5678"
    assert seen["received_on"] == date(2024, 3, 1).isoformat()


def test_base_figures_are_corrected_one_by_one_too(union, system, now, signed_in):
    own = base_recording.add_base(union, 2024, {"customers": 100}, actor=system, at=now)
    url = reverse("core:basefigure_correct", args=[own.pk])
    sent = form_of(signed_in.get(url))

    assert signed_in.post(url, sent | {"accounts": "250"}).status_code == 302
    assert own.numbers() == {"customers": 100, "accounts": 250}
    stale = signed_in.post(url, sent | {"customers": "120"})
    assert stale.status_code == 409


def test_a_number_in_a_finding_s_text_is_masked_above_its_form_too(each, signed_in):
    own = each["audit-findings"]
    type(own).objects.filter(pk=own.pk).update(text="客户13812345678的回访缺失")

    page = signed_in.get(reverse("audits:finding_correct", args=[own.pk]))
    assert "13812345678" not in page.content.decode()
