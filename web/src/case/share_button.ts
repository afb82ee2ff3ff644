/** Passes a public case on: by the phone's own "share", or else by copying its address. The secret is never part of it. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { trackingAddress } from "../shared/addresses";
import type { Case } from "../shared/case_api";
import { h, iconAndText } from "../shared/dom";

/** The button; none for a case that the public does not see. */
export function shareButton(view: Case): HTMLElement | null {
  if (view.secret || view.sensitive) return null;
  const said = h("span", { role: "status" });
  const press = async (): Promise<void> => {
    const outcome = await share(view);
    said.textContent = outcome === null ? "" : t(outcome);
  };
  return h("span", {}, h("button", { type: "button", class: "quiet", id: "share-case", onclick: () => void press() }, ...iconAndText("send", t("shareCase"))), " ", said);
}

/** What became of it, in words; null if the phone says so itself. */
async function share({ tracking_id, title }: Case): Promise<WordKey | null> {
  const url = trackingAddress(tracking_id);
  try {
    if (typeof navigator.share === "function") {
      await navigator.share({ title: title ?? tracking_id, url });
      return null;
    }
    await navigator.clipboard.writeText(url);
    return "shareCopied";
  } catch (error) {
    // Who closes the phone's own list of receivers has not failed.
    return error instanceof DOMException && error.name === "AbortError" ? null : "shareFailed";
  }
}
