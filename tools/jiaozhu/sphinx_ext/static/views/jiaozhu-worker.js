// Keeps a copy of the site in the browser, for readers who have asked for it. What the network has goes before the copy,
// so a reader who is online always sees the site as it is. Python writes the list of files before this script.
(() => {
  "use strict";

  /** @type {any} As much of a service worker's scope as is used. */
  const worker = self;
  /** @type {{ version: string, files: [path: string, digest: string][] }} */
  const { version, files } = worker.jiaozhuKept;
  /** What the caches of this site begin with; other sites of the same host have theirs. */
  const OURS = `jiaozhu ${worker.registration.scope} `;
  const NAME = OURS + version;
  /** Files that are asked for at once, and milliseconds after which the copy goes before a slow network. */
  const AT_ONCE = 6;
  const PATIENCE = 5000;

  const digests = new Map(files.map(([path, digest]) => [new URL(path, worker.registration.scope).href, digest]));

  /**
   * Under which a file is kept: a new state of it has a new name.
   * @param {string} address
   */
  const key = (address) => `${address}?kept=${digests.get(address)}`;

  /** @param {number} done */
  const report = async (done) => {
    for (const client of await worker.clients.matchAll({ includeUncontrolled: true }))
      client.postMessage({ jiaozhuKept: done, of: files.length });
  };

  /**
   * Keep one file: the copy that an earlier version has, or that of the network.
   * @param {Cache} cache
   * @param {string} address
   */
  const keep = async (cache, address) => {
    const kept = await caches.match(key(address));
    const response = kept ?? (await fetch(address, { cache: "no-cache" }));
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    await cache.put(key(address), response);
  };

  const keepAll = async () => {
    const cache = await caches.open(NAME);
    const waiting = [...digests.keys()];
    let done = 0;
    const work = async () => {
      for (let address = waiting.pop(); address; address = waiting.pop()) {
        await keep(cache, address);
        done += 1;
        await report(done);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await worker.skipWaiting();
  };

  const dropOthers = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
    await Promise.all(names.map((name) => caches.delete(name)));
    await worker.clients.claim();
  };

  /**
   * The copy of what is asked for, if there is one.
   * @param {URL} url
   */
  const copy = (url) => {
    const address = url.origin + (url.pathname.endsWith("/") ? `${url.pathname}index.html` : url.pathname);
    return digests.has(address) ? caches.match(key(address)) : Promise.resolve(undefined);
  };

  /**
   * What the network has; without one, or with a slow one, the copy.
   * @param {Request} request
   */
  const answer = async (request) => {
    const url = new URL(request.url);
    const found = fetch(request);
    const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    try {
      const first = await Promise.race([found, slow]);
      if (first instanceof Response) return first;
    } catch {
      // The network fails: the copy answers.
    }
    return (await copy(url)) ?? found;
  };

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keepAll()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(dropOthers()));
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { request } = event;
    if (request.method === "GET" && request.url.startsWith(worker.registration.scope))
      event.respondWith(answer(request));
  });
})();
