/** Statuses in which an office of this stack still has to do something, or waits for the reporter. */
export const OPEN = ["received", "triage", "routed", "accepted", "in_progress", "reopened", "postponed"];
