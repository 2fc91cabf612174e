"""The wording check through its pages."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from consumer_protection.core import trail
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import parse_period
from reviews import tasks
from reviews.models import WordingCheck, WordingException, WordingRule
from reviews.wording_actions import checks
from reviews.wording_figures import WORDING_HITS
from tests.reviews.making_texts import docx_bytes, locked_pdf

BAD = "稳赚不赔的理财，<script>alert(1)</script>国家级品牌！"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def submitter(staff):
    return staff("dept_submitter", "MXW10")


@pytest.fixture
def reviewer(staff):
    return staff("reviewer")


def send(client, user, **values):
    client.force_login(user)
    known = {"text": "", "kind": "", "medium": "", "unit": user.unit_id, **values}
    return client.post(reverse("reviews:wording"), known)


def checked(client, user, **values):
    answer = send(client, user, **values)
    assert answer.status_code == 302, answer.context["form"].errors
    return WordingCheck.objects.latest("pk")


def test_a_pasted_text_is_checked_and_kept(client, officer):
    own = checked(client, officer, text=BAD, kind="wealth", medium="poster")
    page = client.get(own.get_absolute_url()).content.decode()

    assert own.status == "done"
    assert own.block_count == 2
    assert own.omission_count >= 3
    assert own.text_sha256 and own.rules_version
    assert '<mark class="wording-block"' in page
    assert "稳赚不赔<a" in page
    assert "<script>alert" not in page
    assert "广告法" in page
    assert [one.action for one in trail.moves_of(own)] == [
        "reviews.wordingcheck.asked",
        "reviews.wordingcheck.finish",
    ]


def test_a_file_is_checked(client, officer):
    file = SimpleUploadedFile("广告.docx", docx_bytes("本理财保本保息"))
    own = checked(client, officer, file=file)

    assert (own.status, own.title, own.block_count) == ("done", "广告.docx", 1)


def test_a_file_that_cannot_be_read_says_why(client, officer):
    file = SimpleUploadedFile("合同.pdf", locked_pdf("<p>保本</p>"))
    own = checked(client, officer, file=file)
    page = client.get(own.get_absolute_url()).content.decode()

    assert own.status == "unreadable"
    assert own.failure in page


@pytest.mark.parametrize("name", ["a.docm", "a.exe", "a"])
def test_a_file_of_another_kind_is_refused_on_the_form(client, officer, name):
    answer = send(client, officer, file=SimpleUploadedFile(name, b"x"))

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not WordingCheck.objects.exists()


def test_either_a_text_or_a_file(client, officer):
    both = send(client, officer, text="文字", file=SimpleUploadedFile("a.txt", b"x"))

    assert both.status_code == send(client, officer).status_code == 422


def test_what_cannot_be_kept_of_a_text_does_no_harm(client, officer):
    own = checked(client, officer, text="保\x01本\ufffe理财\u202e")

    assert own.status == "done"
    assert client.get(own.get_absolute_url()).status_code == 200


def test_a_long_text_is_checked_by_a_worker_with_progress(client, officer):
    long = "借款人应按期归还本息。" * 9000 + "本行保证收益。"
    own = checked(client, officer, text=long, kind="contract")
    page = client.get(own.get_absolute_url()).content.decode()
    assert own.status == "waiting"
    assert 'hx-trigger="every 1s"' in page

    tasks.work_on_check(check_id=own.pk)

    own.refresh_from_db()
    assert (own.status, own.block_count, own.progress) == ("done", 1, 100)
    shown = client.get(own.get_absolute_url()).content.decode()
    assert "保证收益" in shown
    assert len(shown) < 60_000


def test_a_worker_takes_a_check_once(officer, now):
    own = checks.ask(checks.Asked("保本".encode(), officer.unit), actor=officer, at=now)

    assert checks.claim(own.pk, at=now)
    assert checks.claim(own.pk, at=now) is None


def test_the_same_again_by_todays_rules(client, officer):
    own = checked(client, officer, text=BAD)
    WordingRule.objects.filter(code="guarantee.return").update(
        valid_to=date(2020, 1, 2)
    )

    client.post(reverse("reviews:wording_again", args=[own.pk]))

    again = WordingCheck.objects.latest("pk")
    assert again.pk != own.pk
    assert again.block_count == own.block_count - 1
    assert again.rules_version != own.rules_version


def test_other_units_see_nothing_of_it(client, officer, submitter, staff):
    own = checked(client, officer, text=BAD, unit=Unit.objects.get(code="MXW11").pk)
    client.force_login(submitter)

    assert client.get(own.get_absolute_url()).status_code == 404
    assert own.title not in client.get(reverse("reviews:wording")).content.decode()
    except_url = reverse("reviews:wording_except", args=[own.pk])
    assert client.post(except_url, {"place": "h0", "reason": "x"}).status_code == 404


def test_nobody_checks_for_a_unit_that_is_not_theirs(client, submitter):
    other = Unit.objects.get(code="MXW11").pk

    assert send(client, submitter, text="文字", unit=other).status_code == 422


def test_boards_have_no_wording_check(client, board_member):
    client.force_login(board_member)

    assert client.get(reverse("reviews:wording")).status_code == 403


def test_an_exception_is_decided_by_somebody_else(client, submitter, reviewer):
    own = checked(client, submitter, text=BAD)
    place = {"place": "h0", "reason": "引用客户原话"}
    client.post(reverse("reviews:wording_except", args=[own.pk]), place)
    made = WordingException.objects.get()
    approve = reverse("reviews:wording_decide", args=[made.pk, "approve"])

    client.post(approve)
    made.refresh_from_db()
    assert made.status == "asked"

    client.force_login(reviewer)
    client.post(approve)
    made.refresh_from_db()
    assert (made.status, made.decided_by) == ("approved", reviewer)
    assert [one.action.rpartition(".")[2] for one in trail.moves_of(own)][-2:] == [
        "exception_asked",
        "exception_approved",
    ]


def test_who_asks_does_not_decide(client, reviewer):
    own = checked(client, reviewer, text=BAD)
    place = {"place": "h0", "reason": "引用"}
    client.post(reverse("reviews:wording_except", args=[own.pk]), place)
    made = WordingException.objects.get()

    client.post(reverse("reviews:wording_decide", args=[made.pk, "approve"]))

    made.refresh_from_db()
    assert made.status == "asked"


@pytest.mark.parametrize(
    "sent",
    [
        {"place": "h99", "reason": "x"},
        {"place": "x0", "reason": "x"},
        {"place": "h", "reason": "x"},
        {"place": "h0", "reason": " "},
        {},
    ],
)
def test_an_exception_of_nothing_is_refused(client, officer, sent):
    own = checked(client, officer, text=BAD)

    answer = client.post(reverse("reviews:wording_except", args=[own.pk]), sent)

    assert answer.status_code == 302
    assert not WordingException.objects.exists()


def test_hits_are_counted_by_the_day_of_the_check(client, officer):
    own = checked(client, officer, text=BAD)
    checked(client, officer, text="存款利率表")
    today = own.checked_on
    period = parse_period(str(today.year), as_of=today)

    assert WORDING_HITS.fact(officer, period).value == own.hit_count
    page = client.get(
        reverse("reviews:wordingcheck_list"),
        {"figure": WORDING_HITS.code, "period": str(today.year)},
    )
    assert re.search("1 ?(条|records)", page.content.decode())


def test_the_rules_are_tried_without_keeping(client, officer):
    client.force_login(officer)
    page = client.post(reverse("reviews:wording_try"), {"text": BAD})

    assert "稳赚不赔" in page.content.decode()
    assert not WordingCheck.objects.exists()


FORM = {
    "code": "absolute.own",
    "title": "本县用语",
    "wording_class": "absolute",
    "severity": "warn",
    "words": "明溪头牌",
    "reason": "不实",
    "law": "广告法",
    "article": "第九条",
    "suggestion": "删去",
    "positive": "明溪头牌银行",
    "negative": "明溪县概况",
}


def rule_form(**values):
    today = timezone.localdate().isoformat()
    return {**FORM, "valid_from": today, **values}


def test_a_new_rule_holds_at_once(client, officer):
    client.force_login(officer)

    answer = client.post(reverse("reviews:wordingrule_add"), rule_form())

    assert answer.status_code == 302
    assert checked(client, officer, text="明 溪 头 牌").hit_count == 1


@pytest.mark.parametrize(
    "values",
    [
        {"patterns": "(保+)+本"},
        {"negative": "明溪头牌"},
        {"positive": "别的"},
        {"positive": ""},
        {"words": ""},
        {"code": "Bad Code"},
        {"code": "absolute.best"},
        {"wording_class": "none"},
        {"valid_from": "2020-01-01", "code": "absolute.best"},
    ],
)
def test_an_unfit_rule_is_refused_on_save(client, officer, values):
    client.force_login(officer)
    count = WordingRule.objects.count()

    answer = client.post(reverse("reviews:wordingrule_add"), rule_form(**values))

    assert answer.status_code == 422
    assert WordingRule.objects.count() == count


def test_a_changed_rule_is_a_new_version(client, officer):
    rule = WordingRule.objects.get(code="absolute.named")
    client.force_login(officer)
    page = client.get(reverse("reviews:wordingrule_edit", args=[rule.pk]))
    assert page.status_code == 200
    sent = rule_form(
        words="国家级\n宇宙级",
        positive="宇宙级服务",
        negative="国家战略",
        code="other.code",
    )

    answer = client.post(reverse("reviews:wordingrule_edit", args=[rule.pk]), sent)

    rule.refresh_from_db()
    new = WordingRule.objects.get(code="absolute.named", version=2)
    assert answer.url == new.get_absolute_url()
    assert rule.valid_to == new.valid_from
    assert rule.words == ["国家级", "最高级", "最佳"]
    again = client.post(reverse("reviews:wordingrule_edit", args=[rule.pk]), sent)
    assert again.status_code == 422


def test_an_ended_rule_holds_no_more(client, officer):
    rule = WordingRule.objects.get(code="absolute.named")
    client.force_login(officer)

    client.post(
        reverse("reviews:wordingrule_end", args=[rule.pk]),
        {"valid_to": timezone.localdate().isoformat()},
    )

    assert checked(client, officer, text="国家级服务").hit_count == 0


def test_a_branch_reads_rules_and_does_not_write_them(client, manager):
    client.force_login(manager)
    rule = WordingRule.objects.first()

    assert client.get(reverse("reviews:wordingrule_list")).status_code == 200
    assert client.get(rule.get_absolute_url()).status_code == 200
    assert client.get(reverse("reviews:wordingrule_add")).status_code == 403
    edit = reverse("reviews:wordingrule_edit", args=[rule.pk])
    assert client.post(edit, rule_form()).status_code == 403


def test_lists_ask_few_queries(client, officer, django_assert_max_num_queries):
    for _ in range(3):
        checked(client, officer, text=BAD)
    with django_assert_max_num_queries(14):
        assert client.get(reverse("reviews:wordingcheck_list")).status_code == 200
    with django_assert_max_num_queries(14):
        assert client.get(reverse("reviews:wordingrule_list")).status_code == 200
