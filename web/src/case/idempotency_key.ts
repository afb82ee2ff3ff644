import { newRandomKey } from "../shared/random_key";

/**
 * A function from a request to its idempotency key. The key stays the same as long as the same request is sent again, so
 * that the server recognises the repetition, and changes with the request.
 */
export function idempotencyKeys(newKey: () => string = newRandomKey): (request: unknown) => string {
  let last: { readonly request: string; readonly key: string } | null = null;
  return (request) => {
    const written = JSON.stringify(request);
    if (last?.request !== written) last = { request: written, key: newKey() };
    return last.key;
  };
}
