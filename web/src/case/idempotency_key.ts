import { newRandomKey } from "../shared/random_key";

interface Keys {
  /** The key of a request. It stays as long as the same request is sent again, and changes with the request. */
  readonly of: (request: unknown) => string;
  /** The request was answered: the same words again are another request. */
  readonly forget: () => void;
}

/** What was sent last by each act and is not answered, as long as the page is open. */
const unanswered = new Map<string, { readonly request: string; readonly key: string }>();

/** The idempotency keys of an act on a case, so that the server recognises a repetition, from whichever form of it. */
export function idempotencyKeys(id: string, newKey: () => string = newRandomKey): Keys {
  return {
    of: (request) => {
      const written = JSON.stringify(request);
      const last = unanswered.get(id);
      if (last?.request === written) return last.key;
      const key = newKey();
      unanswered.set(id, { request: written, key });
      return key;
    },
    forget: () => void unanswered.delete(id),
  };
}
