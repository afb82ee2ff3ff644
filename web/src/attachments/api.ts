/** Requests about the photos of a case. */

import { callApi, type Answer } from "../shared/http";

/** Where to send a photo, and the id it will have on the case. */
export interface Invitation {
  readonly attachment_id: string;
  readonly expires_at: string;
  readonly upload: { readonly url: string; readonly fields: Readonly<Record<string, string>> };
}

export function inviteAttachment(
  trackingId: string,
  secret: string,
  photo: { readonly media_type: string; readonly bytes: number; readonly private?: boolean },
): Promise<Answer<Invitation>> {
  return callApi("POST", `/v1/complaints/${trackingId}/attachments`, photo, secret);
}

/** The address of a photo for five minutes. Asked for as JSON: a redirect would carry the secret along. */
export function readAttachment(path: string, secret: string | null): Promise<Answer<{ readonly url: string }>> {
  return callApi("GET", path, undefined, secret, { Accept: "application/json" });
}
