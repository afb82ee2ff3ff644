// What a TypeScript program does with generated types: file, look up, take on, be refused, reply.
// Arguments: the address above /v1, an officer's key, the office. Prints one line of JSON.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: string[] };
const [baseUrl, key, office] = process.argv.slice(2) as [string, string, string];
const client = createClient<paths>({ baseUrl });

function got<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) throw new Error(`HTTP ${answer.response.status}: ${JSON.stringify(answer.error)}`);
  return answer.data;
}

const complaint: components["schemas"]["ComplaintIn"] = {
  text: "Jalan poros di depan pasar berlubang sedalam lutut.",
  category: "jalan-rusak",
  region: "64.08.01.2001",
};
const { tracking_id, secret } = got(await client.POST("/v1/complaints", { body: complaint }));
const one = { params: { path: { tracking_id } } };

let found = got(await client.GET("/v1/complaints/{tracking_id}", one));
while (found.status !== "routed") {
  await new Promise((resolve) => setTimeout(resolve, 500));
  found = got(await client.GET("/v1/complaints/{tracking_id}", one));
}

const accept = (version: number, order: string) =>
  client.POST("/v1/agencies/{agency_id}/complaints/{tracking_id}/accept", {
    params: {
      path: { agency_id: office, tracking_id },
      header: { "If-Match": `"${version}"`, "Idempotency-Key": order },
    },
    headers: { Authorization: `Bearer ${key}` },
    body: { note: "Tim survei turun besok." },
  });
const accepted = got(await accept(found.version, "typescript-1"));
const refused = (await accept(found.version, "typescript-2")).error;
const replied = got(
  await client.POST("/v1/complaints/{tracking_id}/replies", {
    ...one,
    headers: { "Receipt-Secret": secret },
    body: { text: "Lubangnya bertambah dalam." },
  }),
);
console.log(
  JSON.stringify({
    tracking_id,
    accepted: accepted.status,
    refused: typeof refused === "object" ? refused.code : refused,
    kinds: replied.timeline.map((event) => event.kind),
  }),
);
