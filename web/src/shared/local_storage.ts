/** localStorage as JSON. A full or forbidden store falls back to memory: the values last until the page is left. */

const memory = new Map<string, string>();

/** The value under a name, or null when there is none or it is damaged. */
export function loadStored<T>(name: string): T | null {
  try {
    const text = memory.get(name) ?? localStorage.getItem(name);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Stores a value under a name; null removes it. */
export function saveStored(name: string, value: unknown): void {
  memory.delete(name);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    if (value !== null) memory.set(name, JSON.stringify(value));
  }
}
