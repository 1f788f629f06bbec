// @ts-check
/** One claim as an item of a list: what was said, by whom, quoting whom, when. */

import { element, outwardLink } from "../dom.js";
import { quotingWords, SOURCE_NOT_NAMED } from "../words/claims.js";

/** Each status has a shape of its own, so that colour alone never says it. */
const SHAPES = { official: "●", reported: "○", expected: "◇", contradicted: "✕" };

/** @param {import("../document/document.js").Status} status */
export function statusMark(status) {
  return element(
    "span",
    { class: `jm-status jm-status-${status}` },
    element("span", { "aria-hidden": "true" }, SHAPES[status] ?? "○"),
    ` ${status}`,
  );
}

/** @param {string} words */
export const noteNode = (words) => element("p", { class: "jm-evidence-note", dir: "auto" }, words);

/**
 * @param {Pick<import("../document/document.js").Claim, "source"|"via"|"url"|"status"|"says"|"agrees">} claim
 * @param {object} beside
 * @param {string} [beside.status] of what it is listed under: the word is repeated only where it differs
 * @param {Node|string} beside.published
 * @param {Node[]} beside.notes
 */
export function claimItem({ source, via, url, status, says, agrees }, { status: listed, published, notes }) {
  const who = element("p", { class: "jm-evidence-source", dir: "auto" }, element("b", {}, source || SOURCE_NOT_NAMED));
  if (via.length > 0) who.append(`, ${quotingWords(via)}`);
  who.append("; ", published);
  const link = outwardLink(url);
  if (link) who.append("; ", link);
  if (status !== listed) who.append(" ", statusMark(status));
  return element(
    "li",
    agrees ? {} : { class: "jm-evidence-apart" },
    says ? element("p", { class: "jm-evidence-says", dir: "auto" }, says) : null,
    who,
    ...notes,
  );
}
