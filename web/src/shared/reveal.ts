/** Brings boxes that fill while somebody writes into view. */

/** Space kept between a revealed box and the edge of the screen, in CSS pixels. */
const MARGIN = 8;

/** Runs `draw` and, if the box was empty before and is not any more, brings it into view of somebody who is filling in the form. */
export function drawAndReveal(box: HTMLElement, above: HTMLElement, draw: () => void): void {
  const wasEmpty = box.childElementCount === 0;
  draw();
  const isWriting = (document.activeElement?.closest("form") ?? null) !== null;
  if (wasEmpty && isWriting && box.childElementCount > 0) reveal(box, above);
}

/**
 * Scrolls so far that the box is seen above the buttons at the foot of the screen, or below its top. The beginning of what it belongs
 * to, `above`, stays in view, unless the box stands above that.
 */
function reveal(box: HTMLElement, above: HTMLElement): void {
  const { top, bottom } = box.getBoundingClientRect();
  const lowest = Math.min(window.innerHeight, document.querySelector(".actions")?.getBoundingClientRect().top ?? Infinity) - MARGIN;
  if (top < MARGIN) return window.scrollBy(0, top - MARGIN);
  const isAbove = bottom <= above.getBoundingClientRect().top;
  const most = (isAbove ? top : above.getBoundingClientRect().top) - MARGIN;
  if (bottom > lowest && most > 0) window.scrollBy(0, Math.min(bottom - lowest, most));
}
