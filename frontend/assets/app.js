// What makes pages more comfortable; every page works without it.
// Upload progress, file by file, with a way to stop, dropping files, remembered folds, folds opened for paper.
(() => {
  "use strict";

  // An error summary is read first.
  document.querySelector("[data-focus]")?.focus();

  // Folds stay as they were left, per page.
  for (const fold of document.querySelectorAll("details[id]")) {
    const key = `fold:${location.pathname}:${fold.id}`;
    try {
      const kept = localStorage.getItem(key);
      if (kept !== null) fold.open = kept === "1";
      fold.addEventListener("toggle", () => {
        if (!printing) localStorage.setItem(key, fold.open ? "1" : "0");
      });
    } catch { /* no storage: nothing is remembered */ }
  }

  // Paper shows what is folded away.
  let printing = false;
  let opened = [];
  addEventListener("beforeprint", () => {
    printing = true;
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
    setTimeout(() => { printing = false; }, 0);
  });

  // A button to print is there only where it can.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  const bytes = (n) => {
    const [value, unit] = n < 1e6 ? [n / 1e3, "ko"] : [n / 1e6, "Mo"];
    return `${value.toLocaleString("fr-BE", { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0${unit}`;
  };

  const wire = (form) => {
    const input = form.querySelector('input[type="file"]');
    const drop = form.querySelector(".drop");
    const progress = form.querySelector(".progress");
    const bar = progress.querySelector("progress");
    const text = progress.querySelector(".progress-text");
    const send = form.querySelector('button[type="submit"]');
    let request = null;

    const over = (event, on) => {
      event.preventDefault();
      drop.classList.toggle("over", on);
    };
    drop.addEventListener("dragenter", (event) => over(event, true));
    drop.addEventListener("dragover", (event) => over(event, true));
    drop.addEventListener("dragleave", (event) => over(event, false));
    drop.addEventListener("drop", (event) => {
      over(event, false);
      if (event.dataTransfer.files.length > 0) {
        input.files = event.dataTransfer.files;
        chosen();
      }
    });

    // What was chosen, with its size; each file has a bar of its own once it is on its way.
    const list = form.querySelector(".chosen");
    const max = Number(form.dataset.max);
    const line = (name, detail) => {
      const item = document.createElement("li");
      const size = document.createElement("span");
      size.className = "quiet";
      size.textContent = detail;
      item.append(name, " ", size);
      list.append(item);
      return item;
    };
    const chosen = () => {
      list.replaceChildren();
      for (const file of input.files) {
        const large = file.size > max ? ` · ${form.dataset.large}` : "";
        line(file.name, bytes(file.size) + large).classList.toggle("large", large !== "");
      }
      const all = [...input.files].reduce((sum, file) => sum + file.size, 0);
      if (input.files.length > 1) line(`${input.files.length} ${form.dataset.files}`, bytes(all));
      list.hidden = input.files.length === 0;
    };
    input.addEventListener("change", chosen);
    chosen();

    // Files follow each other in the request, in the order chosen.
    const spread = (loaded) => {
      let left = loaded;
      [...input.files].forEach((file, n) => {
        const item = list.children[n];
        const own = item.querySelector("progress") ?? item.appendChild(document.createElement("progress"));
        own.max = Math.max(file.size, 1);
        own.setAttribute("aria-label", file.name);
        own.value = Math.max(0, Math.min(file.size, left));
        left -= file.size;
      });
    };

    const say = (words) => { text.textContent = words; };
    const rest = (words) => {
      request = null;
      send.disabled = false;
      progress.querySelector("[data-cancel]").hidden = true;
      say(words);
    };

    progress.querySelector("[data-cancel]").addEventListener("click", () => request?.abort());

    form.addEventListener("submit", (event) => {
      if (input.files.length === 0) return;
      event.preventDefault();
      progress.hidden = false;
      progress.querySelector("[data-cancel]").hidden = false;
      send.disabled = true;
      bar.value = 0;
      request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.upload.addEventListener("progress", (step) => {
        if (!step.lengthComputable) return;
        bar.value = Math.round((100 * step.loaded) / step.total);
        if (input.files.length > 1) spread(step.loaded);
        say(`${bytes(step.loaded)} ${form.dataset.sent} ${bytes(step.total)}`);
      });
      request.upload.addEventListener("load", () => {
        // All is there: what is being read can be dropped afterwards, and no longer stopped.
        progress.querySelector("[data-cancel]").hidden = true;
        say(form.dataset.done);
      });
      request.addEventListener("error", () => rest(form.dataset.failed));
      request.addEventListener("abort", () => rest(form.dataset.stopped));
      request.addEventListener("load", () => {
        // A redirect was followed: go where it led. Otherwise the answer is the page itself, with its errors.
        if (request.responseURL && request.responseURL !== form.action) {
          location.assign(request.responseURL);
          return;
        }
        const page = new DOMParser().parseFromString(request.responseText, "text/html");
        const main = page.querySelector("main");
        if (main === null) {
          rest(form.dataset.failed);
          return;
        }
        document.title = page.title;
        document.querySelector("main").replaceWith(main);
        main.querySelectorAll("form[data-upload]").forEach(wire);
        main.focus();
      });
      request.send(new FormData(form));
    });
  };
  document.querySelectorAll("form[data-upload]").forEach(wire);

  // What is typed where there is no network (a boiler room) stays on this device, and goes when there is one again.
  for (const box of document.querySelectorAll("[data-kept]")) {
    const form = box.querySelector("form");
    const note = box.querySelector("[data-kept-note]");
    const place = `kept:${box.dataset.kept}`;
    const key = `${place}:${form.elements.row?.value ?? ""}`;
    const seen = form.elements.seen?.value ?? "";
    const say = (name) => {
      note.hidden = false;
      for (const part of note.children) part.hidden = !(`kept${name}` in part.dataset);
    };
    const fields = () => [...form.elements].filter((f) => f.name && !["hidden", "file", "submit"].includes(f.type));
    const keep = (how) => {
      const typed = Object.fromEntries(fields().map((f) => [f.name, f.type === "checkbox" ? f.checked : f.value]));
      try { localStorage.setItem(key, JSON.stringify({ typed, how, seen })); } catch { /* no storage: nothing is kept */ }
    };
    const held = (name) => {
      try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
    };
    // What was sent has arrived when the page says so; until then it stays here.
    if (location.search.includes("fait=")) {
      try {
        for (const name of Object.keys(localStorage)) {
          if (name.startsWith(`${place}:`) && held(name)?.how === "sent") localStorage.removeItem(name);
        }
      } catch { /* no storage: nothing was kept */ }
    }
    form.addEventListener("input", () => keep("typed"));
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) {
        keep("sent");
        return;
      }
      event.preventDefault();
      keep("waits");
      say("Waits");
    });
    addEventListener("offline", () => say("Waits"));
    addEventListener("online", () => {
      if (held(key)?.how === "waits") form.requestSubmit();
    });
    const kept = held(key);
    // A page that says what is wrong shows what was sent: that is newer.
    if (kept && !box.querySelector(".summary")) {
      for (const f of fields()) {
        const value = kept.typed[f.name];
        if (value === undefined) continue;
        if (f.type === "checkbox") f.checked = value; else f.value = value;
      }
      // Over what somebody else wrote meanwhile nothing goes by itself.
      say(kept.seen === seen ? "Restored" : "Changed");
      const goes = kept.how === "waits" && kept.seen === seen && navigator.onLine;
      if (goes) addEventListener("load", () => form.requestSubmit());
    }
  }
})();
