"""What ledgers whose rows need not name a unit share: the institution behind them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from consumer_protection.core.ledgers.declaration import Import, Problem, Setting
from consumer_protection.core.models import Unit


def missing_institution(setting: Setting) -> Iterable[Problem]:
    """Such rows name no unit, so nothing else says that there is none at all."""
    if setting.root is None:
        yield Problem("unit.none", _("Import the list of units first."))


def institution(about: Import) -> Unit:
    if about.root is None:
        raise LookupError("root")
    return about.root
