"""Duties of units, staff with liaison persons, and the library of law."""

from datetime import date

import pytest
from django.urls import reverse

from consumer_protection.core.models import Unit
from consumer_protection.governance.models import Assignment, LawArticle, UnitDuty
from tests.governance.making import version


@pytest.fixture
def send(client, officer):
    def send(door, *args, **values):
        client.force_login(officer)
        return client.post(reverse(f"governance:{door}", args=args), values)

    return send


@pytest.fixture
def outlet(union):
    return Unit.objects.get(code="MXW10")


def test_the_matrix_shows_each_units_part(client, send, outlet):
    send("duty_new", unit=outlet.pk, duty="投诉处理", part="assist")

    text = client.get(reverse("governance:duty_matrix")).text
    assert "投诉处理" in text and "配合" in text


def test_a_duty_of_a_unit_stands_once(send, outlet):
    for status in (302, 422):
        sent = {"unit": outlet.pk, "duty": "投诉处理", "part": "assist"}
        assert send("duty_new", **sent).status_code == status
    assert UnitDuty.objects.count() == 1


def test_an_outlet_without_a_liaison_is_named_as_a_gap(client, send, outlet):
    sent = {"unit": outlet.pk, "name": "钟鼎", "kind": "liaison"}
    send("assignment_new", from_on="2025-01-01", finance_years=2, **sent)

    rows = client.get(reverse("governance:duty_matrix")).context["liaisons"]
    named = {unit.code: [str(one) for one in people] for unit, people in rows}
    assert named == {"MXW10": ["钟鼎"], "MXW11": []}
    page = client.get(Assignment.objects.get().get_absolute_url())
    assert page.status_code == 200


def test_an_assignment_does_not_end_before_it_starts(send, outlet):
    sent = {"unit": outlet.pk, "name": "钟鼎", "kind": "liaison"}
    wrong = sent | {"from_on": date(2025, 1, 1), "until_on": date(2024, 1, 1)}
    assert send("assignment_new", **wrong).status_code == 422
    assert not Assignment.objects.exists()


def test_an_article_is_linked_to_the_policy_that_carries_it_out(
    client, send, system, now
):
    own = version(system, now)
    sent = {"law": "人民银行令〔2020〕第5号", "article": "第八条", "text": "内控制度"}
    assert send("article_new", policies=[own.policy_id], **sent).status_code == 302
    article = LawArticle.objects.get()
    assert list(article.policies.all()) == [own.policy]
    assert "第八条" in client.get(own.get_absolute_url()).text

    send("article_edit", article.pk, checkpoint="十类制度齐全", **sent)
    article.refresh_from_db()
    assert (article.checkpoint, article.policies.count()) == ("十类制度齐全", 0)
    assert "十类制度齐全" in client.get(article.get_absolute_url()).text


def test_somebody_who_keeps_no_records_enters_nothing(client, manager, outlet):
    client.force_login(manager)
    for door in ("duty_new", "assignment_new", "article_new"):
        assert client.get(reverse(f"governance:{door}")).status_code == 403
