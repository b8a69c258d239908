// The first page: keeps a copy of the edition in the browser for reading without a network, if a reader asks for it.
// Nothing is kept otherwise; from a folder there is nothing to keep.
(() => {
  "use strict";

  const { words, page } = window.jiaozhu;

  const place = document.querySelector(".jz-home-offline");
  const button = place?.querySelector("button");
  const status = place?.querySelector("[role=status]");
  const offered = /^https?:$/.test(location.protocol) && isSecureContext && "serviceWorker" in navigator;
  if (!place || !button || !status || !offered) return;

  const root = new URL(page.root(), location.href).href;

  /** The worker of this site; another site on the same host has its own. */
  const registered = async () => {
    const found = await navigator.serviceWorker.getRegistration(root);
    return found?.scope === root ? found : undefined;
  };

  /** @param {string} text */
  const say = (text) => page.say(status, text);

  const show = async () => {
    const kept = Boolean((await registered())?.active);
    button.textContent = kept ? words("Remove the copy from this browser") : words("Keep for reading offline");
    button.dataset.kept = kept ? "yes" : "";
    button.disabled = false;
  };

  const remove = async () => {
    await (await registered())?.unregister();
    const names = (await caches.keys()).filter((name) => name.startsWith(`jiaozhu ${root} `));
    await Promise.all(names.map((name) => caches.delete(name)));
    say(words("The copy is removed."));
  };

  /** @param {ServiceWorker} worker */
  const settled = (worker) =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (worker.state === "activated") resolve(undefined);
        if (worker.state === "redundant") reject(new Error("redundant"));
      };
      worker.addEventListener("statechange", look);
      look();
    });

  /** Whether a copy is being made: the last report of how far it is may come after the copy is whole. */
  let making = false;

  const keep = async () => {
    making = true;
    try {
      const registration = await navigator.serviceWorker.register(`${root}jiaozhu-worker.js`, { scope: root });
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      if (worker) await settled(worker);
    } finally {
      making = false;
    }
    say(words("The edition is kept in this browser and opens without a network."));
  };

  navigator.serviceWorker.addEventListener("message", (event) => {
    const { jiaozhuKept: done, of } = event.data ?? {};
    if (making && done < of) say(words("{done} of {of} files", { done, of }));
  });

  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await (button.dataset.kept ? remove() : keep());
    } catch {
      say(words("The copy could not be made; nothing is kept."));
    }
    await show();
  });

  document.head.append(page.element("link", { rel: "manifest", href: `${root}manifest.webmanifest` }));
  place.removeAttribute("hidden");
  void show();
})();
