/** Makes the API's reference page out of its description (OpenAPI 3.1) when the site is built: no script, no style of
 * its own reaches the reader's browser for it. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: Json[];
  const?: Json;
  format?: string;
  pattern?: string;
  default?: Json;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  examples?: Json[];
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

interface Media {
  schema: Schema;
  examples?: Record<string, { value: Json }>;
}

interface Response {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, Media>;
}

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: { $ref: string }[];
  requestBody?: { required: boolean; content: Record<string, Media> };
  responses: Record<string, Response | { $ref: string }>;
  security?: Record<string, unknown>[];
}

export interface Description {
  info: { version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Response>;
    securitySchemes: Record<string, { description: string }>;
  };
}

interface Entry {
  method: string;
  path: string;
  operation: Operation;
}

const PROBLEM = /Problem$/;

export function escape(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** Words with `code` in them. */
export function prose(text: string): string {
  return escape(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

const PROBLEM_JSON = "application/problem+json";

/** Whether a response is a problem document; a page that says that a link is not valid is none. */
function isProblem({ content }: Response): boolean {
  return content !== undefined && PROBLEM_JSON in content;
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

function schemaLink(name: string): string {
  return `<a href="#schema-${name}">${name}</a>`;
}

/** What a value may be, in a few words: `string, 5 to 10,000 characters`. */
export function kind(schema: Schema): string {
  if (schema.$ref !== undefined) return schemaLink(nameOf(schema.$ref));
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return choices.map(kind).join(" or ");
  if (schema.const !== undefined) return `<code>${escape(JSON.stringify(schema.const))}</code>`;
  if (schema.enum !== undefined) return schema.enum.map((value) => `<code>${escape(String(value))}</code>`).join(", ");
  if (schema.items !== undefined) return `list of ${kind(schema.items)}`;
  const types = schema.type === undefined ? ["anything"] : [schema.type].flat();
  const words = [types.map((type) => (type === "object" ? "object" : type)).join(" or "), ...limits(schema)];
  if (typeof schema.additionalProperties === "object") words.push(`of ${kind(schema.additionalProperties)}`);
  return words.join(", ");
}

function limits(schema: Schema): string[] {
  const said: string[] = [];
  if (schema.format !== undefined) said.push(schema.format);
  const range = (from: number | undefined, to: number | undefined, unit: string): void => {
    const number = (value: number): string => value.toLocaleString("en");
    if (from !== undefined && to !== undefined) said.push(`${number(from)} to ${number(to)}${unit}`);
    else if (to !== undefined) said.push(`at most ${number(to)}${unit}`);
    else if (from !== undefined) said.push(`at least ${number(from)}${unit}`);
  };
  range(schema.minLength, schema.maxLength, " characters");
  range(schema.minimum, schema.maximum, "");
  if (schema.default !== undefined) said.push(`by default ${escape(JSON.stringify(schema.default))}`);
  return said;
}

function field(name: string, schema: Schema, required: boolean, place = ""): string {
  const must = required ? ' <strong class="must">required</strong>' : "";
  const where = place === "" ? "" : ` <span class="soft">${place}</span>`;
  const words = schema.description === undefined ? "" : `<br>${prose(schema.description)}`;
  return `<dt><code>${escape(name)}</code>${where}${must}</dt><dd><span class="kind">${kind(schema)}</span>${words}</dd>`;
}

function fields(schema: Schema): string {
  const required = new Set(schema.required ?? []);
  const listed = Object.entries(schema.properties ?? {}).map(([name, each]) => field(name, each, required.has(name)));
  return listed.length === 0 ? "" : `<dl class="fields">${listed.join("")}</dl>`;
}

function example(value: Json): string {
  return `<pre tabindex="0" aria-label="Example"><code>${escape(JSON.stringify(value, null, 2))}</code></pre>`;
}

function folded(summary: string, content: string): string {
  return content === "" ? "" : `<details><summary>${summary}</summary>${content}</details>`;
}

class Page {
  /** Parts that many operations share, each with the one that it stands at. */
  private readonly shown = new Map<string, string>();

  constructor(private readonly description: Description) {}

  render(): string {
    const entries = this.entries();
    // What a receiver answers has a tag too, and no address here.
    const groups = this.description.tags
      .map(({ name, description }) => ({
        name,
        description,
        members: entries.filter(({ operation }) => operation.tags.includes(name)),
      }))
      .filter(({ members }) => members.length > 0);
    const contents = groups.map(({ name, members }) => {
      const items = members.map(
        ({ method, operation }) =>
          `<li><span class="method">${method}</span><a href="#${operation.operationId}">${escape(operation.summary)}</a></li>`,
      );
      return `<li><a href="#tag-${name}">${title(name)}</a><ul>${items.join("")}</ul></li>`;
    });
    const sections = groups.map(
      ({ name, description, members }) =>
        `<section aria-labelledby="tag-${name}"><h2 id="tag-${name}">${title(name)}</h2><p>${prose(description)}</p>` +
        `${members.map((entry) => this.operation(entry)).join("")}</section>`,
    );
    return [
      this.introduction(),
      `<nav class="contents" aria-label="Operations"><ul>${contents.join("")}</ul></nav>`,
      ...sections,
      this.schemas("shapes", "Shapes", (name) => !PROBLEM.test(name)),
      this.schemas("problems", "Errors", (name) => PROBLEM.test(name)),
    ].join("\n");
  }

  private entries(): Entry[] {
    return Object.entries(this.description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    );
  }

  private introduction(): string {
    const { info, components } = this.description;
    const paragraphs = info.description.split("\n\n").map((text) => `<p>${prose(text)}</p>`);
    const ways = Object.values(components.securitySchemes).map(({ description }) => `<li>${prose(description)}</li>`);
    return `${paragraphs.join("")}<p>Callers prove who they are in one of two ways:</p><ul>${ways.join("")}</ul>`;
  }

  private operation({ method, path, operation }: Entry): string {
    const { operationId, summary, description } = operation;
    const address = escape(path).replace(/\//g, "/<wbr>");
    return (
      `<article class="operation" aria-labelledby="${operationId}"><h3 id="${operationId}">${escape(summary)}</h3>` +
      `<p class="address"><span class="method">${method}</span> <code>${address}</code></p>` +
      `<p>${prose(description)}</p>${this.proof(operation)}` +
      folded("Parameters and headers", this.parameters(operation)) +
      folded("Body", this.body(operation)) +
      folded("Answers", this.answers(operation)) +
      folded("Errors", this.errors(operation)) +
      `</article>`
    );
  }

  private proof(operation: Operation): string {
    const ways = (operation.security ?? [{}]).map((way) => {
      const [name] = Object.keys(way);
      if (name === undefined) return "without proof";
      return name === "officeKey" ? "with the key of an office" : "with the secret of the receipt";
    });
    return `<p class="soft">Called ${ways.join(", or ")}.</p>`;
  }

  private parameters(operation: Operation): string {
    const listed = operation.parameters.map(({ $ref }) => {
      const parameter = this.description.components.parameters[nameOf($ref)];
      if (parameter === undefined) throw new Error(`unknown parameter ${$ref}`);
      const schema = { ...parameter.schema, ...(parameter.description && { description: parameter.description }) };
      return field(parameter.name, schema, parameter.required === true, parameter.in);
    });
    return listed.length === 0 ? "" : this.once(`<dl class="fields">${listed.join("")}</dl>`, "The same as there", operation);
  }

  private body(operation: Operation): string {
    const content = Object.entries(operation.requestBody?.content ?? {});
    return content
      .map(([type, { schema, examples }]) => {
        const shown = Object.values(examples ?? {}).map(({ value }) => example(value));
        return `<p><code>${type}</code>: ${kind(schema)}</p>${fields(this.resolved(schema))}${shown.join("")}`;
      })
      .join("");
  }

  private answers(operation: Operation): string {
    return this.responses(operation, (response) => !isProblem(response))
      .map(([status, { description, headers, content }]) => {
        const named = Object.keys(headers ?? {}).map((name) => `<code>${name}</code>`);
        const bodies = Object.entries(content ?? {}).map(([type, { schema, examples }]) => {
          const shown = Object.values(examples ?? {}).map(({ value }) => this.once(example(value), "Example", operation));
          return `<p><code>${type}</code>: ${kind(schema)}</p>${shown.join("")}`;
        });
        const carried = named.length === 0 ? "" : `<p class="soft">Headers: ${named.join(", ")}</p>`;
        return `<p><strong>${status}</strong> ${prose(description)}</p>${carried}${bodies.join("")}`;
      })
      .join("");
  }

  /** A part where it stands first; then a link to it: thirty actions take and answer alike. */
  private once(shown: string, link: string, { operationId }: Operation): string {
    const first = this.shown.get(shown);
    if (first !== undefined && first !== operationId) return `<p><a href="#${first}">${link}</a></p>`;
    this.shown.set(shown, operationId);
    return shown;
  }

  private errors(operation: Operation): string {
    /** Codes -> the statuses that they come with: an outage has four. */
    const statuses = new Map<string, string[]>();
    for (const [status, { content }] of this.responses(operation, isProblem)) {
      const schema = content?.[PROBLEM_JSON]?.schema ?? {};
      const codes = (schema.oneOf ?? [schema]).map(({ $ref }) => {
        const name = nameOf($ref ?? "");
        const code = String(this.description.components.schemas[name]?.properties?.["code"]?.const ?? name);
        return `<a href="#schema-${name}"><code>${code}</code></a>`;
      });
      const line = codes.join(", ");
      statuses.set(line, [...(statuses.get(line) ?? []), status]);
    }
    const listed = [...statuses].map(([line, each]) => `<li><strong>${each.join(", ")}</strong> ${line}</li>`);
    return `<ul class="codes">${listed.join("")}</ul>`;
  }

  private responses(operation: Operation, wanted: (response: Response) => boolean): [string, Response][] {
    return Object.entries(operation.responses)
      .map(([status, response]): [string, Response] => {
        if (!("$ref" in response)) return [status, response];
        const shared = this.description.components.responses[nameOf(response.$ref)];
        if (shared === undefined) throw new Error(`unknown response ${response.$ref}`);
        return [status, shared];
      })
      .filter(([, response]) => wanted(response));
  }

  private schemas(id: string, heading: string, wanted: (name: string) => boolean): string {
    const listed = Object.entries(this.description.components.schemas)
      .filter(([name]) => wanted(name))
      .map(([name, schema]) => {
        const words = schema.description === undefined ? "" : `<p>${prose(schema.description)}</p>`;
        const shown = (schema.examples ?? []).map(example);
        return `<article class="schema"><h3 id="schema-${name}">${name}</h3>${words}${folded("Fields", fields(schema))}${folded("Example", shown.join(""))}</article>`;
      });
    return `<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>${listed.join("")}</section>`;
  }

  private resolved(schema: Schema): Schema {
    return schema.$ref === undefined ? schema : (this.description.components.schemas[nameOf(schema.$ref)] ?? {});
  }
}

function title(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The reference, as HTML for the body of the page. */
export function render(description: Description): string {
  return new Page(description).render();
}
