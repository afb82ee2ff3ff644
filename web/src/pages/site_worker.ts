/** Has the browser keep the citizens' pages for times without a connection. */

import { isEmptyDraft, loadDraft } from "../filing/draft";
import type { Stack } from "../shared/stack";

/** Registers the service worker of the site once the page has loaded, if the stack has one: it must not take bytes from the form. */
export function keepPages(stack: Stack | null): void {
  if (!("serviceWorker" in navigator) || stack?.offline !== true) return;
  if (document.readyState === "complete") void register();
  else window.addEventListener("load", () => void register());
}

async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    letTakeOver(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => letTakeOver(registration.waiting));
    });
  } catch {
    // Forbidden by this browser's settings, or no connection: the pages work without it.
  }
}

/**
 * Lets a new version take over for the pages that are opened from now on; this one stays as it is. While something is being
 * written it goes on waiting, at the longest until the last page of the site is closed.
 */
function letTakeOver(waiting: ServiceWorker | null): void {
  if (waiting && !isWriting()) waiting.postMessage("take over");
}

function isWriting(): boolean {
  return !isEmptyDraft(loadDraft(new Date())) || [...document.querySelectorAll<HTMLTextAreaElement>("textarea:not([readonly])")].some(({ value }) => value.trim() !== "");
}
