/** Sends one photo: an invitation from the API, then the bytes straight to the bucket. */

import { invite, type Invitation } from "../shared/api";
import type { Problem } from "../shared/http";

/** A phone on a bad network may need minutes for half a megabyte. */
const PATIENCE_MS = 180_000;
/** An invitation is not begun with in its last minute. */
const MARGIN_MS = 60_000;

/** `lost`: no answer, try again; `refused`: the API said no, with its reason; `turned away`: the bucket did. */
export type Sent =
  | { readonly end: "sent"; readonly invitation: Invitation }
  | { readonly end: "lost" | "turned away"; readonly invitation: Invitation | null }
  | { readonly end: "refused"; readonly problem: Problem };

export interface Parcel {
  readonly trackingId: string;
  readonly secret: string;
  readonly photo: Blob;
  readonly hidden: boolean;
  /** Of an earlier try whose answer was lost: used again, the photo appears once however often it is sent. */
  readonly invitation: Invitation | null;
}

/** Whether an invitation can still be used at `now`. */
export function holds(invitation: Invitation | null, now: number): invitation is Invitation {
  return invitation !== null && Date.parse(invitation.expires_at) - MARGIN_MS > now;
}

export async function send(parcel: Parcel, onProgress: (share: number) => void): Promise<Sent> {
  const { trackingId, secret, photo, hidden } = parcel;
  let { invitation } = parcel;
  if (!holds(invitation, Date.now())) {
    const offer = { media_type: photo.type, bytes: photo.size, ...(hidden ? { private: true } : {}) };
    const answer = await invite(trackingId, secret, offer);
    if (!answer.ok) {
      const final = answer.problem !== null && answer.problem.status < 500 && answer.problem.status !== 429;
      return final && answer.problem ? { end: "refused", problem: answer.problem } : { end: "lost", invitation: null };
    }
    invitation = answer.body;
  }
  const status = await post(invitation, photo, onProgress);
  if (status >= 200 && status < 300) return { end: "sent", invitation };
  return status >= 400 && status < 500 ? { end: "turned away", invitation: null } : { end: "lost", invitation };
}

/** The status of the bucket's answer, 0 for none. Not with `fetch`, which tells nothing while it sends. */
function post({ upload }: Invitation, photo: Blob, onProgress: (share: number) => void): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append("file", photo, "photo");
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", upload.url);
    request.timeout = PATIENCE_MS;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onloadend = () => done(request.status);
    request.send(form);
  });
}
