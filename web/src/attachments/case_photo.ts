/** The photos of a case in its timeline: small, and large when pressed. */

import { calendarDay, formatDay, type Zone } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { Attachment, Case } from "../shared/case_api";
import { fill, h } from "../shared/dom";
import { readAttachment } from "./api";

/** An address lives five minutes; one in its last minute is not used again. */
const REUSED_MS = 240_000;
const knownAddresses = new Map<string, { readonly address: Promise<string | null>; readonly until: number }>();

/** The photo that an event added, if the viewer may see it and it is still there; otherwise a sentence that says why not. */
export function casePhoto(view: Case, data: Readonly<Record<string, unknown>>, secret: string | null): HTMLElement {
  const found = view.attachments.find(({ id }) => id === data["attachment"]);
  if (found) return photoFigure(found, view.zone, secret);
  return h("p", { class: "hint" }, t(data["private"] === true ? "photoNotPublic" : "photoGone"));
}

function photoFigure(attachment: Attachment, zone: Zone, secret: string | null): HTMLElement {
  const day = formatDay(calendarDay(zone, new Date(attachment.at)), language());
  const alt = t(attachment.by.role === "reporter" ? "photoByReporter" : "photoByAgency", { day });
  const message = h("p", { class: "hint", role: "status" });
  const image = h("img", { alt, decoding: "async" });
  const button = h("button", { type: "button", class: "photo", "aria-label": `${t("photoEnlarge")}: ${alt}` }, image);
  const figure = h("figure", { class: "photo-of", id: `photo-of-${attachment.id}` }, button, attachment.private && h("figcaption", { class: "hint" }, t("photoForOffice")), message);
  const showFailure = (): void => fill(message, t("photoFailed"));

  const showPreview = async (): Promise<void> => {
    const address = await addressOf(attachment.preview_url, secret);
    if (address === null) return showFailure();
    fill(message);
    image.src = address;
  };
  const showLarge = async (): Promise<void> => {
    const address = await addressOf(attachment.url, secret);
    if (address === null) return showFailure();
    fill(message);
    const full = h("a", { href: address, target: "_blank", rel: "noopener noreferrer", "aria-label": t("photoOpen") }, h("img", { src: address, alt }));
    button.replaceWith(full);
    full.focus();
  };
  image.addEventListener("error", showFailure);
  button.addEventListener("click", () => void showLarge());
  whenNear(figure, () => void showPreview());
  return figure;
}

/** Loads a photo when somebody scrolls near it, because every address is one more request. */
function whenNear(figure: HTMLElement, load: () => void): void {
  if (!("IntersectionObserver" in window)) return load();
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      load();
    },
    { rootMargin: "300px" },
  );
  observer.observe(figure);
}

/** The address of a photo, asked for once, also when the case is drawn again before the answer is here. */
function addressOf(path: string, secret: string | null): Promise<string | null> {
  const before = knownAddresses.get(path);
  if (before && before.until > Date.now()) return before.address;
  const address = readAttachment(path, secret).then((answer) => {
    if (answer.ok) return answer.body.url;
    knownAddresses.delete(path);
    return null;
  });
  knownAddresses.set(path, { address, until: Date.now() + REUSED_MS });
  return address;
}
