/** The same words in both languages. `{name}` in them stands for a fact that is known when they are shown. */
type Phrase = readonly [indonesian: string, english: string];

/** Phrases by their key. */
export type Phrases = Readonly<Record<string, Phrase>>;
