/* Around htmx: what changed is said aloud, and where a part of a page does not come, the whole page is asked for. */
(function () {
  "use strict";
  var place = document.getElementById("ipc-said");
  function whole(event) {
    var path = event.detail.pathInfo && event.detail.pathInfo.finalRequestPath;
    if (event.detail.boosted && path) window.location.assign(path);
  }
  document.addEventListener("htmx:responseError", whole);
  document.addEventListener("htmx:sendError", whole);
  document.addEventListener("htmx:afterSettle", function (event) {
    var words = event.detail.elt.querySelector("[data-ipc-said]");
    if (words && place.textContent !== words.textContent) place.textContent = words.textContent;
  });
})();
