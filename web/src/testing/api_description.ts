/** The limits that the API's description (OpenAPI) sets. For tests alone. */

import { readFile } from "./source_modules";

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
}

interface Description {
  readonly paths: Readonly<Record<string, { readonly post?: { readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> } } }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

function description(): Description {
  return JSON.parse(readFile("../chalicelib/data/openapi.json")) as Description;
}

/** All paths to which something is posted. */
export function postedPaths(): readonly string[] {
  return Object.entries(description().paths).flatMap(([path, { post }]) => (post === undefined ? [] : [path]));
}

/** The properties of the JSON body that is posted to a path, such as `/v1/complaints`. */
export function postedProperties(path: string): Readonly<Record<string, Schema>> {
  const { paths, components } = description();
  const schema = paths[path]?.post?.requestBody?.content["application/json"]?.schema;
  if (schema === undefined) throw new Error(`the API's description has no JSON body for ${path}`);
  const { properties } = schema.$ref ? components.schemas[schema.$ref.split("/").pop()!]! : schema;
  return properties ?? {};
}
