"""The nouns of reporting."""

from reporting.models.run import ReportFile, ReportRun

__all__ = ["ReportFile", "ReportRun"]
