"""Report runs, their files and texts, and what earlier reports stated."""

from reporting.models.filed_figure import FiledFigure, IssuedReport
from reporting.models.run import ReportFile, ReportRun
from reporting.models.section_text import SectionText

__all__ = ["FiledFigure", "IssuedReport", "ReportFile", "ReportRun", "SectionText"]
