/* Completions under the search box: a list that arrow keys walk, Enter takes and Escape closes. Without script, and
   whenever the fetch fails, the box is the plain box it always was. */
(function () {
  "use strict";
  var WAIT = 120, number = 0;

  function attach(input) {
    var list = document.createElement("ul"), timer = 0, asked = "", chosen = -1;
    list.id = "ipc-suggestions-" + ++number;
    list.className = "ipc-suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.placeholder);
    list.hidden = true;
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function options() { return list.querySelectorAll("[role=option]"); }

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(at) {
      var all = options();
      chosen = (at + all.length) % all.length;
      all.forEach(function (one, place) {
        one.setAttribute("aria-selected", String(place === chosen));
        if (place === chosen) { input.setAttribute("aria-activedescendant", one.id); one.scrollIntoView({ block: "nearest" }); }
      });
    }

    function take(one) {
      input.value = one.dataset.ipcQuery;
      close();
      if (input.value.slice(-1) === "=") input.focus(); else input.form.requestSubmit();
    }

    function ask() {
      var text = asked = input.value;
      if (!text.trim()) { close(); return; }
      fetch(input.dataset.ipcSuggest + "?q=" + encodeURIComponent(text), { credentials: "same-origin" })
        .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.text(); })
        .then(function (html) {
          if (text !== asked || document.activeElement !== input) return;
          list.innerHTML = html;
          chosen = -1;
          list.hidden = !options().length;
          input.setAttribute("aria-expanded", String(!list.hidden));
        })
        .catch(close);
    }

    input.addEventListener("input", function (event) {
      clearTimeout(timer);
      if (!event.isComposing) timer = setTimeout(ask, WAIT);  // not while a Chinese word is still being spelled
    });
    input.addEventListener("compositionend", function () { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
    input.addEventListener("keydown", function (event) {
      if (list.hidden || event.isComposing) return;
      if (event.key === "ArrowDown") { event.preventDefault(); mark(chosen + 1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); mark(chosen < 0 ? -1 : chosen - 1); }
      else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(options()[chosen]); }
      else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
    });
    input.addEventListener("blur", function () { setTimeout(close, 150); });
    list.addEventListener("mousedown", function (event) {
      var one = event.target.closest("[role=option]");
      if (one) { event.preventDefault(); take(one); }
    });
  }

  document.querySelectorAll("input[data-ipc-suggest]").forEach(attach);
})();
