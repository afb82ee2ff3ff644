/** The name and the colours of the stack on the page. */

import { palette } from "./colour";
import type { Stack } from "./stack";

/** Shows the stack's name and colours; those of the HTML stay while the stack is unknown. */
export function applyBranding(stack: Stack | null): void {
  if (stack === null) return;
  for (const element of document.querySelectorAll<HTMLElement>("[data-stack]")) {
    // A brand that contains the province's name is not followed by it.
    const name = stack.brand.includes(stack.name) ? "" : stack.name;
    element.textContent = element.dataset.stack === "brand" ? stack.brand : name;
  }
  for (const [name, colour] of Object.entries(palette(stack.accent) ?? {})) {
    document.documentElement.style.setProperty(`--stack-${name}`, colour);
  }
}
