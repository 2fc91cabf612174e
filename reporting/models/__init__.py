"""Report runs, their files and texts, what earlier reports stated, assessments."""

from reporting.models.assessment import Assessment, AssessmentItem
from reporting.models.branch_score import BranchMark, BranchRound, BranchScore
from reporting.models.filed_figure import FiledFigure, IssuedReport
from reporting.models.run import ReportFile, ReportRun
from reporting.models.section_text import SectionText

__all__ = [
    "Assessment",
    "AssessmentItem",
    "BranchMark",
    "BranchRound",
    "BranchScore",
    "FiledFigure",
    "IssuedReport",
    "ReportFile",
    "ReportRun",
    "SectionText",
]
