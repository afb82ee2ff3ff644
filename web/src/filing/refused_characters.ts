/**
 * The characters that no text of a report may have: controls, marks that reverse the direction of reading, and what stands
 * for broken letters. The server refuses the same ones; `tests/vectors/pasted_text.json` holds both together.
 */

const REFUSED = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffd\p{Cs}]/u;

/** Where the first of them stands, counted in characters from 0 behind the blank margin; null if there is none. */
export function refusedPosition(text: string): number | null {
  const at = [...text.trim()].findIndex((character) => REFUSED.test(character));
  return at < 0 ? null : at;
}
