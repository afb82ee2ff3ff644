import { expect, it } from "vitest";

import { postedProperties } from "../testing/api_description";
import { LARGEST_BYTES, MEDIA_TYPES } from "./limits";

it("kinds and size of a photo are those of the API's description", () => {
  const { media_type, bytes } = postedProperties("/v1/complaints/{tracking_id}/attachments");
  expect(MEDIA_TYPES).toEqual(media_type?.enum);
  expect(LARGEST_BYTES).toBe(bytes?.maximum);
});
