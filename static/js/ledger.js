/* The ledger at the desk: what is due while one types, entries kept while the network is away, the shopper's answer.
   Everything works without it. */
"use strict";
(() => {
  const entry = document.getElementById("entry");
  const waiting = document.getElementById("waiting");
  const state = document.querySelector("[data-state]");

  if (state) watch(state);
  if (entry) {
    freshen(entry);
    judge(entry);
    steps(entry);
    camera(entry);
  }
  if (entry && waiting && window.indexedDB) keep(entry, waiting);
  if (waiting && "serviceWorker" in navigator) stay(waiting.dataset.worker);

  // The shopper's answer shows by itself, for three minutes and while somebody looks.
  function watch(box) {
    const until = Date.now() + 180000;
    const look = async () => {
      if (Date.now() > until) return;
      if (!document.hidden) {
        try {
          const answer = await fetch(box.dataset.state, { headers: { Accept: "application/json" } });
          if (answer.ok && (await answer.json()).state !== "open") { window.location.reload(); return; }
        } catch { /* The network is away; the link to look again stays. */ }
      }
      window.setTimeout(look, 4000);
    };
    window.setTimeout(look, 4000);
  }

  // This page opens without a network too; the first time it puts itself and its parts there.
  async function stay(worker) {
    try {
      const known = Boolean(navigator.serviceWorker.controller);
      await navigator.serviceWorker.register(worker);
      if (known) return;
      const parts = Array.from(document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]"), (one) => one.href || one.src);
      const kept = await window.caches.open("trustcode-entry-1");
      await kept.addAll([window.location.href, ...parts]);
    } catch { /* A browser that may not keep anything; then this page needs the network. */ }
  }

  // A page that was kept since yesterday, and is opened without a network, shows the days of today by the phone's clock.
  function freshen(form) {
    const china = new Date(Date.now() + 8 * 3600000);
    const keys = Array.from(form.querySelectorAll(".tiles-days input")).slice(0, -1);
    const written = (back) => new Date(china.getTime() - back * 86400000).toISOString().slice(0, 10);
    if (navigator.onLine || form.dataset.today >= written(0)) return;
    keys.forEach((key, back) => {
      const day = written(back);
      const words = key.nextElementSibling;
      key.value = day;
      words.querySelector("span").textContent = day.slice(5).replace("-", "/");
      if (words.querySelector("small")) words.querySelector("small").remove();
    });
    form.elements.requested_on.value = written(0);
  }

  // What is due, asked for as soon as day and goods are there.
  function judge(form) {
    const panel = document.getElementById("verdict");
    const reasons = document.getElementById("reasons");
    const check = form.querySelector("[data-check]");
    const asked = ["kind", "basis", "bought", "bought_on", "requested_on", "category", "condition", "no_proof", "elsewhere"];
    let last = 0;
    if (check) check.hidden = true;
    const put = (place, html) => {
      place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    };
    const ask = async () => {
      const mine = ++last;
      const filled = new FormData(form);
      const query = new URLSearchParams(Array.from(filled).filter(([name]) => asked.includes(name)));
      try {
        const answer = await fetch(`${form.dataset.verdict}?${query}`, { headers: { Accept: "application/json" } });
        const found = answer.ok ? await answer.json() : null;
        if (mine !== last || !found || !found.verdict) return;
        const chosen = filled.get("refusal_code");
        put(panel, found.panel);
        put(reasons, found.reasons);
        const again = chosen && reasons.querySelector(`input[value="${CSS.escape(chosen)}"]`);
        if (again) again.checked = true;
      } catch { /* Away: the entry is judged when it arrives. */ }
    };
    form.addEventListener("change", (event) => {
      if (asked.includes(event.target.name)) ask();
      given();
    });
    const given = () => {
      const accepted = form.elements.outcome.value === "accepted";
      form.querySelectorAll(".entry-given input, .entry-given select").forEach((one) => { one.disabled = !accepted; });
    };
    given();
    if (!panel.children.length) ask();
  }

  function steps(form) {
    form.querySelectorAll("[data-step]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        const number = form.elements.quantity;
        number.value = String(Math.min(999, Math.max(1, (parseInt(number.value, 10) || 0) + Number(button.dataset.step))));
      });
    });
  }

  // The number of a receipt from a picture of it, where the browser can read codes by itself.
  function camera(form) {
    const button = form.querySelector("[data-read]");
    if (!button || !("BarcodeDetector" in window) || !window.createImageBitmap) return;
    const said = document.getElementById(button.dataset.said);
    const picture = document.createElement("input");
    picture.type = "file";
    picture.accept = "image/*";
    picture.setAttribute("capture", "environment");
    button.hidden = false;
    button.addEventListener("click", () => picture.click());
    picture.addEventListener("change", async () => {
      said.textContent = "";
      try {
        const found = await new window.BarcodeDetector().detect(await createImageBitmap(picture.files[0]));
        if (!found.length) throw new Error("nothing");
        document.getElementById(button.dataset.read).value = found[0].rawValue.slice(0, 80);
      } catch { said.textContent = said.dataset.failed; }
      picture.value = "";
    });
  }

  // Entries wait in this browser while the network is away, and are sent once when it is back.
  function keep(form, box) {
    const STORE = "entries";
    const words = box.dataset;
    const open = () => new Promise((yes, no) => {
      const asked = window.indexedDB.open("trustcode-ledger", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
      asked.onsuccess = () => yes(asked.result);
      asked.onerror = () => no(asked.error);
    });
    const within = async (mode, act) => {
      const base = await open();
      return new Promise((yes, no) => {
        const turn = base.transaction(STORE, mode);
        const asked = act(turn.objectStore(STORE));
        turn.oncomplete = () => { base.close(); yes(asked.result); };
        turn.onerror = turn.onabort = () => { base.close(); no(turn.error); };
      });
    };
    const mine = async () => (await within("readonly", (store) => store.getAll()))
      .filter((one) => one.shop === words.shop).sort((a, b) => a.at - b.at);
    const line = (text, name = "p") => Object.assign(document.createElement(name), { textContent: text });

    const show = async (said = "") => {
      const kept = await mine();
      const sound = kept.filter((one) => !one.wrong).length;
      const parts = [];
      if (sound) parts.push(line(sound === 1 ? words.one : words.many.replace("%n", String(sound))));
      if (kept.some((one) => one.photos)) parts.push(line(words.photos));
      if (said) parts.push(line(said));
      const faults = document.createElement("ul");
      kept.filter((one) => one.wrong).forEach((one) => {
        const item = line("", "li");
        const mend = Object.assign(line(words.mend, "button"), { type: "button", className: "button button-second" });
        mend.addEventListener("click", () => fill(one));
        item.append(line(`${words.wrong} ${one.wrong}`), mend);
        faults.append(item);
      });
      if (faults.children.length) parts.push(faults);
      box.replaceChildren(...parts);
      box.hidden = !parts.length;
    };

    // What was not taken comes back into the form, under a new key, and leaves the queue when it is sent again.
    const fill = (one) => {
      form.reset();
      one.fields.forEach(([name, value]) => {
        Array.from(form.querySelectorAll(`[name="${CSS.escape(name)}"]`)).forEach((field) => {
          if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value || field.checked && field.type === "checkbox";
          else if (field.type !== "file") field.value = value;
        });
      });
      form.dataset.mends = one.key;
      form.elements.retry_key.value = newKey();
      form.querySelectorAll("details").forEach((fold) => { fold.open = true; });
      form.dispatchEvent(new Event("change"));
      form.scrollIntoView();
    };

    const newKey = () => Array.from(window.crypto.getRandomValues(new Uint8Array(16)),
      (byte) => "0123456789abcdefghjkmnpqrstvwxyz"[byte & 31]).join("");

    const send = async (one, token) => {
      const body = new URLSearchParams(one.fields);
      body.set("csrf_token", token);
      return fetch(one.path, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
    };

    let busy = false;
    const flush = async () => {
      const kept = (await mine()).filter((one) => !one.wrong);
      if (busy || !kept.length || !navigator.onLine) return show();
      busy = true;
      let said = "";
      try {
        const asked = await fetch(words.token, { redirect: "manual", headers: { Accept: "application/json" } });
        if (!asked.ok) { said = words.enter; return; }
        const { token } = await asked.json();
        for (const one of kept) {
          const answer = await send(one, token);
          if (answer.ok) {
            await within("readwrite", (store) => store.delete(one.key));
            said = words.done;
          } else if (answer.status === 422) {
            const problem = await answer.json();
            one.wrong = (problem.errors || []).map((fault) => fault.detail).join(" ") || problem.detail || problem.title;
            await within("readwrite", (store) => store.put(one));
          } else {
            said = answer.type === "opaqueredirect" || answer.status === 403 ? words.enter : "";
            break;
          }
        }
      } catch { /* Away again: what was not answered stays, under its key. */ } finally {
        busy = false;
        await show(said);
      }
      return undefined;
    };

    form.addEventListener("submit", async (event) => {
      if (event.submitter && event.submitter.name === "go") return;
      event.preventDefault();
      const filled = new FormData(form);
      const mended = form.dataset.mends;
      const photos = filled.getAll("photos").some((file) => file.size);
      try {
        const answer = await fetch(form.action, { method: "POST", body: filled, redirect: "manual", headers: { Accept: "application/json" } });
        if (answer.ok) {
          if (mended) await within("readwrite", (store) => store.delete(mended));
          window.location.assign((await answer.json()).path);
          return;
        }
        form.submit();
      } catch {
        const fields = Array.from(filled).filter(([name, value]) => typeof value === "string" && name !== "csrf_token" && name !== "origin");
        const key = filled.get("retry_key");
        try {
          const last = Math.max(0, ...(await mine()).map((one) => one.at));
          const at = Math.max(Date.now(), last + 1);
          await within("readwrite", (store) => store.put(
            { key, shop: words.shop, path: form.action, at, photos, wrong: "", fields: [...fields, ["origin", "offline"]] }));
          if (mended) await within("readwrite", (store) => store.delete(mended));
          delete form.dataset.mends;
          form.reset();
          form.elements.retry_key.value = newKey();
          form.dispatchEvent(new Event("change"));
          await show();
          window.scrollTo(0, 0);
        } catch { box.replaceChildren(line(words.failed)); box.hidden = false; }
        delete form.dataset.sent;
        form.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
      }
    });
    // A page that was kept has an old key: each time it is opened gets a key of its own.
    form.elements.retry_key.value = newKey();
    window.addEventListener("online", flush);
    flush();
  }
})();
