/* What every page does beyond htmx. */
(() => {
  const WIDE = window.matchMedia("(min-width: 768px)");

  /* On phones the filters wait behind their button. */
  const fold = () => {
    document.querySelectorAll("details.filter-more").forEach((more) => {
      more.open = WIDE.matches;
    });
  };
  fold();
  WIDE.addEventListener("change", fold);

  /* "/" leads to the search field, unless somebody is writing. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const search = document.querySelector("input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  /* Fields left empty stay out of the address. */
  document.addEventListener("htmx:configRequest", (event) => {
    const { verb, formData } = event.detail;
    if (verb !== "get") return;
    [...formData.entries()].forEach(([name, value]) => {
      if (value === "") formData.delete(name);
    });
  });

  /* One tick for all of a table's rows. */
  document.addEventListener("change", (event) => {
    const name = event.target.dataset && event.target.dataset.ticks;
    const fields = event.target.form ? [...event.target.form.elements] : [];
    if (!name) {
      /* One taken out: no longer all. */
      if (event.target.checked) return;
      const own = event.target.name;
      fields.filter((all) => own && all.dataset.ticks === own).forEach((all) => {
        all.checked = false;
      });
      return;
    }
    fields.filter((tick) => tick.name === name).forEach((tick) => {
      tick.checked = event.target.checked;
    });
  });

  /* Led elsewhere, most often to signing in: take the whole window there. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    if (!xhr.responseURL) return;
    const asked = new URL(pathInfo.finalRequestPath, window.location.href);
    if (new URL(xhr.responseURL).pathname !== asked.pathname) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });

  /* A request that failed is said in words. */
  const tellFailure = () => {
    const place = document.getElementById("messages");
    if (!place) return;
    const alert = document.createElement("div");
    alert.className = "alert alert-danger";
    alert.setAttribute("role", "alert");
    alert.textContent = document.body.dataset.failed;
    place.replaceChildren(alert);
  };
  document.addEventListener("htmx:responseError", tellFailure);
  document.addEventListener("htmx:sendError", tellFailure);

  /* A button that copies what stands beside it. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copies]");
    if (!button || !navigator.clipboard) return;
    const text = document.getElementById(button.dataset.copies).textContent;
    navigator.clipboard.writeText(text).then(() => {
      button.textContent = button.dataset.done;
    });
  });
})();
