"""Report runs, their files, and what earlier reports stated."""

from reporting.models.filed_figure import FiledFigure, IssuedReport
from reporting.models.run import ReportFile, ReportRun

__all__ = ["FiledFigure", "IssuedReport", "ReportFile", "ReportRun"]
