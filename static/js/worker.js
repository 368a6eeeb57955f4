/* While the network is away, the page for a new entry opens all the same; it is the only page that is kept.
   Network first, always. What is typed there waits in the page's own store (ledger.js). */
"use strict";
const KEPT = "trustcode-entry-1";
const ENTRY = /^(\/en)?\/desk\/[0-9a-z]{16}\/ledger\/new$/;
const PARTS = /^\/(static|style)\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  const isEntry = request.mode === "navigate" && ENTRY.test(path);
  const isPart = PARTS.test(path) && request.referrer && ENTRY.test(new URL(request.referrer).pathname);
  if (request.method === "GET" && (isEntry || isPart)) event.respondWith(answered(request, isEntry));
});

async function answered(request, isEntry) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await kept.put(request.url, answer.clone());
    else if (isEntry && answer.type === "opaqueredirect") await caches.delete(KEPT); // signed out
    return answer;
  } catch (fault) {
    const found = await kept.match(request, { ignoreSearch: isEntry, ignoreVary: true });
    if (found) return found;
    throw fault;
  }
}
