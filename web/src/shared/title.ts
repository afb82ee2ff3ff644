import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";

/** Names the page anew. The title stands in the HTML, so that a switch of language finds it. */
export function setTitle(key: WordKey): void {
  const title = document.querySelector("title");
  if (title === null) return;
  title.dataset.t = key;
  title.textContent = t(key);
}
