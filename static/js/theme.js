/* Light or dark as the system is, paper always light; loaded before the page is drawn. */
(() => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const wear = (theme) => document.documentElement.setAttribute("data-bs-theme", theme);
  const follow = () => wear(dark.matches ? "dark" : "light");
  follow();
  dark.addEventListener("change", follow);
  window.addEventListener("beforeprint", () => wear("light"));
  window.addEventListener("afterprint", follow);
})();
