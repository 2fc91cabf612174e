"""What stands in a history is told in words."""

import ast

from django.apps import apps

from consumer_protection.core.templatetags.display import move_label
from tests.architecture.house import name_of, sources

_TELLS = {"trail.record", "trail.record_all"}


def told_actions():
    """(action, file) of every text that is told to the trail as what was done."""
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            is_told = isinstance(node, ast.Call) and ast.unparse(node.func) in _TELLS
            for part in ast.walk(node.args[1]) if is_told else ():
                if isinstance(part, ast.Constant) and part.value:
                    yield part.value, name_of(path)


def moves():
    machines = (getattr(noun, "machine", None) for noun in apps.get_models())
    return {name for one in machines if one is not None for name in one.moves}


def test_every_action_of_a_history_has_words():
    without = {
        action: where
        for action, where in told_actions()
        if action not in moves() and move_label(f"x.{action}") == action
    }

    assert without == {}
