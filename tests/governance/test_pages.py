"""Lists and pages of policies, meetings, resolutions and plans, for who may see them."""

from datetime import date

import pytest
from django.urls import reverse

from consumer_protection.core.models import Unit
from consumer_protection.governance.figures import FIGURES
from tests.governance.making import item, task, version

NOUNS = ("policyversion", "meeting", "agendaitem", "planitem")


@pytest.fixture
def records(union, system, now):
    """One of each of 营业部, and one of each of the lead department."""
    own = {
        "policyversion": version(system, now, title="网点制度", unit="MXW10"),
        "planitem": task(system, now, task="网点培训", unit="MXW10"),
        "agendaitem": item(
            system,
            now,
            organ="lead_dept",
            name="网点会议",
            text="网点议题",
            unit="MXW10",
            resolution_number="〔2024〕3号",
            follow_up="in_progress",
        ),
    }
    own["meeting"] = own["agendaitem"].meeting
    own["meeting"].unit = Unit.objects.get(code="MXW10")
    own["meeting"].save()
    lead = {
        "policyversion": version(system, now),
        "planitem": task(system, now),
        "agendaitem": item(system, now, present=8, expected=9),
    }
    lead["meeting"] = lead["agendaitem"].meeting
    return {"own": own, "lead": lead}


def title(record):
    names = ("policy", "name", "text", "task")
    return str(next(getattr(record, name) for name in names if hasattr(record, name)))


def page(client, person, name, *args, **asked):
    client.force_login(person)
    return client.get(reverse(f"governance:{name}", args=args), asked)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_manager_sees_only_the_own_unit(client, manager, records, noun):
    text = page(client, manager, f"{noun}_list").text

    assert title(records["own"][noun]) in text
    assert title(records["lead"][noun]) not in text


@pytest.mark.parametrize("noun", NOUNS)
def test_another_units_record_does_not_exist(client, manager, records, noun):
    for whose, status in (("own", 200), ("lead", 404)):
        record = records[whose][noun]
        response = page(client, manager, f"{noun}_detail", record.pk)
        assert response.status_code == status


@pytest.mark.parametrize(
    ("noun", "status"),
    [("policyversion", 403), ("planitem", 403), ("meeting", 200), ("agendaitem", 200)],
)
def test_a_board_member_reads_meetings_and_resolutions_alone(
    client, board_member, records, noun, status
):
    assert page(client, board_member, f"{noun}_list").status_code == status
    record = records["lead"][noun]
    response = page(client, board_member, f"{noun}_detail", record.pk)
    assert response.status_code == status


@pytest.mark.parametrize("noun", NOUNS)
def test_an_auditor_reads_but_a_reviewer_does_not_enter(
    client, auditor, staff, records, noun
):
    assert page(client, auditor, f"{noun}_list").status_code == 200
    assert page(client, staff("reviewer"), f"{noun}_list").status_code == 403


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("policyversion", ["投诉处理", "新增", "明农信联〔2024〕1号", "2024-03-01"]),
        ("meeting", ["理事会/董事会", "2024-03-01"]),
        ("agendaitem", ["消保牵头部门", "〔2024〕3号", "落实中", "营业部"]),
        ("planitem", ["培训计划", "未开始", "2024-05-01"]),
    ],
)
def test_a_list_shows_labels(client, officer, records, noun, words):
    text = page(client, officer, f"{noun}_list").text

    assert [word for word in words if word not in text] == []


def test_a_meetings_page_lists_its_items(client, officer, records, system, now):
    item(system, now, text="第二项议题", result="noted", resolution_number="二")
    meeting = records["lead"]["meeting"]
    text = page(client, officer, "meeting_detail", meeting.pk).text

    for shown in ("审议消保工作报告", "第二项议题", "听取", "理事会/董事会"):
        assert shown in text
    assert "网点议题" not in text


def test_a_resolutions_page_names_its_meeting(client, officer, records):
    own = records["own"]["agendaitem"]
    text = page(client, officer, "agendaitem_detail", own.pk).text

    for shown in ("网点会议", "〔2024〕3号", "落实中", "营业部"):
        assert shown in text


def test_a_versions_page_lists_the_others_of_its_policy(
    client, officer, records, system, now
):
    newer = version(system, now, document_number="明农信联〔2024〕9号", action="revise")
    text = page(client, officer, "policyversion_detail", newer.pk).text

    for shown in ("明农信联〔2024〕1号", "已被替代", "现行有效", "修订"):
        assert shown in text
    assert "网点制度" not in text


def test_a_plan_items_page_says_how_it_stands(client, officer, records):
    own = records["own"]["planitem"]
    text = page(client, officer, "planitem_detail", own.pk).text

    for shown in ("网点培训", "培训计划", "未开始", "2024-05-01", "营业部"):
        assert shown in text


@pytest.mark.parametrize(
    ("noun", "asked", "found"),
    [
        ("policyversion", {"status": "in_force"}, 2),
        ("policyversion", {"category": "marketing"}, 0),
        ("policyversion", {"q": "网点"}, 1),
        ("policyversion", {"since": "2024-03-02"}, 0),
        ("meeting", {"organ": "board"}, 1),
        ("meeting", {"q": "网点议题"}, 1),
        ("meeting", {"until": "2024-03-01"}, 2),
        ("agendaitem", {"follow_up": "in_progress"}, 1),
        ("agendaitem", {"organ": "board"}, 1),
        ("agendaitem", {"since": "2024-03-02"}, 0),
        ("planitem", {"status": "done"}, 0),
        ("planitem", {"plan_kind": "training_plan"}, 2),
        ("planitem", {"until": "2024-04-30"}, 0),
    ],
)
def test_a_list_is_narrowed(client, officer, records, noun, asked, found):
    response = page(client, officer, f"{noun}_list", **asked)

    assert response.context["found"] == found


def test_a_meeting_is_found_once_by_words_of_many_items(client, officer, system, now):
    for number in range(3):
        item(system, now, text=f"消保议题{number}")

    response = page(client, officer, "meeting_list", q="消保议题")
    assert response.context["found"] == 1


def test_the_newest_comes_first(client, officer, records, system, now):
    late = date(2024, 12, 1)
    version(system, now, title="最新制度", issued_on=late)
    item(system, now, held_on=late, name="最新会议", text="最新议题")
    task(system, now, task="最新任务", due_on=date(2025, 2, 1))

    for noun, newest in (
        ("policyversion", "最新制度"),
        ("meeting", "最新会议"),
        ("agendaitem", "最新议题"),
        ("planitem", "最新任务"),
    ):
        text = page(client, officer, f"{noun}_list").text
        assert text.index(newest) < text.index(title(records["lead"][noun]))


@pytest.mark.parametrize("code", FIGURES)
def test_each_figure_opens_the_list_of_what_it_counts(client, officer, records, code):
    figure = FIGURES[code]
    noun = figure.counted._meta.model_name
    response = page(client, officer, f"{noun}_list", figure=code, period="2024")

    period = response.context["figure"].period
    counted = figure.fact(officer, period).record_ids
    assert response.context["found"] == len(counted)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_of_many_takes_few_queries(
    client, officer, system, now, django_assert_max_num_queries, noun
):
    for number in range(20):
        version(system, now, title=f"制度{number}")
        item(system, now, name=f"会议{number}", unit="MXW10")
        task(system, now, task=f"任务{number}")

    client.force_login(officer)
    with django_assert_max_num_queries(16):
        response = client.get(reverse(f"governance:{noun}_list"))
    assert response.context["found"] == 20
