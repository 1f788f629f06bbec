// @ts-check
/** One claim as an item of a list: what was said, by whom, quoting whom, when. */

import { element, outwardLink, sentenceNodes } from "../dom.js";
import { claimOrigin, SOURCE_NOT_NAMED, sourceWords } from "../words/claims.js";
import { statusWords } from "../words/kinds.js";

/** Each status has a shape of its own, so that colour alone never says it. */
const SHAPES = { official: "●", reported: "○", expected: "◇", contradicted: "✕" };

/** @param {import("../document/document.js").Status} status */
export function statusMark(status) {
  return element(
    "span",
    { class: `jm-status jm-status-${status}` },
    element("span", { "aria-hidden": "true" }, SHAPES[status] ?? "○"),
    ` ${statusWords(status)}`,
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
  const named = sentenceNodes(({ source: name }) => sourceWords({ source: name, via }), {
    source: element("b", {}, source || SOURCE_NOT_NAMED),
  });
  const origin = { source: element("span", {}, ...named), published, link: outwardLink(url) };
  const who = element("p", { class: "jm-evidence-source", dir: "auto" }, ...sentenceNodes(claimOrigin, origin));
  if (status !== listed) who.append(" ", statusMark(status));
  return element(
    "li",
    agrees ? {} : { class: "jm-evidence-apart" },
    says ? element("p", { class: "jm-evidence-says", dir: "auto" }, says) : null,
    who,
    ...notes,
  );
}
