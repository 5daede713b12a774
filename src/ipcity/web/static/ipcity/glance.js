/* A number that opens: the first press fetches its fragment into a pop-over (a sheet on a phone), the second, or a
   press with a key held, follows the link. Without script, and whenever the fetch fails, it is the link it always was. */
(function () {
  "use strict";
  var closeWord = document.currentScript.dataset.ipcClose;
  var box = null, from = null;

  function close(back) {
    if (!box) return;
    var old = box, link = from;
    box = from = null;
    old.remove();
    link.removeAttribute("aria-expanded");
    if (back) link.focus();
  }

  function place(dialog, link) {
    var at = link.getBoundingClientRect(), gap = 8;
    var wide = dialog.offsetWidth, high = dialog.offsetHeight;
    var left = Math.max(gap, Math.min(at.left, document.documentElement.clientWidth - wide - gap));
    var below = at.bottom + gap + high <= window.innerHeight || at.top < high + gap;
    dialog.style.left = left + window.scrollX + "px";
    dialog.style.top = (below ? at.bottom + gap : at.top - high - gap) + window.scrollY + "px";
  }

  function show(link, html) {
    var dialog = document.createElement("dialog");
    var button = document.createElement("button");
    dialog.className = "ipc-glance";
    dialog.innerHTML = html;
    dialog.setAttribute("aria-labelledby", "ipc-glance-name");
    button.type = "button";
    button.className = "ipc-plain ipc-glance-close";
    button.setAttribute("aria-label", closeWord);
    button.innerHTML = '<svg class="ipc-icon" aria-hidden="true"><use href="#i-close"/></svg>';
    dialog.prepend(button);
    document.getElementById("main").append(dialog);
    box = dialog; from = link;
    link.setAttribute("aria-expanded", "true");
    button.addEventListener("click", function () { close(true); });
    dialog.addEventListener("cancel", function (event) { event.preventDefault(); close(true); });
    if (window.matchMedia("(max-width: 720px)").matches) {
      dialog.addEventListener("click", function (event) { if (event.target === dialog) close(true); });
      dialog.showModal();
    } else {
      dialog.setAttribute("open", "");  // show() would move the focus, and the page with it, before the place is known
      place(dialog, link);
    }
    button.focus({ preventScroll: true });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-ipc-glance]");
    if (box && !box.contains(event.target) && link !== from) close(false);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link === from) return;
    event.preventDefault();
    fetch(link.dataset.ipcGlance, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" })
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.text(); })
      .then(function (html) { close(false); show(link, html); })
      .catch(function () { window.location.href = link.href; });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && box) { event.preventDefault(); close(true); }
  });
})();
