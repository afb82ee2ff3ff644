/** The steps of the form, in their order. */
export const STEPS = ["words", "place", "person", "check"] as const;
export type Step = (typeof STEPS)[number];
