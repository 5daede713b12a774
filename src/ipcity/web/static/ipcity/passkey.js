/* What the browser says when a passkey cannot be used goes into the page, in a sentence that stands there already. */
document.addEventListener("allauth.error", function (event) {
  "use strict";
  var place = document.getElementById("ipc-passkey-said");
  if (!place) return;
  event.preventDefault();
  place.hidden = false;
});
