"""The doors of the first run, and of institution, units and people ever after."""

from django.urls import path

from consumer_protection.core.pages import dated_values as dated
from consumer_protection.core.pages import institution as own
from consumer_protection.core.pages import people_editing as people
from consumer_protection.core.pages import setup, setup_steps
from consumer_protection.core.pages import unit_editing as units
from consumer_protection.core.pages.people import PEOPLE
from consumer_protection.core.pages.workdays import WORKDAYS
from consumer_protection.core.register_doors import register_urls

urlpatterns = [
    path("setup/", setup.setup, name="setup"),
    path("setup/institution/", own.institution, name="setup_institution"),
    path("setup/upload/", setup.setup_upload, name="setup_upload"),
    path("setup/person/", setup.setup_person, name="setup_person"),
    path("setup/units/", setup_steps.units, name="setup_units"),
    path("setup/people/", setup_steps.people, name="setup_people"),
    path("setup/ledgers/", setup_steps.ledgers, name="setup_ledgers"),
    path("setup/missing/", setup_steps.what_is_missing, name="setup_missing"),
    path("setup/limits/", dated.dated_list, name="dated_list"),
    path(
        "setup/limits/<slug:kind>/<str:code>/", dated.dated_change, name="dated_change"
    ),
    *register_urls(WORKDAYS, "workdays"),
    path("logo/", own.logo, name="logo"),
    path("units/add/", units.unit_add, name="unit_add"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/codes/", people.person_codes, name="person_codes"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/code/", people.person_code, name="person_code"),
    path("people/<int:pk>/switch/", people.person_switch, name="person_switch"),
    *register_urls(PEOPLE, "people"),
]
