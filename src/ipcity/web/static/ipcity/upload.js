/* A form with a file tells how far it is. The answer of the server is the next page, as without this script. */
(function () {
  "use strict";
  function size(bytes) { return bytes < 1048576 ? Math.ceil(bytes / 1024) + " KB" : (bytes / 1048576).toFixed(1) + " MB"; }

  document.addEventListener("submit", function (event) {
    var form = event.target, state = form.querySelector("[data-ipc-upload-state]");
    if (!form.matches("[data-ipc-upload]") || !state) return;
    event.preventDefault();
    var said = state.querySelector("[data-ipc-upload-said]"), bar = state.querySelector(".ipc-gauge-value");
    var sending = new XMLHttpRequest(), button = form.querySelector("button:not([type=button])");
    function tell(words) { said.textContent = words; }
    function over() { button.disabled = false; }
    state.hidden = false; button.disabled = true;
    state.querySelector("[data-ipc-upload-stop]").onclick = function () { sending.abort(); state.hidden = true; over(); };
    sending.upload.onprogress = function (at) {
      if (!at.lengthComputable) return;
      bar.setAttribute("width", (100 * at.loaded / at.total).toFixed(1) + "%");
      tell(at.loaded < at.total ? state.dataset.sending + " " + size(at.loaded) + " / " + size(at.total) : state.dataset.checking);
    };
    sending.onload = function () {
      if (sending.responseURL && sending.status < 400) { window.location.assign(sending.responseURL); return; }
      document.open(); document.write(sending.responseText); document.close();
    };
    sending.onerror = function () { tell(state.dataset.lost); over(); };
    sending.open("POST", form.action);
    sending.send(new FormData(form));
  });
})();
