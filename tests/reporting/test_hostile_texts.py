"""No text of people runs, breaks or vanishes, by whichever way it leaves."""

import csv
import io
import json
import re
import zipfile
from collections import deque

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import CharField, TextField
from django.urls import get_resolver, reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from complaints.models import CaseTask, RoutingRule
from consumer_protection.core import tokens, trail
from consumer_protection.core.documents.plain_text import guard, is_risky, visible
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.parsers import Text
from consumer_protection.core.models import Unit, Workday
from reviews.models import LaunchCheck, WordingRule
from tests.api.making import one_of_each
from tests.complaints.after_making import one_of_each_after
from tests.complaints.learning_making import one_of_each_learnt
from tests.education.making import one_of_each_examined
from tests.governance.making import one_of_each_kept
from tests.hostile import FORMULAS, HOSTILE

# Free text of nouns that no ledger tells of, by noun; and what is no free text.
FREE = {
    "opinion": ("text", "answer"),
    "meeting": ("name",),
    "auditproject": ("name",),
    "user": ("name", "position"),
    "basefigure": ("source", "remark"),
    "unit": ("township", "head_name", "liaison_name"),
    "policyversion": ("document_number",),
    "finding": ("text",),
    "casetask": ("text", "answer"),
    "routingrule": ("remark",),
    "problem": ("title", "description"),
    "rectification": ("action", "result"),
    "sanction": ("reason", "decided_by"),
    "callback": ("remark",),
    "secondround": ("answer",),
    "trainingsuggestion": ("cause",),
    "recheck": ("grounds", "reasons"),
    "mediation": ("body_name", "refusal", "agreement"),
    "launchcheck": ("note", "issue"),
    "wordingcheck": ("title",),
    "wordingrule": ("title", "law"),
    "proposal": ("title",),
    "organmember": ("name", "post"),
    "assignment": ("name", "certificates"),
    "unitduty": ("duty", "basis"),
    "lawarticle": ("law", "number"),
    "outletcheck": ("issue", "checker"),
    "branchscore": ("appeal",),
    "exam": ("name",),
}


def lists():
    """(address name, noun) of every list that can be exported."""
    for name in _names(get_resolver()):
        noun = name.rpartition(":")[2].removesuffix("_export")
        if noun in _NO_LISTS:
            continue
        yield name, _NOUNS.get(noun, noun)


_NOUNS = {"person": "user", "suggestion": "complaint"}
# What a record has to be for a list of its kind alone.
_ONLY = {"complaints:suggestion_export": {"record_nature": "suggestion"}}
# A table of counts, no list of records: its labels are codes and units.
_NO_LISTS = ("statistics",)


def _names(resolver, space=""):
    for one in resolver.url_patterns:
        inner = getattr(one, "url_patterns", None)
        if inner is not None:
            own = one.namespace or ""
            yield from _names(one, f"{space}{own}:" if own else space)
        elif (one.name or "").endswith("_export"):
            yield f"{space}{one.name}"


LISTS = sorted(set(lists()))


def free_fields(noun):
    if noun._meta.model_name in FREE:
        return FREE[noun._meta.model_name]
    own = [one for one in _ledgers() if one.noun is noun]
    texts = {
        column.field
        for one in own
        for column in one.columns
        if type(column.parser) is Text and not column.mask
    }
    fields = noun._meta.concrete_fields
    return tuple(
        one.name
        for one in fields
        if one.name in texts and isinstance(one, CharField | TextField)
    )


def _ledgers():
    return [ledger(kind) for kind in settings.LEDGERS]


@pytest.fixture
def each(union, system, now):
    """Noun → a record of it."""
    found = one_of_each(union, system, now)
    trail.acting_as(system)
    unit = Unit.objects.get(code="MXW10")
    task = CaseTask.objects.create(
        complaint=found["complaints"],
        unit=unit,
        text="核实",
        due_on=now.date(),
        set_on=now.date(),
        set_by=system,
        status="open",
    )
    rule = RoutingRule.objects.create(
        root=union,
        position=1,
        handling_unit=unit,
        valid_from=now.date(),
        changed_by=system,
        changed_at=now,
    )
    learnt = one_of_each_learnt(found["complaints"], unit, system, now)
    after = one_of_each_after(found["complaints"], system, now)
    day = Workday.objects.first()
    check = LaunchCheck.objects.create(
        review=found["reviews"], kind="first", due_on=now.date()
    )
    wording = WordingRule.objects.first()
    kept = one_of_each_kept(union, system, now)
    examined = one_of_each_examined(system, now)
    beside = (task, rule, day, check, wording, *kept, *examined)
    records = (*found.values(), *learnt, *after, *beside)
    return {one._meta.model_name: one for one in records}


@pytest.fixture
def keeper(client, staff):
    """Somebody who reads every list."""
    user = staff("cp_officer")
    user.grants.create(role="sys_admin")
    client.force_login(user)
    return client


def carried(record, fields):
    """Lays every hostile text into the record, as many at once as it has fields;
    gives what it holds each time."""
    waiting = deque(HOSTILE)
    while waiting:
        held = {}
        for name in fields:
            if waiting:
                limit = record._meta.get_field(name).max_length
                held[name] = waiting.popleft()[:limit]
        type(record).objects.filter(pk=record.pk).update(**held)
        yield held


def formula_cells(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if "worksheets/sheet" in name]
        assert not [name for name in package.namelist() if "externalLink" in name]
        return [name for name in sheets if re.search(rb"<f[ >/]", package.read(name))]


def texts_of(content):
    book = load_workbook(io.BytesIO(content))
    return {
        str(cell.value)
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_the_check_sees_a_formula():
    book = Workbook()
    book.active["A1"] = "=1+1"
    target = io.BytesIO()
    book.save(target)

    assert formula_cells(target.getvalue())


def test_there_are_sixty_formulas_and_every_register_is_asked():
    assert len(FORMULAS) >= 60
    assert {noun for _name, noun in LISTS} >= {
        "complaint", "review", "opinion", "policyversion", "meeting", "agendaitem",
        "planitem", "campaign", "training", "finding", "auditproject", "unit",
        "basefigure", "user",
    }  # fmt: skip


@pytest.mark.parametrize(("address", "noun"), LISTS)
def test_every_list_leaves_as_text(each, keeper, address, noun):
    record = each[noun]
    fields = free_fields(type(record))
    assert fields
    if address in _ONLY:
        type(record).objects.filter(pk=record.pk).update(**_ONLY[address])
    form = keeper.get(reverse(address)).context["form"]
    columns = [value for value, _label in form.fields["columns"].choices]
    asked = {"columns": columns, "personal": "on", "reason": "核对导出"}

    for held in carried(record, fields):
        book = keeper.post(reverse(address), {**asked, "format": "xlsx"})
        sheet = keeper.post(reverse(address), {**asked, "format": "csv"})

        assert "spreadsheetml" in book["Content-Type"], book.content.decode()[:500]
        assert formula_cells(book.content) == []
        rows = csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"), newline=""))
        cells = {cell for row in rows for cell in row}
        assert not [cell for cell in cells if is_risky(cell) and cell[0] != "'"]
        shown = {name for name in held if name in columns}
        told = texts_of(book.content)
        for name in shown:
            text = visible(held[name]).strip()
            assert any(text in one for one in told) or not text, held[name]
            assert any(text in one for one in cells) or not text, held[name]


def test_a_ledger_leaves_as_text_and_comes_back_the_same(each, tmp_path, system):
    case = each["complaint"]
    for number, held in enumerate(carried(case, ("description", "remark"))):
        path = tmp_path / f"{number}.xlsx"
        call_command("export_ledger", "complaints", path, personal=True, reason="备份")
        content = path.read_bytes()
        assert formula_cells(content) == []
        told = texts_of(content)
        assert any(visible(held["description"]).strip() in one for one in told)


def test_programs_are_answered_the_very_text(each, client, staff, system):
    user = staff("cp_officer")
    _token, secret = tokens.issue(
        user, tokens.Wish("test", may_write=False), actor=system, at=timezone.now()
    )
    case = each["complaint"]
    headers = {"Authorization": f"Bearer {secret}"}

    for held in carried(case, ("description", "remark", "rectification")):
        told = client.get(f"/api/v1/complaints/{case.number}/", headers=headers)
        assert told["Content-Type"] == "application/json"
        answered = json.loads(told.content)
        assert {name: answered[name] for name in held} == held


def test_pages_show_markup_as_text(each, keeper):
    case = each["complaint"]
    for held in carried(case, ("description", "remark", "rectification")):
        page = keeper.get(case.get_absolute_url()).content.decode()
        for text in held.values():
            if "<" in text:
                assert text not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_a_csv_cell_is_held_back_wherever_it_could_run(text):
    kept = guard(visible(text))

    assert not is_risky(kept) or kept.startswith("'")


def test_every_noun_of_a_list_is_known():
    known = {one._meta.model_name for one in apps.get_models()}

    assert {noun for _name, noun in LISTS} <= known
