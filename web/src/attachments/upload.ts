/** Uploads one photo: an invitation from the API, then the bytes straight to the bucket. */

import type { Answer, Problem } from "../shared/http";
import { inviteAttachment, type Invitation } from "./api";

/** A phone on a bad network may need minutes for half a megabyte. */
const TIMEOUT_MS = 180_000;
/** An upload does not begin in the last minute of its invitation. */
const MARGIN_MS = 60_000;

/** `lost`: no answer, try again; `refused`: the API declined, with its reason; `turned away`: the bucket did. */
type UploadResult =
  | { readonly outcome: "sent"; readonly invitation: Invitation }
  | { readonly outcome: "lost" | "turned away"; readonly invitation: Invitation | null }
  | { readonly outcome: "refused"; readonly problem: Problem };

interface Upload {
  readonly trackingId: string;
  readonly secret: string;
  readonly photo: Blob;
  readonly isPrivate: boolean;
  /** The invitation of an earlier try whose answer was lost: used again, the photo appears once however often it is sent. */
  readonly invitation: Invitation | null;
}

/** Whether an invitation can still be used at `now`. */
export function isUsable(invitation: Invitation | null, now: number): invitation is Invitation {
  return invitation !== null && Date.parse(invitation.expires_at) - MARGIN_MS > now;
}

/** A photo as it is described to the API. */
type Description = Parameters<typeof inviteAttachment>[2];

export function uploadPhoto({ trackingId, secret, ...upload }: Upload, onProgress: (share: number) => void): Promise<UploadResult> {
  return uploadInvited(upload, (description) => inviteAttachment(trackingId, secret, description), onProgress);
}

/** The same for whoever `invite` speaks for. */
export async function uploadInvited(
  { photo, isPrivate, invitation: earlier }: Pick<Upload, "photo" | "isPrivate" | "invitation">,
  invite: (description: Description) => Promise<Answer<Invitation>>,
  onProgress: (share: number) => void,
): Promise<UploadResult> {
  let invitation = earlier;
  if (!isUsable(invitation, Date.now())) {
    const description = { media_type: photo.type, bytes: photo.size, ...(isPrivate ? { private: true } : {}) };
    const answer = await invite(description);
    if (!answer.ok) {
      const { problem } = answer;
      const isFinal = problem !== null && problem.status < 500 && problem.status !== 429;
      return isFinal ? { outcome: "refused", problem } : { outcome: "lost", invitation: null };
    }
    invitation = answer.body;
  }
  const status = await postToBucket(invitation, photo, onProgress);
  if (status >= 200 && status < 300) return { outcome: "sent", invitation };
  return status >= 400 && status < 500 ? { outcome: "turned away", invitation: null } : { outcome: "lost", invitation };
}

/** The status of the bucket's answer, 0 for none. Not with `fetch`, which reports no progress. */
function postToBucket({ upload }: Invitation, photo: Blob, onProgress: (share: number) => void): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append("file", photo, "photo");
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", upload.url);
    request.timeout = TIMEOUT_MS;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onloadend = () => done(request.status);
    request.send(form);
  });
}
