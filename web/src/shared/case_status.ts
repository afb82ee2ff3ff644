/** Which statuses are open. The API does not say it with a case, so this list repeats the server's. */

export const OPEN: readonly string[] = ["received", "triage", "routed", "accepted", "in_progress", "reopened", "postponed"];

/** Whether an office of this stack still has to act, or waits for the reporter. */
export function isOpen(status: string): boolean {
  return OPEN.includes(status);
}

/** Whether the case is open, or answered and waits for the reporter's verdict. It then takes photos and can be withdrawn. */
export function isUnsettled(status: string): boolean {
  return status === "responded" || isOpen(status);
}
