// @ts-check
/** The claims found, one in each row; a click anywhere on a row opens it, and so do keys. */

import { element } from "../dom.js";
import { CAPTION, conflictIn, happenedAt, HEADS, NOTHING_SAID, publicAt, SHOW_MORE } from "../words/claim_list.js";
import { statusMark } from "./claim_item.js";
import { localName } from "./local_name.js";

/**
 * @typedef {object} Row a claim in words
 * @property {string} id
 * @property {string} when
 * @property {string} public
 * @property {{name: string, name_local: string, zone: string}|null} place
 * @property {string} says
 * @property {string} who
 * @property {import("../document/document.js").Status} status
 * @property {string} conflicts
 *
 * @typedef {object} Data
 * @property {Row[]} rows
 * @property {boolean} more whether there are others
 * @property {"happening"|"publication"} order
 * @property {string} chosen the claim that is read in full; may be empty
 *
 * @typedef {(name: string, value: unknown) => void} Tell
 */

/** Keys that lead from one row to another, by how many rows. @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

export class ClaimTable {
  /** @param {HTMLElement} root @param {Tell} tell what was chosen, and whether more are wanted */
  constructor(root, tell) {
    this.tell = tell;
    /** Rows by claim, each with what it was made of. @type {Map<string, {made: string, node: HTMLElement}>} */
    this.rows = new Map();
    this.chosen = "";
    // It is told of a row when that has a size.
    this.shown = new ResizeObserver(([{ target }]) => {
      if (target.getClientRects().length === 0) return;
      this.shown.disconnect();
      target.scrollIntoView({ block: "nearest" });
    });
    this.head = element("tr", { role: "row" });
    this.body = element("tbody", { role: "rowgroup" });
    this.more = element("button", { type: "button", class: "jm-button" }, SHOW_MORE);
    this.more.addEventListener("click", () => this.tell("more", true));
    root.append(
      element(
        "table",
        { role: "table" },
        element("caption", { class: "jm-spoken" }, CAPTION),
        element("thead", { role: "rowgroup" }, this.head),
        this.body,
      ),
      this.more,
    );
    this.body.addEventListener("click", (event) => this.#clicked(event));
    this.body.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** @param {{data: Data}} component */
  update({ data: { rows, more, order, chosen } }) {
    const first = order === "publication" ? HEADS.public : HEADS.when;
    const heads = [first, HEADS.where, HEADS.says, HEADS.status];
    this.head.replaceChildren(...heads.map((words) => element("th", { scope: "col", role: "columnheader" }, words)));
    const kept = new Map();
    for (const row of rows) {
      const made = JSON.stringify([row, order]);
      const before = this.rows.get(row.id);
      kept.set(row.id, before?.made === made ? before : { made, node: rowOf(row, order) });
    }
    this.rows = kept;
    const nodes = [...kept.values()].map(({ node }) => node);
    // What stays is not moved, so that it keeps the focus: the list is never empty in between.
    for (const node of [...this.body.children]) if (!nodes.includes(/** @type {HTMLElement} */ (node))) node.remove();
    nodes.forEach((node, i) => {
      if (this.body.children[i] !== node) this.body.insertBefore(node, this.body.children[i] ?? null);
    });
    this.more.hidden = !more;
    const left = this.chosen && !chosen ? this.chosen : "";
    this.#mark(chosen);
    const row = left && this.rows.get(left)?.node;
    if (row) this.#reveal(row);
  }

  /** Shows which claim is open; the tab stop is on it, or on the first. @param {string} chosen */
  #mark(chosen) {
    this.chosen = chosen;
    const links = this.#links();
    const stop = links.find((link) => link.dataset.claim === chosen) ?? links[0];
    for (const link of links) {
      const here = link.dataset.claim === chosen;
      link.closest("tr")?.classList.toggle("jm-found-open", here);
      if (here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      link.tabIndex = link === stop ? 0 : -1;
      const query = new URLSearchParams(location.search);
      query.set("claim", link.dataset.claim ?? "");
      link.href = `?${query}`;
    }
  }

  #links() {
    return /** @type {HTMLAnchorElement[]} */ ([...this.body.querySelectorAll("a[data-claim]")]);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const row = /** @type {HTMLElement} */ (event.target).closest("tr");
    const link = row?.querySelector("a");
    // In another tab it is the browser's.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // Who marks a text with the pointer, to copy it, does not want to leave it.
    if (event.detail > 0 && String(getSelection())) return;
    this.#mark(link.dataset.claim ?? "");
    link.focus({ preventScroll: true });
    this.tell("chosen", link.dataset.claim);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const step = STEPS[event.key];
    const links = this.#links();
    const here = links.indexOf(/** @type {HTMLAnchorElement} */ (event.target));
    if (step === undefined || here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const there = links[Math.min(Math.max(here + step, 0), links.length - 1)];
    for (const link of links) link.tabIndex = link === there ? 0 : -1;
    there.focus();
  }

  /** Scrolls to a row once it is there: on a phone the claim had taken the list's place. @param {HTMLElement} row */
  #reveal(row) {
    this.shown.disconnect();
    this.shown.observe(row);
  }

  destroy() {
    this.shown.disconnect();
    this.body.replaceChildren();
  }
}

/** @param {Row} row @param {Data["order"]} order */
function rowOf({ id, when, public: published, place, says, who, status, conflicts }, order) {
  const [first, second] = order === "publication" ? [published, happenedAt(when)] : [when, publicAt(published)];
  const cell = (/** @type {string} */ name, /** @type {(Node|null)[]} */ ...children) =>
    element("td", { role: "cell", class: `jm-found-${name}` }, ...children);
  return element(
    "tr",
    { role: "row" },
    cell("when", element("b", {}, first), element("small", {}, second)),
    cell("where", place && element("span", { dir: "auto" }, place.name), localName(place)),
    cell(
      "says",
      element("a", { href: "?", "data-claim": id, dir: "auto" }, says || NOTHING_SAID),
      element("small", { dir: "auto" }, who),
    ),
    cell(
      "status",
      statusMark(status),
      conflicts ? element("small", { class: "jm-found-conflict" }, conflictIn(conflicts)) : null,
    ),
  );
}
