"""The doors of a case: intake, moves, notes, more time, letters."""

from django.urls import path

from complaints.pages.after import urls as after_urls
from complaints.pages.cases import (
    case_moves,
    case_paper,
    chosen,
    intake,
    letter_files,
    letters,
)
from complaints.pages.public import public_keeping

urlpatterns = [
    *after_urls.urlpatterns,
    path("public/", public_keeping.public_pages, name="public_pages"),
    path("cases/new/", intake.case_new, name="case_new"),
    path("cases/chosen/<slug:act>/", chosen.chosen, name="chosen"),
    path("cases/chosen/<uuid:uid>/done/", chosen.chosen_run, name="chosen_run"),
    path("cases/<int:pk>/file/", case_paper.case_file_page, name="case_file"),
    path("cases/similar/", intake.case_similar, name="case_similar"),
    path("cases/<int:pk>/moves/<slug:move>/", case_moves.case_move, name="case_move"),
    path("cases/<int:pk>/note/", case_moves.case_note, name="case_note"),
    path("cases/<int:pk>/facts/", case_moves.case_facts, name="case_facts"),
    path("cases/<int:pk>/extend/", case_moves.case_extend, name="case_extend"),
    path("cases/<int:pk>/deadline/", case_moves.case_deadline, name="case_deadline"),
    path(
        "extensions/<int:pk>/<slug:move>/",
        case_moves.extension_move,
        name="extension_move",
    ),
    path("cases/<int:pk>/letters/<slug:kind>/", letters.letter_new, name="letter_new"),
    path("letters/<int:pk>/", letters.letter_detail, name="letter_detail"),
    path("letters/<int:pk>/edit/", letters.letter_edit, name="letter_edit"),
    path("letters/<int:pk>/issue/", letters.letter_issue, name="letter_issue"),
    path("letters/<int:pk>/tell/", letters.letter_tell, name="letter_tell"),
    path(
        "letters/<int:pk>/whole/<slug:form>",
        letter_files.letter_whole,
        name="letter_whole",
    ),
    path("letters/<int:pk>/<slug:form>", letter_files.letter_file, name="letter_file"),
]
