import { fill, h, iconAndText } from "../shared/dom";

interface ProblemLine {
  readonly element: HTMLElement;
  /** Shows a problem; no words clear the line. */
  readonly show: (words: string) => void;
}

/** An empty line for the problem of the element with this id. Screen readers read out what appears in it. */
export function problemLine(id: string): ProblemLine {
  const element = h("p", { class: "field-problem", id: `${id}-problem`, role: "alert" });
  return { element, show: (words) => fill(element, ...(words === "" ? [] : iconAndText("warning", words))) };
}
