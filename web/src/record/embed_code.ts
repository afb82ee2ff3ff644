/** HTML for other sites: links alone, so that no policy of theirs refuses it and nobody's visit there is told to us. */

const MARKS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Two links, to a list of reports under its title and to the form under its words; both addresses are whole ones. */
export function embedCode(list: { readonly address: string; readonly title: string }, form: { readonly address: string; readonly title: string }): string {
  const link = ({ address, title }: { address: string; title: string }): string => `<a href="${escape(address)}">${escape(title)}</a>`;
  return `<p>${link(list)} | ${link(form)}</p>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => MARKS[mark]!);
}
