/* Small helps: `/` goes to the search box, Escape closes an open menu, the theme buttons. All pages work without. */
(function () {
  "use strict";
  function typing(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }
  function closeMenus(except) {
    document.querySelectorAll("details.ipc-menu[open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      var box = document.querySelector("[data-ipc-search]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
    if (event.key === "Escape") {
      var open = document.querySelector("details.ipc-menu[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
    }
  });
  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details.ipc-menu"));
    var choice = event.target.closest("[data-ipc-theme]");
    if (choice) { window.ipcTheme.choose(choice.dataset.ipcTheme); show(); closeMenus(null); }
    if (event.target.closest("[data-ipc-print]")) window.print();
  });
  function show() {
    document.querySelectorAll("[data-ipc-theme]").forEach(function (choice) {
      choice.setAttribute("aria-pressed", String(choice.dataset.ipcTheme === window.ipcTheme.chosen()));
    });
  }
  show();
})();
