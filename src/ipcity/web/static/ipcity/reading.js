/* A field says below what it understood of money, a day, a credit code, an address. Without script the form's answer does. */
(function () {
  "use strict";
  document.addEventListener("change", function (event) {
    var field = event.target.closest("[data-ipc-read]");
    var token = field && field.form && field.form.querySelector("[name=csrfmiddlewaretoken]");
    var place = field && document.getElementById(field.getAttribute("aria-describedby"));
    if (!token || !place) return;
    if (!("help" in place.dataset)) place.dataset.help = place.className.indexOf("ipc-help") < 0 ? "" : place.textContent;
    fetch("/understood/" + field.dataset.ipcRead + "/", {
      method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token.value },
      body: new URLSearchParams({ text: field.value }),
    }).then(function (answer) { return answer.ok ? answer.json() : null; }).then(function (found) {
      if (!found) return;
      place.textContent = found.said || place.dataset.help;
      place.className = found.right ? "ipc-help" : "ipc-error";
      if (found.right) field.removeAttribute("aria-invalid"); else field.setAttribute("aria-invalid", "true");
    }).catch(function () {});
  });
})();
