"""The states of a ledger file on its way in."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

_IMPORT = "ledgers.import"
# Something is to be done without anybody asking again.
OWED = frozenset({"waiting", "confirmed"})
UNENDED = OWED | {"checked", "unreadable"}

UPLOAD = Machine(
    Move("check", _("Checked"), frozenset({"waiting"}), "checked", _IMPORT),
    Move("refuse", _("Refused"), OWED, "unreadable", _IMPORT, note=True),
    Move("decide", _("Decided"), frozenset({"checked"}), "waiting", _IMPORT),
    Move("confirm", _("Confirmed"), frozenset({"checked"}), "confirmed", _IMPORT),
    Move("write", _("Written"), frozenset({"confirmed"}), "written", _IMPORT),
    Move(
        "look_again", _("Changed since"), frozenset({"confirmed"}), "waiting", _IMPORT
    ),
    Move("drop", _("Dropped"), frozenset(UNENDED - {"confirmed"}), "dropped", _IMPORT),
)
