// Says that the page is a copy from the device, and of when. The words stand on the offline page, which is kept with it.
const { saved, offline } = document.documentElement.dataset;
const answer = await fetch(offline);
const kept = new DOMParser().parseFromString(await answer.text(), "text/html");
const notice = document.importNode(kept.querySelector("#hc-saved").firstElementChild, true);
const words = notice.querySelector("p").firstChild;
const { formats } = kept.querySelector("[data-formats]").dataset;
const date = new Date(saved).toLocaleString(formats, { dateStyle: "long", timeStyle: "short" });
words.data = words.data.replace("{date}", date);
document.querySelector("main").prepend(notice);
