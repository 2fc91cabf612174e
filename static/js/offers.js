/* Offers the figures of a report while somebody types { in a text. */
(() => {
  const MOST = 8;
  const BEGUN = /\{([^{}\n]*)$/;

  const offering = (field) => {
    const list = document.getElementById(field.getAttribute("aria-controls"));
    const known = JSON.parse(document.getElementById(field.dataset.offers).textContent);
    let found = [];
    let chosen = 0;

    const begun = () => BEGUN.exec(field.value.slice(0, field.selectionStart));

    const close = () => {
      found = [];
      list.hidden = true;
      list.replaceChildren();
      field.removeAttribute("aria-activedescendant");
    };

    const mark = (index) => {
      chosen = (index + found.length) % found.length;
      [...list.children].forEach((line, at) => line.setAttribute("aria-selected", at === chosen));
      list.children[chosen].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", list.children[chosen].id);
    };

    const line = (offer, index) => {
      const item = document.createElement("li");
      item.id = `offer-${index}`;
      item.setAttribute("role", "option");
      [["span", offer.label], ["code", offer.typed], ["b", offer.value]].forEach(([name, text]) => {
        const part = document.createElement(name);
        part.textContent = text;
        item.append(part);
      });
      /* Before the field loses the focus. */
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(index);
      });
      return item;
    };

    const show = () => {
      const match = begun();
      if (!match) return close();
      const words = match[1].toLowerCase().split(/[\s:：]+/).filter(Boolean);
      const fits = (offer) => words.every((word) => `${offer.typed} ${offer.label}`.toLowerCase().includes(word));
      found = known.filter(fits).slice(0, MOST);
      if (!found.length) return close();
      list.replaceChildren(...found.map(line));
      list.hidden = false;
      return mark(0);
    };

    const take = (index) => {
      const match = begun();
      if (!match) return;
      const from = field.selectionStart - match[0].length;
      const behind = field.value.slice(field.selectionStart);
      const until = field.selectionStart + (/^[^{}\n]*\}/.exec(behind)?.[0].length ?? 0);
      field.setRangeText(found[index].typed, from, until, "end");
      close();
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };

    field.addEventListener("input", show);
    field.addEventListener("click", show);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) mark(chosen + step);
      else if (event.key === "Enter" || event.key === "Tab") take(chosen);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    document.querySelectorAll(`[data-inserts="${field.id}"]`).forEach((button) => {
      button.addEventListener("click", () => {
        field.focus();
        if (!begun()) field.setRangeText("{", field.selectionStart, field.selectionEnd, "end");
        show();
      });
    });
  };

  document.querySelectorAll("textarea[data-offers]").forEach(offering);
})();
