"""The shown table of the statistics as a workbook."""

from datetime import date

from django.utils.translation import gettext as _

from complaints.pages.statistics.statistics_cells import Cells
from complaints.pages.statistics.statistics_narrowing import words_of
from complaints.statistics import Table
from consumer_protection.core.documents.workbook import write_table
from consumer_protection.core.figures import figures_reader
from consumer_protection.core.models import User


def workbook(made: Table, user: User, day: date) -> bytes:
    cells = Cells(made, opens=False)
    head = [str(made.rows.label), *made.column_labels.values(), _("Sum")]
    rows = [
        [row.label, *(one.number.value for one in (*row.cells, row.sum))]
        for row in (*cells.rows(), cells.foot())
    ]
    label = str(made.measure.figure.label)
    narrowed = words_of(made.within, figures_reader(user)).values()
    return write_table(
        head,
        rows,
        title=" · ".join([label, made.period.label, *narrowed]),
        note=_("Drawn up on %(day)s by %(name)s, %(unit)s; units in view only")
        % {"day": f"{day:%Y-%m-%d}", "name": user.name, "unit": user.unit},
        sheet=label,
    )
