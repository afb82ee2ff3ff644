import { toHex } from "./hex";

/** A key that nobody can guess: 16 random bytes as 32 hexadecimal digits. */
export function newRandomKey(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
