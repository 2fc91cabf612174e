"""Looking at a part of the complaints: what the address narrows to, and the way on."""

from collections.abc import Mapping

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from complaints.dimensions import DIMENSIONS
from complaints.statistics import Table
from consumer_protection.core.figures import UNSET
from consumer_protection.core.models import Unit
from consumer_protection.core.scope import Asker

# By what one looks on: from channel to category to cause.
_NEXT = {
    "transaction_channel": "category",
    "category": "subcategory",
    "subcategory": "cause",
    "cause": "unit",
}
_USUAL = "category"


def within_of(data: QueryDict) -> dict[str, str]:
    """Dimension → key; a key that no complaint can have is no page."""
    found = {name: str(data[name]) for name in DIMENSIONS if data.get(name)}
    if not all(DIMENSIONS[name].knows(key) for name, key in found.items()):
        raise Http404
    return found


def deeper(made: Table, key: str, data: QueryDict) -> str:
    """The address of the table of one row alone, divided by what comes next."""
    asked = data.copy()
    asked[made.rows.name] = key
    following = _NEXT.get(made.rows.name, _USUAL)
    while following in asked and following in _NEXT:
        following = _NEXT[following]
    asked["rows"] = following
    return f"?{asked.urlencode()}"


def pills(within: Mapping[str, str], reader: Asker, data: QueryDict) -> list[object]:
    """What the page is narrowed to, each with the address that lacks it."""
    found: list[object] = []
    for name, words in words_of(within, reader).items():
        without = data.copy()
        without.pop(name, None)
        found.append({"label": words, "url": f"?{without.urlencode()}"})
    return found


def words_of(within: Mapping[str, str], reader: Asker) -> dict[str, str]:
    return {
        name: f"{DIMENSIONS[name].label}: {_word(name, key, reader)}"
        for name, key in within.items()
    }


def _word(name: str, key: str, reader: Asker) -> str:
    if key == UNSET:
        return _("not filled in")
    if name == "unit":
        units = Unit.objects.visible_to(reader)
        return str(units.filter(pk=int(key)).first() or key)
    return DIMENSIONS[name].labels().get(key, key)
