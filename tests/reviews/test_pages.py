"""Lists and pages of reviews and opinions, for those who may see them."""

from datetime import date

import pytest
from django.urls import reverse

from reviews.figures import FIGURES
from reviews.models import Opinion


@pytest.fixture
def own(add):
    """A review 营业部 asked for, with an opinion."""
    review = add(
        number="XS2024-010",
        unit="MXW10",
        title="网点存款海报",
        kind="marketing",
        conclusion="pass_with_change",
        opinions=1,
        adoption="partly",
        answer="已改，可询13800003280",
        remark="联系电话13800003281",
    )
    Opinion.objects.update(text="补充风险提示")
    return review


@pytest.fixture
def lead(add):
    return add(
        number="XS2024-020",
        submitted_on=date(2024, 5, 1),
        concluded_on=date(2024, 5, 3),
        launched_on=date(2024, 5, 9),
        opinions=1,
        adoption="adopted",
    )


def page(client, person, name, *args, **asked):
    client.force_login(person)
    return client.get(reverse(f"reviews:{name}", args=args), asked)


@pytest.mark.parametrize("name", ["review_list", "opinion_list"])
def test_a_manager_sees_only_the_own_unit(client, manager, own, lead, name):
    text = page(client, manager, name).text

    assert own.number in text
    assert lead.number not in text


@pytest.mark.parametrize(("whose", "status"), [("own", 200), ("lead", 404)])
def test_another_units_review_and_opinion_do_not_exist(
    client, manager, request, whose, status
):
    review = request.getfixturevalue(whose)
    opinion = review.opinions.get()

    assert page(client, manager, "review_detail", review.pk).status_code == status
    assert page(client, manager, "opinion_detail", opinion.pk).status_code == status


@pytest.mark.parametrize("name", ["review_list", "opinion_list"])
def test_a_board_member_does_not_enter(client, board_member, name):
    assert page(client, board_member, name).status_code == 403


@pytest.mark.parametrize("name", ["review_list", "opinion_list"])
def test_auditor_and_reviewer_read_everything(client, auditor, staff, own, lead, name):
    for person in (auditor, staff("reviewer")):
        text = page(client, person, name).text
        assert own.number in text
        assert lead.number in text


def test_a_reviews_page_shows_labels_and_its_opinions(client, officer, own):
    text = page(client, officer, "review_detail", own.pk).text

    shown = (
        "网点存款海报",
        "营销宣传",
        "修改后通过",
        "已审结",
        "补充风险提示",
        "部分采纳",
    )
    for words in (*shown, "营业部", "2024-03-05"):
        assert words in text


def test_numbers_of_people_are_masked_on_both_pages(client, officer, own):
    opinion = own.opinions.get()
    for response in (
        page(client, officer, "review_detail", own.pk),
        page(client, officer, "opinion_detail", opinion.pk),
        page(client, officer, "opinion_list"),
    ):
        assert "1380000328" not in response.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["own", "lead"]),
        ({"status": "launched"}, ["lead"]),
        ({"status": "concluded"}, ["own"]),
        ({"kind": "marketing"}, ["own"]),
        ({"conclusion": "pass"}, ["lead"]),
        ({"q": "海报"}, ["own"]),
        ({"since": "2024-03-02"}, ["lead"]),
        ({"until": "2024-03-01"}, ["own"]),
    ],
)
def test_the_list_is_narrowed(client, officer, own, lead, asked, found):
    text = page(client, officer, "review_list", **asked).text
    named = {"own": own.number, "lead": lead.number}

    assert [key for key, number in named.items() if number in text] == found


@pytest.mark.parametrize(
    ("adoption", "found"), [("partly", ["own"]), ("adopted", ["lead"])]
)
def test_opinions_are_narrowed_by_their_answer(
    client, officer, own, lead, adoption, found
):
    text = page(client, officer, "opinion_list", adoption=adoption).text
    named = {"own": own.number, "lead": lead.number}

    assert [key for key, number in named.items() if number in text] == found


@pytest.mark.parametrize("name", ["review_list", "opinion_list"])
def test_the_newest_comes_first(client, officer, own, lead, name):
    text = page(client, officer, name).text

    assert text.index(lead.number) < text.index(own.number)


@pytest.mark.parametrize("code", FIGURES)
def test_each_figure_opens_the_list_of_what_it_counts(client, officer, own, lead, code):
    figure = FIGURES[code]
    name = f"{figure.counted._meta.model_name}_list"
    response = page(client, officer, name, figure=code, period="2024")

    assert response.status_code == 200
    period = response.context["figure"].period
    assert response.context["found"] == len(figure.fact(officer, period).record_ids)


def test_a_slice_of_a_breakdown_opens_its_own_records(client, officer, own, lead):
    asked = {"figure": "reviews.concluded.by_kind", "period": "2024"}
    text = page(client, officer, "review_list", key="marketing", **asked).text

    assert own.number in text
    assert lead.number not in text


def test_lists_of_many_take_few_queries(
    client, officer, add, django_assert_max_num_queries
):
    for _number in range(20):
        add(opinions=1, adoption="adopted")

    client.force_login(officer)
    for name in ("review_list", "opinion_list"):
        with django_assert_max_num_queries(16):
            assert client.get(reverse(f"reviews:{name}")).status_code == 200
