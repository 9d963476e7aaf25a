// In the editors' preview only: reloads the page after a build and shows the problems of its article.
const STATE = new URL("../../../preview.json", import.meta.url);
const SECOND = 1000;

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
};

class Preview {
  async look() {
    const answer = await fetch(STATE, { cache: "no-store" }).catch(() => null);
    const state = answer?.ok ? await answer.json() : null;
    if (!state) return;
    if (this.build && state.build !== this.build) location.reload();
    if (JSON.stringify(state.problems) !== this.shown) this.show(state.problems);
    this.build = state.build;
  }

  show(problems) {
    this.shown = JSON.stringify(problems);
    document.querySelector(".hc-preview")?.remove();
    if (!problems.length) return;
    const sheet = element("link", "");
    sheet.rel = "stylesheet";
    sheet.href = new URL("../preview.css", import.meta.url);
    document.head.append(sheet);
    const here = problems.filter((problem) => problem.page === location.pathname);
    const others = problems.length - here.length;
    const title = element("summary", "hc-preview__title", `Preview: ${here.length} problems on this page, ${others} elsewhere`);
    const box = element("details", "hc-preview", title, this.list(here), this.list(problems.filter((p) => !here.includes(p))));
    box.open = here.length > 0;
    document.querySelector("main").prepend(box);
  }

  list(problems) {
    const rows = problems.map((problem) =>
      element("li", `hc-preview__problem hc-preview__problem--${problem.severity}`, `${problem.place}: ${problem.message} `, element("em", "", problem.hint)),
    );
    return element("ul", "hc-preview__list", ...rows);
  }
}

// A site once served from this address may have left its worker, which would go on showing kept pages.
for (const worker of await navigator.serviceWorker.getRegistrations()) worker.unregister();

const preview = new Preview();
await preview.look();
setInterval(() => preview.look(), SECOND);
