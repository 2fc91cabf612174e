"""Lists and pages of campaigns and trainings, for those who may see them."""

from datetime import date

import pytest
from django.urls import reverse

from consumer_protection.core.ledgers.parsers import Count
from education.figures import FIGURES
from tests.education.making import campaign, training


@pytest.fixture
def own(union, system, now):
    """A campaign of 营业部."""
    return campaign(
        system,
        now,
        name="网点反诈宣传",
        unit="MXW10",
        reached=Count(600, is_approx=True),
        topics=["telecom_fraud", "credit"],
        remark="联系电话13800003280",
    )


@pytest.fixture
def lead(union, system, now):
    """A campaign of the lead department."""
    return campaign(system, now, reached=980, reported_on=None)


@pytest.fixture
def lesson(union, system, now):
    return training(system, now, present=Count(170, is_approx=True), passed=160)


def page(client, person, name, *args, **asked):
    client.force_login(person)
    return client.get(reverse(f"education:{name}", args=args), asked)


def test_a_manager_sees_only_the_own_unit(client, manager, own, lead):
    response = page(client, manager, "campaign_list")

    assert own.name in response.text
    assert lead.name not in response.text


@pytest.mark.parametrize(("whose", "status"), [("own", 200), ("lead", 404)])
def test_another_units_campaign_does_not_exist(client, manager, request, whose, status):
    record = request.getfixturevalue(whose)

    assert page(client, manager, "campaign_detail", record.pk).status_code == status


def test_another_units_training_does_not_exist(client, manager, lesson):
    response = page(client, manager, "training_detail", lesson.pk)

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["campaign_list", "training_list"])
def test_a_board_member_does_not_enter(client, board_member, name):
    assert page(client, board_member, name).status_code == 403


@pytest.mark.parametrize("name", ["campaign_list", "training_list"])
def test_an_auditor_reads(client, auditor, own, lesson, name):
    assert page(client, auditor, name).status_code == 200


def test_rounded_counts_say_so(client, officer, own, lead, lesson):
    campaigns = page(client, officer, "campaign_list").text
    assert "600余" in campaigns
    assert "980余" not in campaigns
    assert "170余" in page(client, officer, "training_list").text
    assert "600余" in page(client, officer, "campaign_detail", own.pk).text


def test_a_campaigns_page_shows_labels_and_hides_numbers_of_people(
    client, officer, own
):
    text = page(client, officer, "campaign_detail", own.pk).text

    for shown in ("已上报", "3·15教育宣传", "防范电信网络诈骗、征信", "营业部"):
        assert shown in text
    assert "13800003280" not in text


def test_a_trainings_page_shows_its_people(client, officer, lesson):
    text = page(client, officer, "training_detail", lesson.pk).text

    assert "170余" in text
    assert "业务培训" in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"status": "running"}, ["lead"]),
        ({"status": "reported"}, ["own"]),
        ({"q": "网点"}, ["own"]),
        ({"kind": "money_bag"}, []),
        ({"since": "2024-03-12"}, []),
        ({"until": "2024-03-11"}, ["own", "lead"]),
    ],
)
def test_the_list_is_narrowed(client, officer, own, lead, asked, found):
    text = page(client, officer, "campaign_list", **asked).text
    named = {"own": own.name, "lead": lead.name}

    assert [key for key, name in named.items() if f">{name}<" in text] == found


def test_the_newest_comes_first(client, officer, own, system, now):
    later = campaign(
        system, now, name="金融教育宣传月", starts_on=date(2024, 9, 2), ends_on=None
    )
    text = page(client, officer, "campaign_list").text

    assert text.index(later.name) < text.index(own.name)


@pytest.mark.parametrize("code", FIGURES)
def test_each_figure_opens_its_list(client, officer, own, lesson, code):
    noun = FIGURES[code].counted._meta.model_name
    response = page(client, officer, f"{noun}_list", figure=code, period="2024")

    assert response.status_code == 200


def test_a_list_of_many_takes_few_queries(
    client, officer, system, now, django_assert_max_num_queries
):
    for number in range(20):
        campaign(system, now, name=f"活动{number}")

    client.force_login(officer)
    with django_assert_max_num_queries(16):
        response = client.get(reverse("education:campaign_list"))
    assert "活动19" in response.text
