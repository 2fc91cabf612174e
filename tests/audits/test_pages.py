"""Lists and pages of audit projects and findings, for those who may see them."""

from datetime import date

import pytest
from django.urls import reverse

from consumer_protection.audits.figures import FIGURES
from consumer_protection.core.models import Unit

FIGURES_HERE = [code for code in FIGURES if FIGURES[code].counted is not Unit]


@pytest.fixture
def own(add):
    """A finding 营业部 must rectify."""
    return add(text="回访记录不完整，如13800003280")


@pytest.fixture
def lead(add):
    return add(
        text="风险等级评估办法未更新",
        unit="MXB02",
        scope="policy_system",
        severity="medium",
        found_on=date(2024, 11, 20),
        closed_on=date(2024, 12, 20),
    )


def page(client, person, name, *args, **asked):
    client.force_login(person)
    return client.get(reverse(f"audits:{name}", args=args), asked)


def named(text):
    both = {"own": "回访记录不完整", "lead": "风险等级评估办法未更新"}
    return [key for key, words in both.items() if words in text]


def test_a_manager_sees_only_the_own_unit(client, manager, own, lead):
    assert named(page(client, manager, "finding_list").text) == ["own"]


@pytest.mark.parametrize(("whose", "status"), [("own", 200), ("lead", 404)])
def test_another_units_finding_does_not_exist(client, manager, request, whose, status):
    found = request.getfixturevalue(whose)

    assert page(client, manager, "finding_detail", found.pk).status_code == status


def test_a_manager_does_not_open_the_project_with_all_findings(client, manager, own):
    response = page(client, manager, "auditproject_detail", own.project.pk)

    assert response.status_code == 404
    assert own.project.name not in page(client, manager, "auditproject_list").text


@pytest.mark.parametrize("name", ["finding_list", "auditproject_list"])
def test_a_board_member_does_not_enter(client, board_member, name):
    assert page(client, board_member, name).status_code == 403


def test_an_auditor_reads_everything(client, auditor, own, lead):
    assert named(page(client, auditor, "finding_list").text) == ["own", "lead"]
    assert own.project.name in page(client, auditor, "auditproject_list").text


def test_a_projects_page_shows_its_findings_with_labels(client, officer, own, lead):
    text = page(client, officer, "auditproject_detail", own.project.pk).text

    assert named(text) == ["own", "lead"]
    for words in ("整改中", "较大", "一般", "待整改", "已销号", "营业部", "2024-12-20"):
        assert words in text


def test_a_findings_page_shows_labels(client, officer, lead):
    text = page(client, officer, "finding_detail", lead.pk).text

    for words in ("制度体系", "较大", "已销号", "合规与风险管理部", "2024-11-20"):
        assert words in text


def test_numbers_of_people_are_masked_everywhere(client, officer, own):
    for response in (
        page(client, officer, "finding_list"),
        page(client, officer, "finding_detail", own.pk),
        page(client, officer, "auditproject_detail", own.project.pk),
    ):
        assert "13800003280" not in response.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["own", "lead"]),
        ({"status": "closed"}, ["lead"]),
        ({"severity": "low"}, ["own"]),
        ({"scope": "policy_system"}, ["lead"]),
        ({"q": "回访"}, ["own"]),
        ({"since": "2024-11-19"}, ["lead"]),
        ({"until": "2024-11-19"}, ["own"]),
    ],
)
def test_the_list_of_findings_is_narrowed(client, officer, own, lead, asked, found):
    assert named(page(client, officer, "finding_list", **asked).text) == found


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"status": "rectification"}, True),
        ({"status": "closed"}, False),
        ({"q": "专项"}, True),
    ],
)
def test_the_list_of_projects_is_narrowed(client, officer, own, asked, shown):
    text = page(client, officer, "auditproject_list", **asked).text

    assert (f">{own.project.name}<" in text) is shown


def test_the_newest_finding_comes_first(client, officer, own, lead):
    text = page(client, officer, "finding_list").text

    assert text.index("风险等级评估") < text.index("回访记录")


@pytest.mark.parametrize("code", FIGURES_HERE)
def test_each_figure_opens_the_list_of_what_it_counts(client, officer, own, lead, code):
    figure = FIGURES[code]
    name = f"{figure.counted._meta.model_name}_list"
    response = page(client, officer, name, figure=code, period="2024")

    assert response.status_code == 200
    period = response.context["figure"].period
    assert response.context["found"] == len(figure.fact(officer, period).record_ids)


def test_lists_of_many_take_few_queries(
    client, officer, add, django_assert_max_num_queries
):
    for number in range(20):
        add(text=f"问题{number}", project=f"项目{number}")

    client.force_login(officer)
    for name in ("finding_list", "auditproject_list"):
        with django_assert_max_num_queries(16):
            assert client.get(reverse(f"audits:{name}")).status_code == 200
