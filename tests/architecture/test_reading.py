"""Nothing is read without an asker."""

import ast

from tests.architecture.house import PROJECT, READING_ROOMS, name_of, sources

# (file, function): why it reads without visible_to.
ALLOWED = {
    (
        "education/pages/survey_public.py",
        "_take",
    ): "nobody is asking: the machine's own account writes",
    ("education/queries/owed.py", "lines"): "limited to the asker's institution",
    (
        "education/pages/attending.py",
        "training_list",
    ): "the institution's people, to whoever keeps its records",
    (
        "education/pages/attending.py",
        "training_sign",
    ): "limited to the institution: whoever was at the door has the code",
    ("education/queries/surveys.py", "responses"): "limited to the asker's outlets",
    (
        "education/queries/surveys.py",
        "results",
    ): "limited to answers given to the asker's outlets",
    (
        "education/pages/survey_tasks.py",
        "survey_tasks",
    ): "limited to the institution: outlets take part in what head office asks",
    (
        "education/pages/survey_public.py",
        "answer",
    ): "nobody is asking: whoever has the address may answer",
    ("education/pages/survey_public.py", "_outlets"): "limited to the survey's own",
    ("education/pages/surveys.py", "_open_survey"): "limited to the institution",
    (
        "education/pages/surveys.py",
        "question_drop",
    ): "limited to the surveys the asker sees",
    ("education/filters.py", "_logged"): "limited to activities the asker sees",
    ("education/filters.py", "_published"): "limited to publications the asker sees",
    (
        "education/pages/surveys.py",
        "survey_follow",
    ): "the asker's outlets are looked up next",
    ("education/pages/sitting.py", "_paper"): "one's own papers alone",
    (
        "education/pages/sitting.py",
        "exam_begin",
    ): "limited to examinations the person is invited to",
    ("education/queries/exams.py", "own"): "one's own seats alone",
    (
        "education/queries/exams.py",
        "questions",
    ): "limited to an examination the asker sees",
    (
        "education/pages/photo_wall.py",
        "_visible",
    ): "limited to the activities the asker sees",
    (
        "education/ledgers/named.py",
        "linked",
    ): "limited to the institution: outlets name what head office planned",
    (
        "education/ledgers/named.py",
        "linked_by",
    ): "limited to the institution: outlets name what head office planned",
    (
        "education/ledgers/named.py",
        "_seen",
    ): "limited to the institution: outlets name what head office planned",
    (
        "education/pages/photos.py",
        "_photo",
    ): "limited to the activities the asker sees",
    (
        "education/queries/progress.py",
        "progress",
    ): "limited to assignments the asker sees",
    ("education/queries/progress.py", "tasks"): "filtered by the asker's scope",
    ("complaints/queries.py", "suggested_unit"): "limited to the case's institution",
    (
        "complaints/learning/queries.py",
        "_negative",
    ): "tells only whether there is a sanction, to those who see the case",
    (
        "complaints/learning/queries.py",
        "staff_of",
    ): "limited to the units the asker sees",
    (
        "complaints/learning/queries.py",
        "threshold",
    ): "a value in force, nobody's record",
    ("complaints/learning/queries.py", "call_script"): "a script, nobody's records",
    ("complaints/learning/queries.py", "questions_of"): "a script, nobody's records",
    (
        "complaints/pages/public/public.py",
        "_pages",
    ): "nobody is asking: what is switched on is for everybody",
    (
        "consumer_protection/core/api/resources.py",
        "subject",
    ): "reads nothing: asks whose subject the noun is",
    (
        "consumer_protection/core/figures.py",
        "opens_records",
    ): "reads nothing: asks which clearance the noun needs",
    (
        "consumer_protection/core/figures.py",
        "_subject",
    ): "reads nothing: asks whose subject the noun is",
    (
        "consumer_protection/core/ledgers/comparing.py",
        "last_brought",
    ): "by known record ids",
    (
        "consumer_protection/core/ledgers/importing.py",
        "setting_for",
    ): "limited to the root",
    ("consumer_protection/core/ledgers/importing.py", "_write"): "writes its own rows",
    (
        "consumer_protection/core/ledgers/importing.py",
        "_write_rows",
    ): "writes its own rows",
    (
        "consumer_protection/core/ledgers/taking_back.py",
        "take_back",
    ): "locks its own batch",
    (
        "consumer_protection/core/ledgers/taking_back.py",
        "_refuse_touched",
    ): "asks the trail of its own rows",
    (
        "consumer_protection/core/ledgers/taking_back.py",
        "_undo",
    ): "by its own rows' ids",
    (
        "consumer_protection/core/ledgers/remembering.py",
        "remember",
    ): "limited to the root",
    (
        "consumer_protection/core/ledgers/remembering.py",
        "choices_of",
    ): "limited to the root",
    ("reporting/queries.py", "register_lines"): "limited to the asker's root",
    ("reporting/reports/material.py", "declared"): "limited to the report's root",
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def is_reading_room(path) -> bool:
    own = path.relative_to(PROJECT)
    return bool({own.stem, *own.parts} & set(READING_ROOMS))


def unscoped_reads(tree: ast.Module) -> list[tuple[str, int]]:
    """Every manager that is not followed by visible_to at once, by function."""
    scoped = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "visible_to"
    }
    return [
        (function.name, node.lineno)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and not finds_by_key(function)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and node.attr in MANAGERS
        and id(node) not in scoped
    ]


def finds_by_key(function: ast.FunctionDef) -> bool:
    """A ledger looks for what stands, limited to the importing institution."""
    return "=setting.root" in ast.unparse(function)


def test_the_check_sees_a_read_without_an_asker():
    tree = ast.parse("def f(x):\n    return Thing.objects.filter(a=1)")

    assert unscoped_reads(tree) == [("f", 2)]


def test_the_check_lets_a_scoped_read_pass():
    tree = ast.parse("def f(x):\n    return Thing.objects.visible_to(x).filter(a=1)")

    assert unscoped_reads(tree) == []


def test_pages_figures_ledgers_and_queries_read_through_visible_to():
    found = {
        (name_of(path), function): line
        for path in sources()
        if is_reading_room(path)
        for function, line in unscoped_reads(
            ast.parse(path.read_text(encoding="utf-8"))
        )
    }

    assert {key: line for key, line in found.items() if key not in ALLOWED} == {}


def test_every_exception_is_still_needed():
    found = {
        (name_of(path), function)
        for path in sources()
        for function, _line in unscoped_reads(
            ast.parse(path.read_text(encoding="utf-8"))
        )
    }

    assert set(ALLOWED) - found == set()
