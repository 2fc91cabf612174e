"""The nouns of complaints."""

from complaints.models.complaint import Complaint

__all__ = ["Complaint"]
