/** The length of a complaint's text that the API accepts; a test compares both with its description. */
export const SHORTEST_TEXT = 5;
export const LONGEST_TEXT = 10_000;
