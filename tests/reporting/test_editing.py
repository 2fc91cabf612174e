"""Texts of sections written by people, frozen reports, and files verified."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from complaints.models import Complaint
from consumer_protection.core import accounts, files, trail
from consumer_protection.core.models import Institution, Unit, User
from reporting import actions, editing, freezing
from reporting.models import ReportRun, SectionText
from reporting.reports.frozen import Frozen, content_hash
from reporting.reports.rebuilt import differences
from tests.reporting.conftest import AT

SECTION = "complaints.overview"
TEXT = (
    "全年受理{complaints.received}件，其中信访{complaints.received.by_source:信访}件。"
)


def build(period="2024", at=AT):
    """A run built to its end by the system account."""
    system = User.objects.system()
    root = Institution.objects.get().unit
    asked = actions.request_report(
        "annual_work", period, root=root, actor=system, at=at
    )
    run = actions.claim(asked.pk, at=at)
    settings = actions.Settings(is_demo=True)
    return actions.build(run, clock=lambda: at, settings=settings)


@pytest.fixture(scope="module")
def first_build(year, django_db_blocker):
    with django_db_blocker.unblock():
        system = User.objects.system()
        for number, role in (("head", "cp_head"), ("exec", "senior_exec")):
            unit = Unit.objects.get(code="MXB02")
            accounts.add_user(
                number, name="陈志远", unit=unit, roles=[role], actor=system, at=AT
            )
        yield build().pk


@pytest.fixture
def run(first_build, db):
    return ReportRun.objects.get(pk=first_build)


@pytest.fixture
def section(run):
    """A section with text and figures."""
    sections = Frozen.from_json(run.frozen).sections
    return next(one.code for one in sections if "⟦complaints.received⟧" in one.text)


@pytest.fixture
def officer(client, person):
    client.force_login(person("officer"))
    return client


def door(run, name, section):
    return reverse(f"reporting:section_{name}", args=[run.pk, section])


def save(client, run, section, text, version=0):
    return client.post(door(run, "edit", section), {"text": text, "version": version})


def later(days=1):
    return AT.replace(day=AT.day + days)


def test_a_saved_text_stands_in_the_next_build_with_live_figures(officer, run, section):
    response = save(officer, run, section, TEXT.replace("信访", "省级热线"))
    assert response.status_code == 422
    text = "今年受理{complaints.received}件，较上年{{不计}}。\r\n\r\n另起一段 "

    assert save(officer, run, section, text).status_code == 302
    again = build(at=later())

    data = json.loads(
        files.path_of(again.files.get(name__endswith=".json").stored_as).read_bytes()
    )
    told = next(one for one in data["sections"] if one["code"] == section)
    assert told["text"] == "今年受理17件，较上年{不计}。\n另起一段"
    assert told["edited"] is True
    assert [one for one in data["sections"] if "edited" in one] == [told]
    assert data["content_sha256"] != run.content_sha256


def test_a_figure_changed_since_changes_in_the_text_of_the_next_build(
    officer, run, section
):
    save(officer, run, section, "今年受理{complaints.received}件。")
    gone = Complaint.objects.filter(received_on__year=2024).first()
    gone.received_on = gone.received_on.replace(year=2022)
    trail.acting_as(User.objects.system())
    gone.save(update_fields=["received_on"])

    frozen = Frozen.from_json(build(at=later()).frozen)

    texts = {one["code"]: one["text"] for one in frozen.content()["sections"]}
    assert texts[section] == "今年受理16件。"


def test_parts_are_named_by_key_or_by_label(officer, run, section):
    save(officer, run, section, TEXT.replace("信访", "petition"))
    by_key = SectionText.objects.get().text
    label = Frozen.from_json(run.frozen).facts["complaints.received.by_source"].labels

    key, name = next(iter(label.items()))
    save(officer, run, section, TEXT.replace("信访", name), version=1)

    assert "⟦complaints.received.by_source:petition⟧" in by_key
    assert f":{key}⟧" in SectionText.objects.order_by("-version").first().text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("受理{complaints.recieved}件", "{complaints.received}"),
        ("受理{受理投诉}件", "{complaints."),
        ("受理{complaints.received@year}件", "change"),
        ("受理{complaints.received:营业部}件", "没有"),
        ("受理{complaints.received.by_source:天}件", "相近"),
        ("受理{complaints.received", "没有闭合"),
        ("受理}件", "没有左花括号"),
        ("受理{}件", "没有这个指标"),
        ("  \n ", "请填写"),
        ("坏\x00字", "U+0000"),
        ("坏\ufffe字", "U+FFFE"),
        ("字" * 20_001, "20000"),
    ],
)
def test_a_wrong_text_is_refused_in_words_and_kept_in_the_field(
    officer, run, section, typed, told
):
    response = save(officer, run, section, typed)

    assert response.status_code == 422
    assert any(told in problem for problem in response.context["problems"])
    assert response.context["text"] == typed
    assert not SectionText.objects.exists()


def test_brackets_of_places_and_markup_typed_by_hand_are_text(officer, run, section):
    save(officer, run, section, "⟦complaints.received⟧<b>{complaints.received}</b>")

    page = officer.post(
        door(run, "preview", section), {"text": "⟦x⟧<b>{complaints.received}</b>"}
    ).content.decode()
    assert SectionText.objects.get().text == (
        "〔complaints.received〕<b>⟦complaints.received⟧</b>"
    )
    assert "〔x〕&lt;b&gt;<a" in page
    assert ">17</a>" in page


def test_the_preview_says_what_is_wrong_and_saves_nothing(officer, run, section):
    page = officer.post(door(run, "preview", section), {"text": "{complaints.x}件"})

    assert "complaints.x" in page.content.decode()
    assert page.context["problems"]
    assert not SectionText.objects.exists()


def test_every_figure_and_counted_part_is_offered_and_taken(officer, run, section):
    offers = officer.get(door(run, "edit", section)).context["offers"]
    typed = [one["typed"] for one in offers]
    frozen = Frozen.from_json(run.frozen)

    text = "\n".join(typed)
    page = officer.post(door(run, "preview", section), {"text": text})

    assert {f"{{{code}}}" for code in frozen.facts} <= set(typed)
    assert page.context["problems"] == ()
    assert len(page.context["paragraphs"]) == len(typed)


def test_a_stale_text_is_refused_shown_beside_and_may_then_be_saved(
    officer, run, section
):
    save(officer, run, section, "第一稿")

    stale = save(officer, run, section, "第二稿")
    assert stale.status_code == 409
    assert (stale.context["text"], stale.context["stale_text"]) == ("第二稿", "第一稿")
    assert stale.context["version"] == 1

    assert save(officer, run, section, "第二稿", version=1).status_code == 302
    assert [one.text for one in SectionText.objects.all()] == ["第二稿", "第一稿"]


def test_back_to_the_proposed_text(officer, run, section):
    save(officer, run, section, "第一稿")

    response = officer.post(door(run, "proposed", section), {"version": 1})
    again = build(at=later())

    assert response.status_code == 302
    assert again.content_sha256 == run.content_sha256
    assert "edited" not in str(Frozen.from_json(again.frozen).content())
    page = officer.get(door(run, "edit", section) + "?version=1")
    assert page.context["text"] == "第一稿"
    assert not page.context["is_own"]


def test_a_stale_way_back_changes_nothing(officer, run, section):
    save(officer, run, section, "第一稿")

    officer.post(door(run, "proposed", section), {"version": 0})

    assert SectionText.objects.count() == 1


def test_each_version_leaves_its_trail(officer, run, section, person):
    save(officer, run, section, "第一稿")
    text = SectionText.objects.get()

    moves = [(one.action, one.actor) for one in trail.moves_of(text)]
    assert moves == [("reporting.sectiontext.changed", person("officer"))]


def test_texts_are_only_ever_added_to(officer, run, section):
    save(officer, run, section, "第一稿")
    trail.acting_as(User.objects.system())
    for change in (
        lambda: SectionText.objects.update(text="x"),
        lambda: SectionText.objects.all().delete(),
    ):
        with (
            pytest.raises(DatabaseError, match="only ever added"),
            transaction.atomic(),
        ):
            change()


def test_a_figure_that_is_no_more_makes_a_draft_and_is_named(run, section, person):
    spot = editing.Spot.of(run, section)
    gone = "受理⟦complaints.gone⟧件"
    editing.save_text(spot, gone, version=0, actor=person("officer"), at=AT)

    again = build(at=later())

    frozen = Frozen.from_json(again.frozen)
    assert [one.code for one in frozen.failed] == ["text.figures"]
    assert "受理{complaints.gone}件" in str(frozen.content())
    assert again.why_not_freeze() == "有校验未通过：草稿不能定稿。"


@pytest.mark.parametrize(
    ("number", "may"),
    [("officer", True), ("head", True), ("board", False), ("exec", False)],
)
def test_who_may_write_texts(client, person, run, section, number, may):
    client.force_login(person(number))

    status = save(client, run, section, "第一稿").status_code

    assert status == (302 if may else 403)
    assert SectionText.objects.exists() == may


@pytest.mark.parametrize(
    ("number", "may"),
    [("officer", False), ("head", True), ("board", False), ("exec", True)],
)
def test_who_may_freeze(client, person, run, number, may):
    client.force_login(person(number))

    client.post(reverse("reporting:run_freeze", args=[run.pk]))

    run.refresh_from_db()
    assert run.status == ("frozen" if may else "built")


def freeze(run, person, at=AT):
    freezing.freeze_report(run, actor=person("head"), at=at)


def test_a_frozen_report_is_neither_written_nor_built_again(
    officer, run, section, person, tmp_path
):
    freeze(run, person)

    assert save(officer, run, section, "第一稿").status_code == 302
    officer.post(
        reverse("reporting:run_add"), {"kind": "annual_work", "period": "2024"}
    )
    with pytest.raises(CommandError, match="已定稿"):
        call_command("build_report", "annual_work", period="2024", out=tmp_path)

    assert not SectionText.objects.exists()
    assert ReportRun.objects.count() == 1
    page = officer.get(run.get_absolute_url())
    assert not page.context["may_edit"]
    assert not page.context["may_build"]


def test_the_database_keeps_a_frozen_report_whoever_writes(run, section, person):
    freeze(run, person)
    trail.acting_as(person("head"))
    text = SectionText(
        root=run.root, kind=run.kind, period=run.period, section=section,
        version=1, text="x", saved_by=person("head"), saved_at=AT,
    )  # fmt: skip
    for change in (
        text.save,
        lambda: ReportRun.objects.update(content_sha256="0" * 64),
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            change()


def test_freezing_keeps_the_hashes_in_the_trail_and_reopening_asks_why(
    client, person, run
):
    freeze(run, person)
    told = trail.moves_of(run).last().changes
    assert told["content_sha256"] == run.content_sha256
    assert told["files"] == {one.name: one.sha256 for one in run.files.all()}

    client.force_login(person("head"))
    client.post(reverse("reporting:run_reopen", args=[run.pk]), {"note": " "})
    run.refresh_from_db()
    assert run.status == "frozen"
    client.post(reverse("reporting:run_reopen", args=[run.pk]), {"note": "数据补登"})
    run.refresh_from_db()
    assert run.status == "built"
    assert trail.moves_of(run).last().note == "数据补登"


def test_only_the_newest_build_with_the_newest_texts_is_frozen(
    officer, run, section, person
):
    save(officer, run, section, "第一稿")
    assert run.why_not_freeze() == "本版生成后文字有修改：请先重新生成。"

    again = build(at=later())

    assert "更新的版本" in run.why_not_freeze()
    assert again.why_not_freeze() == ""
    freeze(again, person)
    assert "另一版本" in run.why_not_freeze()


def test_what_changed_between_builds_is_told(officer, run, section):
    changed = Complaint.objects.filter(received_on__year=2024).first()
    changed.received_on = changed.received_on.replace(year=2022)
    trail.acting_as(User.objects.system())
    changed.save(update_fields=["received_on"])
    save(officer, run, section, "第一稿")
    again = build(at=later())

    page = officer.get(reverse("reporting:run_changes", args=[again.pk]))

    found = page.context["found"]
    received = next(one for one in found.figures if one.code == "complaints.received")
    assert (received.old, received.new, received.went) == ("17", "16", [str(changed)])
    assert next(one for one in found.texts if one.new == ["第一稿"])
    assert (
        officer.get(reverse("reporting:run_changes", args=[run.pk])).context["since"]
        is None
    )


def test_equal_builds_have_no_differences(run):
    again = build(at=later())

    assert not differences(Frozen.from_json(run.frozen), Frozen.from_json(again.frozen))
    assert content_hash(Frozen.from_json(again.frozen).content()) == run.content_sha256


def verify(client, **data):
    return client.post(reverse("reporting:verify"), data)


def test_a_file_is_verified_by_itself_or_by_its_hash(officer, run):
    kept = run.files.get(name__endswith=".pdf")
    content = files.path_of(kept.stored_as).read_bytes()

    given = verify(officer, file=SimpleUploadedFile("x.pdf", content))
    assert list(given.context["files"]) == [kept]
    spaced = f" {kept.sha256[:32].upper()} {kept.sha256[32:]} "
    assert list(verify(officer, sha256=spaced).context["files"]) == [kept]
    assert list(verify(officer, sha256=run.content_sha256).context["runs"]) == [run]

    altered = verify(officer, file=SimpleUploadedFile("x.pdf", content + b" "))
    assert not altered.context["files"]
    assert "没有生成过" in altered.content.decode()


@pytest.mark.parametrize("data", [{}, {"sha256": "abc"}, {"sha256": "z" * 64}])
def test_nothing_to_verify_is_said(officer, run, data):
    assert verify(officer, **data).status_code == 422


def test_files_of_another_institution_are_not_known(client, run, person):
    system = User.objects.system()
    other = Unit.objects.create(code="ZZ", name="邻县联社", kind="legal_person")
    stranger = accounts.add_user(
        "stranger", name="邻人", unit=other, roles=["cp_head"], actor=system, at=AT
    )
    client.force_login(stranger)

    page = verify(client, sha256=run.content_sha256)

    assert not page.context["runs"]
    for name in ("run_changes", "run_freeze"):
        address = reverse(f"reporting:{name}", args=[run.pk])
        asked = client.post if name == "run_freeze" else client.get
        assert asked(address).status_code == 404
    assert client.get(door(run, "edit", SECTION)).status_code == 404


def test_who_downloaded_is_told(officer, run, person):
    name = run.files.get(name__endswith=".docx").name

    officer.get(reverse("reporting:run_file", args=[run.pk, name]))
    told = officer.get(run.get_absolute_url()).context["downloads"]

    assert [(one.file, one.by) for one in told] == [(name, person("officer"))]


def test_an_unknown_section_is_not_found(officer, run):
    assert officer.get(door(run, "edit", "no.such")).status_code == 404
