"""The doors of a register, all of them."""

from django.urls import path
from django.urls.resolvers import URLPattern

from consumer_protection.core.keeping import attach_page
from consumer_protection.core.record_pages import add_page, correct_page
from consumer_protection.core.register_exports import export_page
from consumer_protection.core.registers import Register, detail_page, list_page
from consumer_protection.core.reveal import reveal_page


def register_urls(register: Register, folder: str) -> list[URLPattern]:
    """The list at ``folder/``, a record at ``folder/<pk>/``, its reveal below."""
    urls = [
        path(f"{folder}/", list_page(register), name=f"{register.name}_list"),
        path(
            f"{folder}/<int:pk>/", detail_page(register), name=f"{register.name}_detail"
        ),
    ]
    urls.append(
        path(f"{folder}/export/", export_page(register), name=f"{register.name}_export")
    )
    own = register.name
    if register.adds_by_form:
        urls.append(path(f"{folder}/add/", add_page(register), name=f"{own}_add"))
    if register.has_form:
        door = correct_page(register)
        urls.append(path(f"{folder}/<int:pk>/correct/", door, name=f"{own}_correct"))
    if register.personal:
        door = reveal_page(register.visible_to, register.personal, register.subject)
        name = f"{register.name}_reveal"
        urls.append(path(f"{folder}/<int:pk>/reveal/", door, name=name))
    if register.keeps:
        door = attach_page(register.visible_to, register.subject, register.keeps)
        name = f"{register.name}_attach"
        urls.append(path(f"{folder}/<int:pk>/attachments/", door, name=name))
    return urls
