"""Marking a case by hand as the repeat of an earlier one."""

from datetime import date, datetime

import pytest

from complaints.after import repeat_actions as actions
from complaints.figures import FIGURES
from complaints.models import Complaint
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.states import MoveRefused
from tests.complaints.making import complaint
from tests.conftest import SHANGHAI

AT = datetime(2025, 1, 5, 9, tzinfo=SHANGHAI)


@pytest.fixture
def make(union, system, now):
    def made(day=1, **values):
        known = {"received_on": date(2024, 3, day), "description": f"第{day}件"}
        return complaint(system, now, **known | values)

    return made


@pytest.fixture
def mark(officer):
    return lambda case, other: actions.mark_repeat(case, other, actor=officer, at=AT)


def repeated(asker):
    period = parse_period("2024", as_of=date(2024, 12, 31))
    return FIGURES["complaints.repeat"].records(asker, period).count()


def test_the_figure_counts_it_until_it_is_taken_back(make, mark, officer):
    first, second = make(1), make(2)
    mark(second, first)

    second.refresh_from_db()
    assert (second.repeat_of, second.is_repeat) == (first, True)
    assert repeated(officer) == 1
    actions.unmark_repeat(second, actor=officer, at=AT)
    second.refresh_from_db()
    assert (second.repeat_of, second.is_repeat) == (None, False)
    assert repeated(officer) == 0
    told = TrailEntry.objects.filter(noun="complaints.complaint", record_id=second.pk)
    actions_told = set(told.values_list("action", flat=True))
    assert "complaints.complaint.marked_repeat" in actions_told
    assert "complaints.complaint.unmarked_repeat" in actions_told


def test_another_earlier_case_may_be_named_instead(make, mark):
    first, second, third = make(1), make(2), make(3)
    mark(third, second)
    mark(third, first)

    assert third.repeat_of == first


def test_cases_of_one_day_may_repeat_each_other_one_way(make, mark):
    first, second = make(1), make(1, description="同一天")
    mark(second, first)

    with pytest.raises(MoveRefused):
        mark(first, second)


def test_no_circle_comes_about(make, mark):
    cases = [make(1, description=f"同一天{n}") for n in range(4)]
    for one, other in zip(cases[1:], cases, strict=False):
        mark(one, other)

    for other in cases:
        with pytest.raises(MoveRefused):
            mark(cases[0], other)
    assert Complaint.objects.get(pk=cases[0].pk).repeat_of is None


def test_a_later_case_is_not_repeated_by_an_earlier(make, mark):
    with pytest.raises(MoveRefused):
        mark(make(1), make(2))


@pytest.mark.parametrize("status", ["draft", "merged"])
@pytest.mark.parametrize("which", [0, 1])
def test_drafts_and_merged_cases_neither_repeat_nor_are_repeated(
    make, mark, status, which
):
    pair = [make(1), make(2)]
    Complaint.objects.filter(pk=pair[which].pk).update(status=status)

    with pytest.raises(MoveRefused):
        mark(pair[1], pair[0])


def test_another_institution_s_case_is_not_named(make, mark):
    first, second = make(1), make(2)
    strange = Unit.objects.create(code="QT00", name="别家", kind="legal_person")
    Complaint.objects.filter(pk=first.pk).update(root=strange)

    with pytest.raises(MoveRefused):
        mark(second, first)


def test_what_is_not_marked_is_not_unmarked(make, officer):
    case = make(1, is_repeat=True)

    with pytest.raises(MoveRefused):
        actions.unmark_repeat(case, actor=officer, at=AT)
    assert repeated(officer) == 1


@pytest.mark.parametrize("role", ["auditor", "senior_exec", "pii_officer"])
def test_who_does_not_handle_marks_nothing(make, staff, role):
    first, second = make(1), make(2)
    other = staff(role)

    with pytest.raises(MoveRefused):
        actions.mark_repeat(second, first, actor=other, at=AT)


def test_the_page_takes_a_number_that_may_be_seen(make, staff, client):
    first, second = make(1), make(2)
    elsewhere = make(1, description="别处", unit="MXW11")
    client.force_login(staff("branch_handler", "MXW10"))
    page = second.get_absolute_url()
    url = f"{page}repeat/"
    assert url in client.get(page).content.decode()

    for number in ("", "TS20240999", elsewhere.number, second.number, "%00", "'"):
        assert client.post(url, {"number": number}).status_code == 422
    assert client.post(url, {"number": f" {first.number} "}).url == page
    second.refresh_from_db()
    assert second.repeat_of == first
    body = client.get(page).content.decode()
    assert first.number in body
    assert f"{url}end/" in body

    assert client.get(f"{url}end/").status_code == 405
    client.post(f"{url}end/")
    client.post(f"{url}end/")
    second.refresh_from_db()
    assert second.repeat_of is None


def test_similar_cases_stand_below_with_a_button(make, officer, client):
    words = "柜面办理社保卡等候时间过长无人疏导"
    first, second = make(1, description=words), make(2, description=words)
    client.force_login(officer)

    body = client.get(f"{second.get_absolute_url()}repeat/").content.decode()
    assert f'value="{first.number}"' in body
    assert f'value="{second.number}"' not in body


def test_cases_out_of_sight_are_not_marked(make, staff, client):
    first, second = make(1), make(2)
    client.force_login(staff("branch_handler", "MXW11"))
    url = f"{second.get_absolute_url()}repeat/"

    assert client.get(url).status_code == 404
    assert client.post(url, {"number": first.number}).status_code == 404
    assert client.post(f"{url}end/").status_code == 404
