// How each chat product is started, by its own documentation; every one resolves when its window is open.
const SLOW = 20_000; // milliseconds until a product counts as away

const load = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(address)));
    document.head.append(script);
  });

const told = (target, event) =>
  new Promise((resolve, reject) => {
    target.addEventListener(event, resolve, { once: true });
    setTimeout(() => reject(new Error(event)), SLOW);
  });

const root = document.documentElement;

export const products = {
  async chatwoot({ script, key, address }) {
    window.chatwootSettings = { locale: root.lang, position: root.dir === "rtl" ? "left" : "right" };
    const ready = told(window, "chatwoot:ready");
    await Promise.all([ready, load(script).then(() => window.chatwootSDK.run({ websiteToken: key, baseUrl: address }))]);
    window.$chatwoot.toggle("open");
  },

  async tidio({ script }) {
    document.tidioChatLang = root.lang;
    await Promise.all([told(document, "tidioChat-ready"), load(script)]);
    window.tidioChatApi.open();
  },

  async tawk({ script }) {
    window.Tawk_LoadStart = new Date();
    const signals = new EventTarget();
    window.Tawk_API = { onLoad: () => signals.dispatchEvent(new Event("loaded")) };
    await Promise.all([told(signals, "loaded"), load(script)]);
    window.Tawk_API.maximize();
  },
};
