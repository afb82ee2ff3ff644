/** Photos of a case as somebody sees them: small in the timeline, and large when asked for. */

import { pictureAddress, type Attachment, type CaseView } from "../shared/api";
import { calendarDay, formatDay } from "../i18n/dates";
import { fill, h } from "../shared/dom";
import { language, t } from "../i18n/language";
import { zone } from "../shared/stack";

/** An address lives five minutes; one that is nearly over is not used again. */
const USED_MS = 240_000;
const known = new Map<string, { readonly address: Promise<string | null>; readonly until: number }>();

/** The photo that an event added, if the viewer may see it and it is still there; otherwise what became of it. */
export function photoOf(view: CaseView, data: Readonly<Record<string, unknown>>, secret: string | null): HTMLElement {
  const found = view.attachments.find(({ id }) => id === data["attachment"]);
  if (found) return photo(found, secret);
  return h("p", { class: "hint" }, t(data["private"] === true ? "photoNotPublic" : "photoGone"));
}

function photo(shown: Attachment, secret: string | null): HTMLElement {
  const day = formatDay(calendarDay(zone(), new Date(shown.at)), language());
  const alt = t(shown.by.role === "reporter" ? "photoByReporter" : "photoByAgency", { day });
  const words = h("p", { class: "hint", role: "status" });
  const picture = h("img", { alt, decoding: "async" });
  const button = h("button", { type: "button", class: "photo", "aria-label": `${t("photoEnlarge")}: ${alt}` }, picture);
  const box = h("figure", { class: "photo-of", id: `photo-of-${shown.id}` }, button, shown.private && h("figcaption", { class: "hint" }, t("photoForOffice")), words);
  const failed = (): void => fill(words, t("photoFailed"));

  const small = async (): Promise<void> => {
    const address = await addressOf(shown.preview_url, secret);
    if (address === null) return failed();
    fill(words);
    picture.src = address;
  };
  const large = async (): Promise<void> => {
    const address = await addressOf(shown.url, secret);
    if (address === null) return failed();
    fill(words);
    const full = h("a", { href: address, target: "_blank", rel: "noopener noreferrer", "aria-label": t("photoOpen") }, h("img", { src: address, alt }));
    button.replaceWith(full);
    full.focus();
  };
  picture.addEventListener("error", failed);
  button.addEventListener("click", () => void large());
  whenNear(box, () => void small());
  return box;
}

/** Every address is one more request: only for photos that somebody scrolls to. */
function whenNear(box: HTMLElement, load: () => void): void {
  if (!("IntersectionObserver" in window)) return load();
  const observer = new IntersectionObserver(
    (seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      load();
    },
    { rootMargin: "300px" },
  );
  observer.observe(box);
}

/** Asked for once, also when the case is drawn again before the answer is here. */
function addressOf(path: string, secret: string | null): Promise<string | null> {
  const before = known.get(path);
  if (before && before.until > Date.now()) return before.address;
  const address = pictureAddress(path, secret).then((answer) => {
    if (answer.ok) return answer.body.url;
    known.delete(path);
    return null;
  });
  known.set(path, { address, until: Date.now() + USED_MS });
  return address;
}
