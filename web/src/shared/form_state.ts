/** Keeps what somebody has typed when a script draws the fields again, in another language or with a newer case. */

/** Notes what was typed, chosen and unfolded in a box; the function it returns restores it in the fields of the same ids. */
export function captureFormState(box: HTMLElement): () => void {
  const written = [...box.querySelectorAll("textarea")].map(({ id, value }) => [id, value] as const);
  const chosen = [...box.querySelectorAll<HTMLInputElement>("input:checked")].map(({ id }) => id);
  const unfolded = [...box.querySelectorAll<HTMLDetailsElement>("details[id][open]")].map(({ id }) => id);
  return () => {
    for (const [id, value] of written) {
      const area = box.querySelector<HTMLTextAreaElement>(`#${id}`);
      if (area) area.value = value;
    }
    for (const id of chosen) {
      const input = box.querySelector<HTMLInputElement>(`#${id}`);
      if (input) input.checked = true;
    }
    for (const id of unfolded) box.querySelector<HTMLDetailsElement>(`#${id}`)?.setAttribute("open", "");
  };
}
