"""Partners: required clauses, yearly review, entry and exit."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from consumer_protection.core.deadlines import deadlines
from consumer_protection.core.models import Notice
from consumer_protection.core.periods import parse_period
from consumer_protection.core.warning import warn
from reviews.figures import FIGURES
from reviews.models.offers import Partner
from reviews.offers.ledgers import PARTNER_REVIEWS, PARTNERS
from reviews.offers.quality import CHECKS
from tests.reviews.offers.making import CLAUSES

HEADERS = ["合作机构名称", "准入日期", "合同条款"]
YEAR = parse_period("2024", as_of=date(2025, 6, 1))


def problems(outcome):
    return [
        (one.field, one.code) for row in outcome.reading.rows for one in row.problems
    ]


def found(code):
    check = next(one for one in CHECKS if one.code == code)
    return set(check.wrong(Partner.objects.all()))


def test_a_contract_without_a_required_clause_is_flagged(take, client, officer):
    outcome = take(
        PARTNERS, HEADERS, ["明溪担保", "2024-01-01", "信息安全、价格、违约责任"]
    )

    assert problems(outcome) == [("clauses", "partner.clauses")]
    advice = outcome.reading.rows[0].problems[0].advice
    assert "应急处置" in advice
    partner = Partner.objects.get()
    assert found("partners.lacking_clauses") == {partner}
    client.force_login(officer)
    text = client.get(partner.get_absolute_url()).text
    assert "信息安全管控" in text
    assert "应急处置" in text


def test_all_seven_clauses_are_enough(add):
    add("partner", clauses=CLAUSES)

    assert found("partners.lacking_clauses") == set()


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (
            {"合同起": "2024-05-01", "合同止": "2024-04-01"},
            ("contract_until", "date.order"),
        ),
        ({"合同止": "2024-04-01"}, ("contract_from", "value.missing")),
        ({"退出日期": "2023-12-01", "退出原因": "到期"}, ("exited_on", "date.order")),
        ({"退出日期": "2024-12-01"}, ("exit_reason", "value.missing")),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(take, more, fault):
    row = dict(
        zip(HEADERS, ["明溪担保", "2024-01-01", "、".join(CLAUSES)], strict=True)
    )
    row |= more

    outcome = take(PARTNERS, list(row), list(row.values()))

    assert problems(outcome) == [fault]
    assert not Partner.objects.exists()


def test_a_review_moves_the_next_one_a_year_on(take, add):
    partner = add("partner", entered_on=date(2023, 3, 1))
    assert partner.review_due_on == date(2024, 2, 29)

    headers = ["合作机构", "评价日期", "评价结果"]
    outcome = take(PARTNER_REVIEWS, headers, ["明溪保险代理", "2024-02-01", "续用"])

    assert outcome.batch.taken == 1
    partner.refresh_from_db()
    assert partner.reviewed_on == date(2024, 2, 1)
    assert partner.review_due_on == date(2025, 1, 31)


def test_the_review_and_the_end_of_the_contract_fall_due(add):
    today = timezone.localdate()
    late = add("partner", entered_on=date(2023, 3, 1))
    add("partner", name="已退出", entered_on=date(2023, 3, 1)).exited_on = today
    ends = today + timedelta(days=10)
    ending = add("partner", name="将到期", contract_from=today, contract_until=ends)

    review = deadlines()["reviews.partner_review"]
    due = review.due(late)
    assert (due.on, due.may) == (late.review_due_on, "records.keep")
    assert due.start <= due.on
    contract = deadlines()["reviews.partner_contract"]
    assert list(contract.running(Partner.objects.all())) == [ending]
    assert contract.due(ending).on == ends


def test_the_officer_is_warned_of_an_overdue_review(add, officer):
    partner = add("partner", entered_on=date(2023, 3, 1))

    warn(at=timezone.now())

    told = Notice.objects.filter(matter="reviews.partner_review", user=officer)
    assert set(told.values_list("record_id", flat=True)) == {partner.pk}


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({"entered_on": date(2024, 12, 31)}, 1),
        ({"entered_on": date(2025, 1, 1)}, 0),
        ({"entered_on": date(2024, 1, 1), "exited_on": date(2024, 12, 31)}, 0),
        ({"entered_on": date(2024, 1, 1), "exited_on": date(2025, 1, 1)}, 1),
    ],
)
def test_partners_count_while_they_are_on_the_list(add, system, more, count):
    add("partner", **more)

    assert FIGURES["reviews.partners"].fact(system, YEAR).value == count


def test_partners_never_recorded_are_no_zero(union, system):
    assert FIGURES["reviews.partners"].fact(system, YEAR).value is None
