/** Keeps what somebody has typed when a script draws the fields again, in another language or with a newer case. */

/** Notes what was typed, chosen, unfolded and told of it in a box; the function it returns restores that in the elements of the same ids. */
export function captureFormState(box: HTMLElement): () => void {
  const written = [...box.querySelectorAll<Written>(WRITTEN)].map(({ id, value }) => [id, value] as const);
  const chosen = [...box.querySelectorAll<HTMLInputElement>("input:checked")].map(({ id }) => id);
  const unfolded = [...box.querySelectorAll<HTMLDetailsElement>("details[id][open]")].map(({ id }) => id);
  const opened = [...box.querySelectorAll('button[id][aria-expanded="true"]')].map(({ id }) => id);
  const told = [...box.querySelectorAll(TOLD)].map(({ id, childNodes }) => [id, [...childNodes]] as const);
  return () => {
    for (const [id, value] of written) {
      const field = box.querySelector<Written>(`#${id}`);
      if (field) field.value = value;
    }
    for (const id of chosen) {
      const input = box.querySelector<HTMLInputElement>(`#${id}`);
      if (input) input.checked = true;
    }
    for (const id of unfolded) box.querySelector<HTMLDetailsElement>(`#${id}`)?.setAttribute("open", "");
    for (const id of opened) box.querySelector<HTMLButtonElement>(`#${id}[aria-expanded="false"]`)?.click();
    for (const [id, words] of told) box.querySelector(`#${id}`)?.replaceChildren(...words);
  };
}

type Written = HTMLTextAreaElement | HTMLInputElement;

/** Fields for words; the choices have no words of their own. */
const WRITTEN = "textarea[id], input[id]:not([type])";
/** The problems of fields. */
const TOLD = ".field-problem[id]";
