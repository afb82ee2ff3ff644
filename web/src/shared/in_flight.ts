/** Requests in flight: the fields they came from stay where they are until the answer is shown in them. */

const SETTLED = "settled";

/** Does `work`, a request and what is shown of its answer, with the element marked busy. */
export async function whileBusy(element: HTMLElement, work: () => Promise<void>): Promise<void> {
  element.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    element.removeAttribute("aria-busy");
    element.dispatchEvent(new Event(SETTLED, { bubbles: true }));
  }
}

/**
 * A function that draws a box anew with `draw`, at once or, while a request from within it is in flight, as soon as its answer
 * stands there. An answer that draws the box itself takes the place of what waited.
 */
export function redrawnWhenSettled(box: HTMLElement, draw: () => void): () => void {
  let waits = false;
  const redraw = (): void => {
    waits = box.querySelector('[aria-busy="true"]') !== null;
    if (!waits) draw();
  };
  box.addEventListener(SETTLED, () => {
    if (waits) redraw();
  });
  return redraw;
}
