/** Builds and finds elements and draws icons. Text always goes in as text, never as HTML. */

export type Child = Node | string | null | false;
type Attributes = Readonly<Record<string, string | number | boolean | null | ((event: Event) => void)>>;

/** An element; `on...` attributes are listeners, true sets an empty attribute, false and null leave it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...present(children));
  return element;
}

function present(children: readonly Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child !== null && child !== false);
}

/** The element with this id, which the page must hold. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page holds no #${id}`);
  return element as T;
}

/** Replaces everything inside an element. */
export function fill(element: Element, ...children: Child[]): void {
  element.textContent = "";
  element.append(...present(children));
}

/** Does the same, and keeps the focus on the element that has the same id afterwards. */
export function refill(element: Element, ...children: Child[]): void {
  const focused = element.contains(document.activeElement) ? document.activeElement?.id : "";
  fill(element, ...children);
  if (focused) document.getElementById(focused)?.focus();
}

/** Fills a box that screen readers watch only when its content changes, so that they read it out once. */
export function fillIfChanged(box: HTMLElement, content: HTMLElement | false): void {
  if (box.innerHTML !== (content ? content.outerHTML : "")) fill(box, content);
}

/** A number in pieces, so that it may wrap behind its hyphens and nowhere else. */
export function breakAtHyphens(number: string): HTMLElement[] {
  return (number.match(/[^-]+-?/g) ?? []).map((part) => h("span", { class: "whole" }, part));
}

const STROKES = {
  check: "M4 12.5l5.5 5.5L20 7",
  clock: "M12 3a9 9 0 1 0 .01 0M12 7v5.5l3.5 2",
  warning: "M12 4L2.5 20h19zM12 10v4.5M12 17v.4",
  phone: "M7 2.5h10v19H7zM11 18.5h2",
  call: "M5 3.5h4l1.5 5-2.4 1.6a12 12 0 0 0 5.8 5.8l1.6-2.4 5 1.5v4c-9 1.5-17-6.5-15.5-15.5z",
  building: "M4 21V8l8-5 8 5v13M2 21h20M9 21v-6h6v6M8 11h.4M12 11h.4M16 11h.4",
  pin: "M12 21.5s7-6.2 7-11.5a7 7 0 1 0-14 0c0 5.3 7 11.5 7 11.5zM12 7.5a2.5 2.5 0 1 0 .01 0",
  search: "M10.5 4a6.5 6.5 0 1 0 .01 0M15.5 15.5L21 21",
  send: "M3 11.5L21 3l-6 18-3.5-7.5zM11.5 13.5L21 3",
  question: "M12 3a9 9 0 1 0 .01 0M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.7v.4",
  picture: "M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M15.5 8.5h.4",
  lock: "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2.5",
  copy: "M9 8h11v13H9zM15 8V3H4v13h5",
} as const;

export type IconName = keyof typeof STROKES;

/** A small line drawing that only accompanies words, hidden from screen readers. */
export function icon(name: IconName): SVGElement {
  return svg({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": true }, "path", { d: STROKES[name] });
}

/** Words with an icon before them, as the children of one element. */
export function iconAndText(name: IconName, text: string): [SVGElement, HTMLElement] {
  return [icon(name), h("span", {}, text)];
}

/** A drawing of one shape. */
export function svg(attributes: Attributes, shape: "path" | "rect", shapeAttributes: Attributes): SVGElement {
  const drawing = svgElement("svg", attributes);
  drawing.append(svgElement(shape, shapeAttributes));
  return drawing;
}

function svgElement(tag: string, attributes: Attributes): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
