/* Before the first paint: the theme this person chose. Light unless chosen; "system" follows the machine. */
(function () {
  "use strict";
  var root = document.documentElement;
  var night = window.matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try { return localStorage.getItem("ipc-theme") || "light"; } catch (refused) { return "light"; }
  }
  function apply() {
    var theme = chosen();
    root.setAttribute("data-bs-theme", theme === "system" ? (night.matches ? "dark" : "light") : theme);
    root.setAttribute("data-ipc-script", "");
  }
  apply();
  night.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  window.ipcTheme = {
    chosen: chosen,
    choose: function (theme) {
      try { localStorage.setItem("ipc-theme", theme); } catch (refused) { root.setAttribute("data-bs-theme", theme); return; }
      apply();
    },
  };
})();
