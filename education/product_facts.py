"""Trainings on a product, for its page: those whose name has it."""

from collections import Counter
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.product_facts import Beside
from consumer_protection.core.scope import Asker
from education.models import Training


def about_product(name: str, category: str, asker: Asker) -> Beside | None:
    if not asker.scope.sees("education"):
        return None
    found = Training.objects.visible_to(asker).filter(name__icontains=name)
    days = found.order_by("held_on").values_list("held_on", flat=True)
    counts = Counter(f"{day:%Y}" for day in days)
    url = f"{reverse('education:training_list')}?{urlencode({'q': name})}"
    note = _("Trainings whose name has the product.")
    return Beside(_("Trainings"), tuple(counts.items()), url, note)
