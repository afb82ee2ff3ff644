/** Offices by name: whoever types one picks it from those of the province and of the kabupaten or kota. */

import { t } from "../i18n/language";
import { h } from "../shared/dom";
import { callApi } from "../shared/http";
import { knownStack } from "../shared/stack";

interface Office {
  readonly id: string;
  readonly name: string;
}

const names = new Map<string, string>();
const lists = new Map<string, Promise<readonly Office[]>>();
const REGENCY = 5;

/** The name of an office; its id while it is unknown. */
export function officeName(id: string): string {
  return names.get(id) ?? id;
}

/** Asks once for each office whose name is unknown. */
export async function loadOfficeNames(ids: readonly string[]): Promise<void> {
  const unknown = [...new Set(ids)].filter((id) => !names.has(id));
  await Promise.all(
    unknown.map(async (id) => {
      const answer = await callApi<Office>("GET", `/v1/agencies/${id}`);
      if (answer.ok) names.set(id, answer.body.name);
    }),
  );
}

function serving(region: string): Promise<readonly Office[]> {
  const known = lists.get(region);
  if (known !== undefined) return known;
  const asked = callApi<{ readonly items: readonly Office[] }>("GET", `/v1/agencies?region=${region}&limit=100`).then((answer) => {
    if (!answer.ok) lists.delete(region);
    const offices = answer.ok ? answer.body.items : [];
    for (const { id, name } of offices) names.set(id, name);
    return offices;
  });
  lists.set(region, asked);
  return asked;
}

/** The regions whose offices may be meant by a report from `region`, the nearest first. */
export function regionsAround(region: string | null, province: string): readonly string[] {
  const around = region === null ? [] : [region, region.slice(0, 8), region.slice(0, REGENCY)].filter((each) => each.length >= REGENCY);
  return [...new Set([...around, province])];
}

function shown({ id, name }: Office): string {
  return `${name} (${id})`;
}

/** The id in what was typed or picked: `Dinas PUPR (64.08-pupr)`, or the id itself. */
export function officeIn(text: string): string {
  return /\(([\d.]+-[\w-]+)\)\s*$/.exec(text)?.[1] ?? text.trim();
}

/** A field in which an office is picked by its name. */
export function officeField(id: string, value: string, region: string | null, onPick: (id: string) => void): HTMLElement {
  const list = h("datalist", { id: `${id}-list` });
  const input = h("input", { id, list: `${id}-list`, autocomplete: "off", spellcheck: "false", placeholder: t("officeName"), value: value === "" ? "" : shown({ id: value, name: officeName(value) }), oninput: () => onPick(officeIn(input.value)) });
  for (const each of regionsAround(region, knownStack()?.region ?? "")) void serving(each).then((offices) => list.append(...offices.map((office) => h("option", { value: shown(office) }))));
  return h("div", {}, input, list);
}
