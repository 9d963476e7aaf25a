// Keeps what a reader has seen for when there is no network. The build fills in RELEASE (helpcenter_build/offline.py).
// A new release is a new worker, and everything the old one kept goes: nobody reads yesterday's terms as today's.
//
//   page      network first; after PATIENCE, or without network, the copy kept, marked with its date; else the offline page
//   asset     kept copy first: the folder's name is a hash of its content
//   search    kept from its first use on, per language: what every query needs; of answers and a large site's pieces the used
//   /desk/    never kept; without network the offline page
"use strict";

const RELEASE = "RELEASE";
const ASSETS = `hc-assets-${RELEASE.assets.id}`;
const KEPT = `hc-kept-${RELEASE.id}`;
const VISITED = `hc-visited-${RELEASE.id}`;
const OURS = [ASSETS, KEPT, VISITED];
const MOST_VISITED = 60;
const PATIENCE = 3000; // milliseconds
const HASHED = /\.[0-9a-f]{8,}\.\w+$/;
const LOOSE = { ignoreSearch: true, ignoreVary: true };

const pathOf = (address) => new URL(address, location.origin).pathname;

// The page's language; those of the service have theirs after its prefix. The first language's home is "/", and last.
const localeOf = (path) => {
  const tag = path.startsWith(RELEASE.desk) ? path.slice(RELEASE.desk.length).split("/")[0] : null;
  return RELEASE.locales.find((locale) => (tag ? locale.tag === tag : path.startsWith(locale.home))) ?? RELEASE.locales.at(-1);
};

const inFolder = (name) => RELEASE.assets.folder + name;

const openPaths = async () => {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.map((client) => pathOf(client.url));
};

const oldCaches = async () => (await caches.keys()).filter((name) => name.startsWith("hc-") && !OURS.includes(name));

const dropOld = async () => Promise.all((await oldCaches()).map((name) => caches.delete(name)));

// Asked again from the server, which answers "unchanged" in a few bytes where that is so.
const fresh = (path) => new Request(path, { cache: "no-cache" });

const addMissing = async (cache, paths) => {
  const known = new Set((await cache.keys()).map((request) => pathOf(request.url)));
  await cache.addAll(paths.filter((path) => !known.has(path)));
};

// ------------------------------------------------------------------------- a new release

const install = async () => {
  await addMissing(await caches.open(ASSETS), RELEASE.assets.core.map(inFolder));
  const earlier = await Promise.all((await oldCaches()).map(pathsIn));
  const paths = [...(await openPaths()), ...earlier.flat()];
  const locales = new Set(paths.length ? paths.map(localeOf) : RELEASE.locales.slice(-1));
  const kept = await caches.open(KEPT);
  for (const locale of locales) await kept.addAll([...locale.pages, locale.offline].map(fresh));
  await self.skipWaiting();
};

const pathsIn = async (name) => {
  const keys = await (await caches.open(name)).keys();
  return keys.map((request) => pathOf(request.url)).filter((path) => !path.startsWith(RELEASE.assets.root));
};

const activate = async () => {
  const old = await oldCaches();
  const visited = await Promise.all(old.filter((name) => name.startsWith("hc-visited-")).map(pathsIn));
  const kept = await Promise.all(old.filter((name) => name.startsWith("hc-kept-")).map(pathsIn));
  await dropOld();
  await registration.navigationPreload?.enable();
  await clients.claim();
  // Not waited for: pages are answered meanwhile.
  restore([...visited.flat(), ...(await openPaths())], kept.flat());
};

// What the reader had is fetched again as it is now.
const restore = async (visited, kept) => {
  for (const path of new Set(visited)) {
    if (path.startsWith(RELEASE.desk)) continue;
    const answer = await fetch(fresh(path)).catch(() => null);
    if (isPage(answer)) await keepVisited(path, answer);
  }
  for (const locale of RELEASE.locales) if (kept.includes(locale.search[0])) await keepSearch(locale);
  await dropOld(); // what the old worker was still writing when it was replaced
};

// ------------------------------------------------------------------------------ answers

const isPage = (answer) => answer?.ok && !answer.redirected && answer.headers.get("content-type")?.startsWith("text/html");

const keepVisited = async (path, answer) => {
  const cache = await caches.open(VISITED);
  await cache.delete(path); // the newest stand last
  await cache.put(path, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, -MOST_VISITED).map((key) => cache.delete(key)));
};

const page = (event, path) => {
  const network = (async () => (await event.preloadResponse) ?? (await fetch(event.request)))();
  const isKept = event.request.destination === "document" && !path.startsWith(RELEASE.desk);
  const copied = network.then((answer) => isKept && isPage(answer) && keepVisited(path, answer.clone()));
  event.waitUntil(copied.catch(() => null));
  return isKept ? orCopy(network, path) : network.catch(() => offlinePage(path));
};

const orCopy = async (network, path) => {
  const copy = (await caches.match(path, { ...LOOSE, cacheName: VISITED })) ?? (await caches.match(path, LOOSE));
  if (!copy) return network.catch(() => offlinePage(path));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const answer = await Promise.race([network.catch(() => null), late]);
  return answer && answer.status < 500 ? answer : marked(copy, path);
};

// The page's own script tells the reader that this is a copy, and of when.
const marked = async (copy, path) => {
  const date = copy.headers.get("date") ?? "";
  const mark = `<html data-saved="${date}" data-offline="${localeOf(path).offline}"`;
  return new Response((await copy.text()).replace("<html", mark), { headers: copy.headers });
};

const offlinePage = async (path) => {
  const own = localeOf(path);
  for (const locale of [own, ...RELEASE.locales]) {
    const kept = await caches.match(locale.offline, LOOSE);
    if (kept) return kept;
  }
  return Response.error();
};

const copyFirst = async (request, name) => {
  const cache = await caches.open(name);
  const copy = await cache.match(request, LOOSE);
  // A copy brings its own address along, and a web worker would read its settings from that.
  if (copy) return new Response(copy.body, { headers: copy.headers });
  const answer = await fetch(request);
  if (answer.ok) await cache.put(pathOf(request.url), answer.clone());
  return answer;
};

const networkFirst = async (request, name) => {
  const cache = await caches.open(name);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(pathOf(request.url), answer.clone());
    return answer;
  } catch (error) {
    const copy = await cache.match(request, LOOSE);
    if (copy) return copy;
    throw error;
  }
};

const keepSearch = async (locale) => {
  await addMissing(await caches.open(ASSETS), RELEASE.assets.search.map(inFolder));
  await addMissing(await caches.open(KEPT), locale.search);
};

const answerTo = (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.mode === "navigate") return page(event, path);
  if (path.startsWith(RELEASE.desk)) return null;
  if (path.startsWith(RELEASE.assets.root)) return path.startsWith(RELEASE.assets.folder) ? copyFirst(request, ASSETS) : null;
  if (localeOf(path).offline === path) return offlinePage(path);
  if (path.startsWith(localeOf(path).index)) return HASHED.test(path) ? copyFirst(request, KEPT) : networkFirst(request, KEPT);
  return request.destination === "image" ? networkFirst(request, VISITED) : null;
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "search") event.waitUntil(keepSearch(localeOf(pathOf(event.source.url))).catch(() => null));
});
self.addEventListener("fetch", (event) => {
  const isOurs = event.request.method === "GET" && new URL(event.request.url).origin === location.origin;
  const answer = isOurs ? answerTo(event) : null;
  if (answer) event.respondWith(answer);
});
