"""Runs a rule's own examples, so that it does what its maker means."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from reviews.wording.checking import Material, check
from reviews.wording.patterns import PatternRefused, try_out
from reviews.wording.rules import INSTITUTION, Rule, compiled

# Stands for the institution in examples.
NAME = "明溪县农村信用合作联社"


def faults(rule: Rule) -> list[str]:
    """What is wrong with a rule, in words for whoever writes it; none: it is fit."""
    try:
        ready = compiled(rule)
        for pattern in (*ready.patterns, *ready.unless, *ready.signs):
            try_out(pattern)
    except PatternRefused as refused:
        return [str(refused)]
    return list(_failing(rule))


def _failing(rule: Rule) -> Iterator[str]:
    if not (rule.words or rule.patterns):
        yield _("A rule needs at least one word or pattern.")
    if any(not word.strip() for word in rule.words):
        yield _("A word is empty.")
    if not rule.positive or not rule.negative:
        yield _(
            "A rule needs at least one example that it hits and one that it does not."
        )
    for text in rule.positive:
        if not finds(rule, text):
            yield _("It must hit this example, and does not: %(text)s") % {"text": text}
    for text in rule.negative:
        if finds(rule, text):
            yield _("It must not hit this example, and does: %(text)s") % {"text": text}


def finds(rule: Rule, text: str) -> bool:
    """Whether the rule has anything to say of a text, where and when it holds."""
    kind = rule.kinds[0] if rule.kinds and not rule.signs else ""
    medium = rule.media[0] if rule.media else ""
    # Examples tell of the rule itself, whatever else a text of its kind must hold.
    told = replace(rule, spared_media=())
    text = text.replace(INSTITUTION, NAME)
    found = check(text, [told], Material(kind, medium, (NAME,)))
    return bool(found.hits or found.omissions)
