/** Drawing the case again - another language, the newest state - takes nothing from whoever is writing there. */

/** Notes what somebody has typed, chosen and unfolded; what it returns puts it back where the same fields still are. */
export function remember(box: HTMLElement): () => void {
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
