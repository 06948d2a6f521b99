"use strict";

// A session that ended, and errors of the server, must not vanish: the page says so where screen readers hear it.
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  const place = document.getElementById("announcements");
  if (place && status !== 401) {
    place.classList.remove("visually-hidden");
    place.classList.add("notice", "bad");
    place.textContent = document.body.dataset.failed || "The request failed (" + status + ").";
  }
});

// Answers of 400, 409, 422 and 429 are parts of pages that say what to do: they are shown, not dropped.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([400, 409, 422, 429].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
