// Runs before the first paint: the chosen colours, then whatever a page's data-module asks for.
(() => {
  "use strict";
  const root = document.documentElement;
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  const { worker, offsets } = document.currentScript.dataset;
  const SIGNS = ["pointerdown", "keydown", "scroll", "visibilitychange"];
  const TOUCHES = ["focusin", "pointerdown", "change"];
  const PRESSES = ["click", "submit"];
  const QUIET = 5000; // milliseconds for what the reader asked for, before copies are made
  const NEAR = "300px"; // what is further from the reader's eyes than this waits
  const FOUND = "#h="; // an address with the words that the search found, see modules/marks.js
  const STORED = "hc-scheme"; // the only thing kept on the device by this script; see the cookies page

  root.classList.add("js");
  // A reader whose clock differs from the shop's, in winter or in summer, is told both times: that takes more room.
  const own = [0, 6].map((month) => new Date(2026, month).getTimezoneOffset());
  root.toggleAttribute("data-elsewhere", own.join(" ") !== offsets);
  try {
    const chosen = localStorage.getItem(STORED);
    if (chosen) root.setAttribute("data-md-color-scheme", chosen);
  } catch {
    // Storage may be forbidden: the system's colours stay.
  }

  const afterPaint = (work) => requestAnimationFrame(() => setTimeout(work));

  // The first screen is laid out by itself and the rest after it: two short tasks instead of a long one. Not where the
  // address or the browser leads further down.
  if (!location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate") {
    root.classList.add("hc-first");
    addEventListener("load", () => afterPaint(() => root.classList.remove("hc-first")));
  }

  // Readers who come from elsewhere are offered the page in their browser's language, above the page
  // before it is painted; who is here already has chosen. Nothing is kept on the device.
  const offerLanguage = () => {
    if (document.referrer.startsWith(`${location.origin}/`)) return;
    const tags = [root.lang, ...[...document.querySelectorAll("link[hreflang]")].map((link) => link.hreflang)];
    const wanted = navigator.languages.map((tag) => tag.split("-")[0]).find((tag) => tags.includes(tag));
    if (wanted && wanted !== root.lang) root.dataset.offer = wanted;
  };
  offerLanguage();

  // What cannot be loaded (the browser says why) leaves its part of the page as it is without script.
  const start = (element) =>
    import(`${folder}modules/${element.dataset.module}.js`).then((module) => new module.default(element), () => null);

  // A link with ?q= opens the search box with that question; on a page with a form it is for the form.
  const isAsked = ({ dataset }) =>
    "shared" in dataset && new URLSearchParams(location.search).has("q") && !document.querySelector("[data-module=form]");

  // A number recognised in the search box comes along behind "#": no server sees it.
  const takeNumber = () => {
    const number = new URLSearchParams(location.hash.slice(1)).get("number");
    const field = document.getElementById("hc-track");
    if (!number || !field) return;
    field.value = number;
    field.focus();
  };

  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey);

  // f, s and / lead to the search, on keyboards of other scripts too, as long as the reader has not switched them off.
  const KEYS = { KeyF: "f", KeyS: "s", Slash: "/" };
  const toSearch = (event) => {
    const box = document.getElementById("hc-query");
    const key = event.key > "~" ? KEYS[event.code] : event.key;
    const isMeant = Object.values(KEYS).includes(key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!box || !isMeant || event.target.matches("input, select, textarea") || areKeysOff()) return;
    event.preventDefault();
    box.focus();
  };

  const areKeysOff = () => {
    try {
      return "hc-keys" in localStorage;
    } catch {
      return false;
    }
  };

  // What is pressed before the module is there is kept for it, where the module does better than the page alone.
  const startOnTouch = (element) => {
    const isHolding = element.matches("[data-hold], form:not([action])");
    let held = null;
    const hold = (event) => {
      const pressed = event.type === "submit" ? event.target : isPlain(event) && event.target.closest("a, button[type=button]");
      if (!pressed) return;
      event.preventDefault();
      held = pressed;
    };
    const wake = async () => {
      for (const touch of TOUCHES) element.removeEventListener(touch, wake);
      await start(element);
      for (const press of PRESSES) element.removeEventListener(press, hold);
      if (held?.matches("form")) held.requestSubmit();
      else held?.click();
    };
    for (const touch of TOUCHES) element.addEventListener(touch, wake);
    if (isHolding) for (const press of PRESSES) element.addEventListener(press, hold);
    if (element.contains(document.activeElement) || isAsked(element)) wake();
  };

  // Who brings a question or a draft, or is offline and needs the phone number, has no time to lose.
  const isWished = ({ dataset }) => {
    if (root.dataset.saved || new URLSearchParams(location.search).has("q")) return true;
    try {
      return `hc-draft-${dataset.form}` in localStorage;
    } catch {
      return false;
    }
  };

  // A slow page is painted before all of it has come: what is wished for has its room by then.
  const openWished = () => {
    for (const place of document.querySelectorAll("[data-wake=wish]")) place.toggleAttribute("data-open", isWished(place));
  };
  const arrival = new MutationObserver(openWished);
  arrival.observe(root, { childList: true, subtree: true });

  const startOnWish = (element) => {
    const isOpen = element.toggleAttribute("data-open", isWished(element));
    (isOpen ? start : startOnTouch)(element);
  };

  const startInSight = (element) => {
    const watch = new IntersectionObserver(
      (seen) => {
        if (!seen.some((one) => one.isIntersecting)) return;
        watch.disconnect();
        start(element);
      },
      { rootMargin: NEAR },
    );
    afterPaint(() => watch.observe(element)); // nothing is loaded beside what the reader came for
  };

  const STARTS = { touch: startOnTouch, sight: startInSight, wish: startOnWish };

  const mount = (part) => {
    for (const element of part.querySelectorAll("[data-module]")) (STARTS[element.dataset.wake] ?? start)(element);
  };

  const isDark = () => {
    const chosen = root.dataset.mdColorScheme;
    return chosen ? chosen === "slate" : matchMedia("(prefers-color-scheme: dark)").matches;
  };

  const switchColours = (button) => {
    const scheme = isDark() ? "default" : "slate";
    root.setAttribute("data-md-color-scheme", scheme);
    button.setAttribute("aria-pressed", String(scheme === "slate"));
    try {
      localStorage.setItem(STORED, scheme);
    } catch {
      // The choice lasts for this page only.
    }
  };

  // Copies for reading offline; a reader who only looks pays for none of them.
  const keepCopies = () => {
    for (const sign of SIGNS) removeEventListener(sign, keepCopies, true);
    setTimeout(() => navigator.serviceWorker.register(worker, { updateViaCache: "none" }), document.hidden ? 0 : QUIET);
  };

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll(".hc-menu[open]")) if (menu !== except) menu.open = false;
  };

  document.addEventListener("DOMContentLoaded", () => {
    arrival.disconnect();
    const button = document.querySelector(".hc-scheme");
    if (button) {
      button.setAttribute("aria-pressed", String(isDark()));
      button.addEventListener("click", () => switchColours(button));
    }
    document.addEventListener("click", (event) => closeMenus(event.target.closest(".hc-menu")));
    document.addEventListener("keydown", (event) => {
      const menu = event.key === "Escape" && document.querySelector(".hc-menu[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("keydown", toSearch);
    document.addEventListener("hc-mount", (event) => mount(event.target));
    mount(document);
    takeNumber();
    if (root.dataset.saved) import(`${folder}modules/saved.js`);
    if (location.hash.startsWith(FOUND)) import(`${folder}modules/marks.js`);
    addEventListener("hashchange", () => location.hash.startsWith(FOUND) && location.reload()); // found on this very page
    if (worker && navigator.serviceWorker) for (const sign of SIGNS) addEventListener(sign, keepCopies, true);
  });
})();
