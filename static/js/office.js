/* Only makes quicker what every form can do without it. */
"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  // A summary of errors is read first.
  const errors = document.getElementById("errors");
  if (errors) errors.focus();

  // One press, one sending; going back makes the button live again.
  all("form[method=post]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
      all("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
      if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    });
  });
  window.addEventListener("pageshow", () => {
    all("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
    all("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });

  // Whoever signs out leaves no page behind on the phone.
  all("form[action$='/sign-out']").forEach((form) => {
    form.addEventListener("submit", () => { if (window.caches) window.caches.delete("trustcode-entry-1"); });
  });

  // <button type="button" data-locate="f-latitude f-longitude" data-said="where-said" hidden>: fill in the position.
  all("[data-locate]").forEach((button) => {
    if (!navigator.geolocation) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const [latitude, longitude] = button.dataset.locate.split(" ").map((id) => document.getElementById(id));
      const said = document.getElementById(button.dataset.said);
      navigator.geolocation.getCurrentPosition(
        (place) => {
          latitude.value = place.coords.latitude.toFixed(5);
          longitude.value = place.coords.longitude.toFixed(5);
          if (said) said.textContent = said.dataset.done;
        },
        () => { if (said) said.textContent = said.dataset.failed; },
        { enableHighAccuracy: true, timeout: 15000 },
      );
    });
  });

  // <div data-unless="offers_returns=no">: out of sight while that radio is chosen.
  all("[data-unless]").forEach((part) => {
    const [name, value] = part.dataset.unless.split("=");
    const radios = all(`input[type=radio][name="${name}"]`);
    const follow = () => { part.hidden = radios.some((radio) => radio.checked && radio.value === value); };
    radios.forEach((radio) => radio.addEventListener("change", follow));
    window.addEventListener("pageshow", follow);
    follow();
  });

  // A chosen photo is shown before it is sent.
  all("input[type=file][data-preview]").forEach((input) => {
    input.addEventListener("change", () => {
      const chosen = input.files && input.files[0];
      let line = input.previousElementSibling;
      if (!chosen || !chosen.type.startsWith("image/")) return;
      if (!line || !line.classList.contains("file-kept")) {
        line = document.createElement("p");
        line.className = "file-kept";
        line.append(document.createElement("img"));
        input.before(line);
      }
      const image = line.querySelector("img");
      image.alt = "";
      image.removeAttribute("width");
      image.removeAttribute("height");
      const reader = new FileReader();
      reader.addEventListener("load", () => { image.src = reader.result; });
      reader.readAsDataURL(chosen);
    });
  });

  // <button type="button" data-reveal="f-password" hidden>: read what was typed.
  all("[data-reveal]").forEach((button) => {
    const input = document.getElementById(button.dataset.reveal);
    button.hidden = false;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
    });
  });

  // <input data-from-address>: what a scanned address brings behind its `#`, which no server ever sees. It is written into
  // the field and taken off the address, so that it stays in no history.
  all("input[data-from-address]").forEach((input) => {
    const brought = /^#([0-9a-f]{32})$/.exec(location.hash);
    if (!brought) return;
    input.value = brought[1];
    history.replaceState(null, "", location.pathname + location.search);
  });

  // <button type="button" data-print hidden>.
  all("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
