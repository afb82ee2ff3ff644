/** A button that asks once before it acts. */

import { h } from "./dom";

/** The first press shows the question, the second one acts; the question goes when the button loses the focus. */
export function confirmButton(words: string, question: string, act: () => void): HTMLButtonElement {
  const button = h("button", { type: "button", class: "quiet" }, words);
  let asking = false;
  const setAsking = (now: boolean): void => {
    asking = now;
    button.textContent = asking ? question : words;
    button.classList.toggle("asking", asking);
  };
  button.addEventListener("click", () => (asking ? act() : setAsking(true)));
  button.addEventListener("blur", () => setAsking(false));
  return button;
}
