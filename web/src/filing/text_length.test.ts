import { expect, it } from "vitest";

import { postedProperties } from "../testing/api_description";
import { readFile } from "../testing/source_modules";
import { LONGEST_TEXT, SHORTEST_TEXT } from "./text_length";

it("the length of the text is that of the API's description, in the HTML too", () => {
  const { text } = postedProperties("/v1/complaints");
  expect([SHORTEST_TEXT, LONGEST_TEXT]).toEqual([text?.minLength, text?.maxLength]);
  expect(readFile("index.html")).toContain(`minlength="${SHORTEST_TEXT}" maxlength="${LONGEST_TEXT}"`);
});

it("the form takes as much of the place as the API", () => {
  const { place } = postedProperties("/v1/complaints");
  expect(readFile("index.html")).toContain(`<input id="place" name="place" maxlength="${place?.maxLength}"`);
});
