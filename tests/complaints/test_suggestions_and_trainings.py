"""Suggestions with their answers; hot spots that suggest a training; the page of
learning, whose every number is the length of a list."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from complaints.learning import learning_actions as actions
from complaints.learning.problem_actions import LearningRefused
from complaints.models import Complaint, SuggestionAnswer, TrainingSuggestion
from complaints.pages.learning.learning_beside import learning_acts, learning_listings
from consumer_protection.core.models import Threshold
from consumer_protection.core.roles import ROLES
from consumer_protection.core.states import MoveRefused
from tests.complaints.making import complaint

SUGGESTIONS = "/complaints/suggestions/"
TRAININGS = "/complaints/trainings/"
ANSWER = {"text": "谢谢", "result": "adopted", "improvement": "增设座椅"}


@pytest.fixture
def suggestion(union, system, now):
    return complaint(system, now, record_nature="suggestion", description="增加座椅")


@pytest.fixture
def many(union, system, now):
    """So many complaints of one cause, the last one today."""

    def make(count, **values):
        known = {"cause": "pricing", "closed_on": None} | values
        last = date(2025, 1, 5)
        for n in range(count):
            on = last - timedelta(days=n)
            complaint(system, now, **known | {"received_on": on})

    return make


@pytest.fixture
def look(union, officer, now):
    def run(at=now):
        return actions.suggest_trainings(union, actor=officer, at=at)

    return run


def test_only_suggestions_are_in_the_register(suggestion, system, now, officer, client):
    other = complaint(system, now)
    client.force_login(officer)

    page = client.get(SUGGESTIONS)
    assert page.context["found"] == 1
    assert suggestion.number in page.content.decode()
    assert client.get(f"{SUGGESTIONS}{other.pk}/").status_code == 404


def test_a_suggestion_is_answered_and_the_answer_corrected(
    suggestion, officer, now, client
):
    client.force_login(officer)
    url = f"{SUGGESTIONS}{suggestion.pk}/"
    assert client.get(f"{SUGGESTIONS}?waiting=on").context["found"] == 1
    assert client.post(f"{url}answer/", ANSWER).status_code == 302
    assert "增设座椅" in client.get(url).content.decode()
    assert client.get(f"{SUGGESTIONS}?waiting=on").context["found"] == 0
    assert client.get(f"{SUGGESTIONS}?result=adopted").context["found"] == 1

    client.post(f"{url}answer/", ANSWER | {"result": "not_adopted", "improvement": ""})
    assert SuggestionAnswer.objects.get().result == "not_adopted"


@pytest.mark.parametrize(
    "change", [{"text": " "}, {"improvement": " "}, {"result": "x"}, {"result": ""}]
)
def test_an_incomplete_answer_is_refused(suggestion, officer, client, change):
    client.force_login(officer)

    page = client.post(f"{SUGGESTIONS}{suggestion.pk}/answer/", ANSWER | change)
    assert page.status_code == 422
    assert not SuggestionAnswer.objects.exists()


def test_a_complaint_has_no_answer_of_this_kind(union, system, now, officer):
    with pytest.raises(LearningRefused):
        actions.answer_suggestion(complaint(system, now), ANSWER, actor=officer, at=now)


def test_suggestions_of_other_units_are_not_found(suggestion, staff, client):
    client.force_login(staff("branch_manager", "MXW11"))

    assert client.get(f"{SUGGESTIONS}{suggestion.pk}/").status_code == 404


@pytest.mark.parametrize(("count", "found"), [(4, 0), (5, 1), (9, 1)])
def test_a_hot_spot_begins_at_the_threshold(many, look, count, found):
    many(count)

    assert look() == found


def test_other_units_causes_natures_and_days_do_not_count(many, look, system, now):
    many(4)
    many(2, unit="MXW11")
    many(2, cause="disclosure")
    many(2, record_nature="inquiry")
    complaint(
        system, now, cause="pricing", received_on=date(2024, 10, 7), closed_on=None
    )
    assert look() == 0

    complaint(
        system, now, cause="pricing", received_on=date(2024, 10, 8), closed_on=None
    )
    assert look() == 1
    assert TrainingSuggestion.objects.get().count == 5


def test_the_rule_is_dated_data(many, look):
    many(3)
    own = Threshold.objects.filter(code="learning.hot_spot_count")
    own.update(valid_to=date(2025, 1, 1))
    Threshold.objects.create(
        code="learning.hot_spot_count", amount=3, valid_from=date(2025, 1, 1)
    )

    assert look() == 1


@pytest.mark.parametrize("move", ["accept", "dismiss"])
def test_the_same_complaints_suggest_once_whatever_became_of_it(
    many, look, officer, now, move
):
    many(5)
    look()
    assert look() == 0
    own = TrainingSuggestion.objects.get()
    actions.move_training(own, move, actor=officer, at=now, note="已安排")
    assert look() == 0
    assert look(now + timedelta(days=3)) == 0


def test_new_complaints_suggest_again(many, look, officer, now, system):
    many(5)
    look()
    own = TrainingSuggestion.objects.get()
    actions.move_training(own, "accept", actor=officer, at=now)
    for n in range(5):
        on = date(2025, 1, 6) + timedelta(days=n)
        complaint(system, now, cause="pricing", received_on=on, closed_on=None)

    assert look(now + timedelta(days=10)) == 1
    assert TrainingSuggestion.objects.last().since == date(2025, 1, 6)


def test_dismissing_needs_a_reason_and_the_decision_is_kept(many, look, officer, now):
    many(5)
    look()
    own = TrainingSuggestion.objects.get()
    with pytest.raises(MoveRefused):
        actions.move_training(own, "dismiss", actor=officer, at=now)
    actions.move_training(own, "dismiss", actor=officer, at=now, note="上月刚培训")

    assert (own.decided_by, own.decided_on) == (officer, date(2025, 1, 5))


def test_the_complaints_of_a_suggestion_are_as_many_as_it_says(
    many, look, officer, client
):
    many(7)
    look()
    client.force_login(officer)
    own = TrainingSuggestion.objects.get()
    page = client.get(own.get_absolute_url())
    url = next(act.url for act in page.context["acts"] if "cause=" in act.url)

    assert client.get(url).context["found"] == own.count == 7


def test_whoever_does_not_keep_records_looks_for_none(many, staff, union, now, client):
    many(5)
    manager = staff("branch_manager", "MXW10")
    with pytest.raises(LearningRefused):
        actions.suggest_trainings(union, actor=manager, at=now)
    client.force_login(manager)
    assert client.post(f"{TRAININGS}look/").status_code == 403


def test_the_button_looks_and_the_page_of_learning_shows(many, officer, client, now):
    many(5)
    today = timezone.localdate()
    Complaint.objects.update(received_on=today, due_on=today)
    client.force_login(officer)
    assert client.get(f"{TRAININGS}look/").status_code == 405
    client.post(f"{TRAININGS}look/")
    page = client.get("/complaints/learning/")
    assert len(page.context["hot_spots"]) == 1

    own = TrainingSuggestion.objects.get()
    assert client.post(f"{TRAININGS}{own.pk}/moves/dismiss/").status_code == 422
    assert client.post(f"{TRAININGS}{own.pk}/moves/accept/").status_code == 302
    assert client.post(f"{TRAININGS}{own.pk}/moves/accept/").status_code == 422
    assert client.post(f"{TRAININGS}{own.pk}/moves/nonsense/").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_the_page_of_learning_is_for_whoever_sees_complaints(role, staff, client):
    asker = staff(role, "MX00")
    client.force_login(asker)

    status = 200 if asker.scope.sees("complaints") else 403
    for url in ("learning", "problems", "rectifications", "suggestions", "calls"):
        assert client.get(f"/complaints/{url}/").status_code == status
    for url in ("second-rounds", "trainings", "sanctions/lacking"):
        assert client.get(f"/complaints/{url}/").status_code == status


def test_every_number_of_the_page_is_the_length_of_its_list(
    suggestion, many, look, officer, client
):
    many(5)
    look()
    client.force_login(officer)

    for tile in client.get("/complaints/learning/").context["tiles"]:
        page = client.get(tile.url)
        assert page.status_code == 200
        found = page.context.get("found", page.context["table"].paginator.count)
        assert found == tile.count, tile.label


@pytest.mark.parametrize("folder", ["problems", "rectifications", "sanctions", "calls"])
@pytest.mark.parametrize(
    "asked", ["status=nonsense", "since=x", "q=%00", "sort=no_such", "page=999"]
)
def test_any_question_of_a_list_is_answered(union, officer, client, folder, asked):
    client.force_login(officer)

    assert client.get(f"/complaints/{folder}/?{asked}").status_code == 200


def test_a_list_asks_as_often_for_many_as_for_one(
    many, union, system, now, officer, client, django_assert_max_num_queries
):
    complaint(system, now, record_nature="suggestion")
    client.force_login(officer)
    client.get(SUGGESTIONS)
    with django_assert_max_num_queries(6) as one:
        client.get(SUGGESTIONS)
    for n in range(15):
        made = complaint(system, now, record_nature="suggestion", description=f"第{n}")
        actions.answer_suggestion(made, ANSWER, actor=officer, at=now)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(SUGGESTIONS)


def test_a_case_offers_what_may_be_learnt_from_it(
    suggestion, union, system, now, officer, auditor
):
    case = complaint(system, now)

    assert len(learning_acts(case, officer)) == 3
    assert learning_acts(case, auditor) == []
    assert len(learning_acts(suggestion, auditor)) == 1
    assert learning_listings(case, officer) == []
