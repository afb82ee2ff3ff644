/** What the desk gives to each of its pages, and what it asks of them. */

import type { WordKey } from "../i18n/words";
import type { Session } from "./api";

export interface Desk {
  readonly session: Session;
  /** Says something in the line that screen readers watch; with `undo` there is a button to take it back. */
  readonly say: (text: string, undo?: () => void) => void;
  /** The session is over. */
  readonly signedOut: () => void;
}

export interface DeskPage {
  readonly element: HTMLElement;
  /** Shows the page, by what follows its name in the address. */
  readonly show: (rest: string | undefined) => void;
  /** Shows a case over or beside the list; a page without cases has none. */
  readonly showCase?: (trackingId: string) => void;
  /** Whether the page took the key; a page without keys has none. */
  readonly onKey?: (key: string) => boolean;
  /** Asks again what may have changed; a page on which nothing changes in half a minute has none. */
  readonly poll?: () => void;
  /** Draws everything in the language of now. */
  readonly translate: () => void;
}

export interface PageOfDesk {
  /** In the address: `#/antrean`. */
  readonly id: string;
  readonly name: WordKey;
  readonly make: (desk: Desk) => Promise<DeskPage>;
}
