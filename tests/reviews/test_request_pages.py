"""The pages of a request: who may open and send which, and what they refuse."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consumer_protection.core.roles import ROLES
from consumer_protection.core.states import MoveRefused
from reviews import queues
from reviews.doing import checking, launching, materials
from reviews.doing.materials import Paper
from reviews.models import Review, WordingRule
from reviews.wording_actions import checks, exceptions
from tests.hostile import HOSTILE
from tests.reviews.making import check_all, draft, paper, request
from tests.reviews.test_requests import AT, answer, go, say

SUBMITS = {"dept_submitter", "branch_handler", "branch_manager"}
REVIEWS = {"cp_officer", "cp_head", "reviewer"}
SEES = {
    role for role, one in ROLES.items() if one.sees.get("reviews")
}  # fmt: skip


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def people(staff):
    return {
        "asker": staff("dept_submitter", "MXW10"),
        "reviewer": staff("cp_officer"),
        "leader": staff("senior_exec", "MX00"),
        "risk": staff("risk_reviewer", "MX00"),
    }


@pytest.fixture
def asked(people):
    return request(people["asker"], AT)


@pytest.fixture
def taken(asked, people):
    go(asked, "take", people["reviewer"])
    return asked


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def page(client, person, name, *args, **asked):
    client.force_login(person)
    return client.get(url(name, *args), asked)


def send(client, person, data, name, *args):
    client.force_login(person)
    return client.post(url(name, *args), data)


def form(**more):
    told = {
        "uid": uuid4(),
        "kind": "marketing",
        "trigger": "new",
        "origin": "own",
        "title": "存款海报",
        "customers": "存量客户",
    }
    return told | more


def file(upload):
    return SimpleUploadedFile(upload.name, upload.content)


# Page → who may open it.
TABLE = {
    "review_new": SUBMITS,
    "handbook": SEES,
    "statistics": SEES,
    "review_edit": SUBMITS,
    "material_add": SUBMITS,
    "checklist": SEES,
    "opinion_new": REVIEWS,
    "risk_judge": {"risk_reviewer"},
    "release_add": SUBMITS,
    "launchcheck_list": SEES,
}
OF_ONE = set(TABLE) - {"review_new", "handbook", "statistics", "launchcheck_list"}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_exactly_the_pages_of_the_table(role, client, staff, asked):
    somebody = staff(role, "MXW10") if role != "dept_submitter" else asked.requested_by
    client.force_login(somebody)
    Review.objects.update(status="returned")
    found = {
        name: client.get(url(name, *([asked.pk] if name in OF_ONE else []))).status_code
        for name in TABLE
    }

    assert found == {
        name: 200 if role in may and role in SEES else 403
        for name, may in TABLE.items()
    }


@pytest.mark.parametrize("role", sorted(SEES))
@pytest.mark.parametrize("move", ["submit", "take", "opine", "answer", "conclude"])
def test_each_role_is_offered_its_moves_alone(role, move, client, staff, asked):
    somebody = staff(role, "MXW10") if role != "dept_submitter" else asked.requested_by
    may = SUBMITS if move in ("submit", "answer") else REVIEWS

    status = page(client, somebody, "review_move", asked.pk, move).status_code
    assert status == (200 if role in may else 404)


def test_a_request_is_submitted_with_its_material(client, people):
    data = form(unit=people["asker"].unit_id, material=file(paper("利率1.5%")))
    response = send(client, people["asker"], data, "review_new")

    found = Review.objects.get()
    assert response.url == found.get_absolute_url()
    assert (found.status, found.materials.get().text) == ("submitted", "利率1.5%")


def test_the_same_form_sent_twice_is_one_request(client, people):
    data = form(unit=people["asker"].unit_id, draft="1")
    for _time in range(2):
        send(client, people["asker"], data, "review_new")

    assert Review.objects.get().status == "draft"


@pytest.mark.parametrize(
    "upload",
    [("a.docm", b"PK\x03\x04"), ("a.docx", b"no zip"), ("a.exe", b"MZ")],
)
def test_a_refused_file_leaves_no_half_request(client, people, upload):
    data = form(unit=people["asker"].unit_id)
    data["material"] = SimpleUploadedFile(*upload)

    assert send(client, people["asker"], data, "review_new").status_code == 422
    assert not Review.objects.exists()


def test_nothing_is_submitted_without_material(client, people):
    data = form(unit=people["asker"].unit_id)

    assert send(client, people["asker"], data, "review_new").status_code == 422
    assert not Review.objects.exists()


def test_another_unit_is_not_offered(client, people):
    data = form(unit=people["reviewer"].unit_id, draft="1")

    assert send(client, people["asker"], data, "review_new").status_code == 422


def test_a_submitter_who_reviews_is_refused_on_the_page(client, asked, people):
    people["asker"].grants.create(role="reviewer")
    response = send(client, people["asker"], {}, "review_move", asked.pk, "take")

    assert response.status_code == 422
    assert "审查" in response.text
    assert Review.objects.get().status == "submitted"


def test_launch_before_conclusion_is_refused_on_the_page(client, asked, people):
    data = {"launched_on": "2025-01-06"}
    response = send(client, people["asker"], data, "review_move", asked.pk, "launch")

    assert response.status_code == 422
    assert Review.objects.get().launched_on is None


def test_conclusion_over_open_points_is_refused_with_its_reason(client, taken, people):
    data = {"conclusion": "pass"}
    response = send(
        client, people["reviewer"], data, "review_move", taken.pk, "conclude"
    )

    assert response.status_code == 422
    count = len(checking.asked_of(taken))
    assert f"{count}" in response.text
    assert Review.objects.get().conclusion == ""


def test_the_checklist_is_filled_in_on_its_page(client, taken, people):
    data = {"verdict-C1.1": "no", "comment-C1.1": " "}
    assert (
        send(client, people["reviewer"], data, "checklist", taken.pk).status_code == 422
    )
    data = {"verdict-C1.1": "no", "comment-C1.1": "缺全称", "verdict-C3.2": "yes"}
    send(client, people["reviewer"], data, "checklist", taken.pk)

    told = dict(taken.check_items.values_list("checkpoint__code", "verdict"))
    assert told == {"C1.1": "no", "C3.2": "yes"}
    assert "缺全称" in page(client, people["asker"], "review_detail", taken.pk).text


def test_nobody_else_fills_it_in(client, taken, people):
    send(client, people["asker"], {"verdict-C1.1": "yes"}, "checklist", taken.pk)

    assert not taken.check_items.exists()


def test_the_page_shows_the_way_clock_materials_and_opinions(client, taken, people):
    opinion = say(taken, people["reviewer"], must_change=True)
    go(taken, "opine", people["reviewer"])
    answer(opinion, people["asker"], "not_adopted", "版面不足")
    text = page(client, people["leader"], "review_detail", taken.pk).text

    for words in ("补充风险提示", "版面不足", "2025-01-13", "第1版", "须修改"):
        assert words in text
    assert url("opinion_decide", opinion.pk) in text
    assert url("opinion_answer", opinion.pk) not in text


def test_the_leader_decides_on_the_page(client, taken, people):
    opinion = say(taken, people["reviewer"])
    go(taken, "opine", people["reviewer"])
    answer(opinion, people["asker"], "not_adopted", "版面不足")
    data = {"decision": "upheld", "reason": "须提示"}
    assert (
        send(client, people["reviewer"], data, "opinion_decide", opinion.pk).status_code
        == 403
    )
    send(client, people["leader"], data, "opinion_decide", opinion.pk)

    opinion.refresh_from_db()
    assert (opinion.decision, opinion.decided_by) == ("upheld", people["leader"])


def test_versions_are_compared_side_by_side_and_escaped(client, asked, people):
    go(asked, "take", people["reviewer"])
    go(asked, "return", people["reviewer"])
    evil = "<script>alert(1)</script>"
    second = materials.add_material(
        asked, Paper(paper("存款利率1.4%", evil), "海报"), actor=people["asker"], at=AT
    )
    text = page(client, people["reviewer"], "material_compare", second.pk).text

    assert "<del>存款利率1.5%</del>" in text
    assert "<ins>存款利率1.4%</ins>" in text
    assert evil not in text
    assert "&lt;script&gt;" in text


def test_an_unreadable_file_says_so(client, asked, people):
    go(asked, "take", people["reviewer"])
    go(asked, "return", people["reviewer"])
    plain = paper("x", name="空.docx")
    empty = type(plain)("图.docx", paper().content)
    second = materials.add_material(
        asked, Paper(empty, "海报"), actor=people["asker"], at=AT
    )

    assert (
        "读不出" in page(client, people["reviewer"], "material_compare", second.pk).text
    )


@pytest.mark.parametrize("hostile", HOSTILE[::9])
def test_hostile_words_stand_as_words(client, people, hostile):
    data = form(unit=people["asker"].unit_id, draft="1", title=f"甲{hostile}")
    send(client, people["asker"], data, "review_new")
    for found in Review.objects.all():
        text = page(client, people["asker"], "review_detail", found.pk).text
        assert "<b>x</b>" not in text
        assert "14" not in found.title or "{{" in found.title


def test_queues_hold_what_waits_for_whom(client, people, asked):
    counts = {name: queues.counts(user, AT.date()) for name, user in people.items()}
    assert counts["reviewer"]["review"] == 1
    assert counts["asker"]["mine"] == 0
    go(asked, "take", people["reviewer"])
    opinion = say(asked, people["reviewer"])
    go(asked, "opine", people["reviewer"])
    assert queues.counts(people["asker"], AT.date())["mine"] == 1
    answer(opinion, people["asker"], "not_adopted", "版面")
    assert queues.counts(people["leader"], AT.date())["decide"] == 1
    late = AT.date() + timedelta(days=60)
    assert queues.counts(people["reviewer"], late)["overdue"] == 1
    for code in queues.QUEUES:
        response = page(client, people["reviewer"], "review_list", queue=code)
        assert response.status_code == 200


@pytest.fixture
def passed(taken, people):
    check_all(taken, people["reviewer"], AT)
    go(taken, "conclude", people["reviewer"], conclusion="pass")
    return taken


def test_the_letter_is_given_out_in_both_forms_after_the_conclusion(
    client, passed, people
):
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        response = page(client, people["asker"], "review_letter", passed.pk, kind)
        assert response.content.startswith(start)
    assert (
        page(client, people["asker"], "review_letter", passed.pk, "xls").status_code
        == 404
    )


def test_no_letter_before_the_conclusion(client, taken, people):
    assert (
        page(client, people["asker"], "review_letter", taken.pk, "pdf").status_code
        == 404
    )


def test_a_released_file_that_differs_is_shown_and_explained(client, passed, people):
    data = {"material": passed.materials.get().pk, "file": file(paper("存款利率1.6%"))}
    send(client, people["asker"], data, "release_add", passed.pk)
    shown = page(client, people["asker"], "release_confirm", passed.pk)
    assert "<ins>存款利率1.6%</ins>" in shown.text
    send(
        client,
        people["asker"],
        {"reason": "利率下调前印制"},
        "release_confirm",
        passed.pk,
    )
    data = {"launched_on": "2025-01-06"}
    send(client, people["asker"], data, "review_move", passed.pk, "launch")

    assert Review.objects.get().status == "launched"


def test_checks_are_listed_and_completed(client, passed, people):
    upload = paper("存款利率1.5%", "投诉电话96336")
    launching.keep_release(
        passed, passed.materials.get(), upload, actor=people["asker"], at=AT
    )
    go(passed, "launch", people["asker"], launched_on=AT.date())
    first = passed.launch_checks.get(kind="first")
    assert passed.number in page(client, people["reviewer"], "launchcheck_list").text
    data = {"note": "网点现场查看", "issue": "利率未更新"}
    send(client, people["reviewer"], data, "check_complete", first.pk)
    text = page(client, people["reviewer"], "launchcheck_detail", first.pk).text

    assert "利率未更新" in text
    assert url("check_complete", first.pk) not in text


def test_the_handbook_lists_every_checkpoint_in_force(client, people):
    text = page(client, people["asker"], "handbook").text

    assert "C5.4" in text
    assert "C15.1" not in text
    with time_machine.travel("2026-08-02", tick=False):
        assert "C15.1" in page(client, people["asker"], "handbook").text


def test_a_draft_is_not_there_for_others(client, people):
    found = draft(people["asker"], AT)

    assert (
        page(client, people["reviewer"], "review_detail", found.pk).status_code == 404
    )
    assert found.number not in page(client, people["reviewer"], "review_list").text
    assert page(client, people["asker"], "review_detail", found.pk).status_code == 200


def test_pages_of_one_take_few_queries(
    client, taken, people, django_assert_max_num_queries
):
    for number in range(8):
        say(taken, people["reviewer"], f"意见{number}")
    client.force_login(people["reviewer"])
    with django_assert_max_num_queries(40):
        assert client.get(taken.get_absolute_url()).status_code == 200


def test_the_table_by_kind_and_month_opens_what_it_counts(client, add, people, passed):
    add()
    add(kind="marketing")
    add(conclusion="withdrawn")
    shown = page(client, people["reviewer"], "statistics", year="2024")
    lines = {one.label: one for one in shown.context["lines"]}

    assert lines["合同协议"].cells[2].number == 1
    assert (lines["营销宣传"].whole.number, shown.context["foot"].whole.number) == (
        1,
        2,
    )
    listed = client.get(lines["合同协议"].cells[2].url)
    assert listed.context["found"] == 1
    now = page(client, people["reviewer"], "statistics")
    assert now.context["foot"].cells[0].number == 1


@pytest.mark.parametrize("year", ["0", "abc", "20245", "２０２４", "2024Q1", "3000"])
def test_there_is_no_such_year(client, people, year):
    assert page(client, people["reviewer"], "statistics", year=year).status_code == 404


def test_the_wording_of_a_material_is_checked_from_the_reviews_page(
    client, taken, people
):
    own = taken.materials.get()
    door = url("wording_of_material", own.pk)
    body = page(client, people["reviewer"], "review_detail", taken.pk).content.decode()
    assert door in body

    answer = client.post(door)
    check = taken.wording_checks.get()
    assert answer["Location"] == check.get_absolute_url()
    assert (check.material_sha256, check.status) == (own.sha256, "done")
    body = page(client, people["reviewer"], "review_detail", taken.pk).content.decode()
    assert check.get_absolute_url() in body
    assert door not in body


@pytest.fixture
def forbidden(people):
    """A poster with a forbidden word, checked for its wording and by its list."""
    found = draft(people["asker"], AT)
    poster = materials.Paper(paper("本存款保本保息，绝对安全", "投诉电话96336"), "海报")
    own = materials.add_material(found, poster, actor=people["asker"], at=AT)
    go(found, "submit", people["asker"])
    go(found, "take", people["reviewer"])
    check_all(found, people["reviewer"], AT)
    check = checks.ask_of_material(own, actor=people["reviewer"], at=AT)
    assert checks.check_now(check, at=AT)
    return found


def conclude(review, person, conclusion="pass"):
    told = {"conclusion": conclusion, "concluded_on": AT.date()}
    go(review, "conclude", person, **told)


def test_over_forbidden_words_nothing_passes_but_may_be_rejected(forbidden, people):
    with pytest.raises(MoveRefused, match="海报.*保本保息"):
        conclude(forbidden, people["reviewer"])
    forbidden.refresh_from_db()

    conclude(forbidden, people["reviewer"], "reject")


def test_a_word_somebody_else_allowed_stands_in_no_way(forbidden, people, staff):
    check = forbidden.wording_checks.get()
    for number, hit in enumerate(check.result["hits"]):
        if hit["severity"] == "block":
            told = (check, f"h{number}", "引用原文")
            asked = exceptions.ask_exception(*told, actor=people["reviewer"], at=AT)
            with pytest.raises(MoveRefused):
                conclude(forbidden, people["reviewer"])
            forbidden.refresh_from_db()
            head = staff("cp_head")
            exceptions.decide_exception(asked, "approve", "", actor=head, at=AT)

    conclude(forbidden, people["reviewer"])


def test_only_the_newest_version_of_a_material_counts(forbidden, people):
    Review.objects.filter(pk=forbidden.pk).update(status="returned")
    forbidden.refresh_from_db()
    poster = materials.Paper(paper("存款利率1.5%", "投诉电话96336"), "海报")
    materials.add_material(forbidden, poster, actor=people["asker"], at=AT)
    Review.objects.filter(pk=forbidden.pk).update(status="in_review")
    forbidden.refresh_from_db()

    conclude(forbidden, people["reviewer"])


def test_the_handbook_lists_the_wording_rules_in_force(client, people):
    text = page(client, people["asker"], "handbook").text
    rules = WordingRule.objects.in_force(AT.date())

    assert rules
    assert all(one.get_absolute_url() in text for one in rules)


def test_a_foreign_material_is_not_checked(client, taken, staff):
    client.force_login(staff("dept_submitter", "MXW11"))
    own = taken.materials.get()

    assert client.post(url("wording_of_material", own.pk)).status_code == 404
    assert not taken.wording_checks.exists()
