// Says that the page is a copy from the device, and of when. The words stand on the offline page, which is kept with it.
const { saved, offline } = document.documentElement.dataset;
const answer = await fetch(offline);
const kept = new DOMParser().parseFromString(await answer.text(), "text/html");
const place = kept.getElementById("hc-saved");
const notice = document.importNode(place.firstElementChild, true);
const words = notice.querySelector("p").firstChild;
const date = new Date(saved).toLocaleString(place.dataset.formats, { dateStyle: "long", timeStyle: "short" });
words.data = words.data.replace("{date}", date);
document.querySelector("main").prepend(notice);
