"""What is kept beside a case: tasks of other units, urges, the journal, acts on many."""

from complaints.models.beside.case_run import CaseRun, CaseRunLine
from complaints.models.beside.case_task import CaseTask
from complaints.models.beside.case_urge import CaseUrge
from complaints.models.beside.journal import JournalEntry

__all__ = ["CaseRun", "CaseRunLine", "CaseTask", "CaseUrge", "JournalEntry"]
