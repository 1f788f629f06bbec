// @ts-check
/** One claim as an item of a list: what was said, by whom, quoting whom, when. */

import { element, outwardLink, sentenceNodes } from "../dom.js";
import { claimOrigin, SOURCE_NOT_NAMED, sourceWords } from "../words/claims.js";
import { plainStatusWords, statusWords } from "../words/kinds.js";

/** Each status has a shape of its own, so that colour alone never says it. */
const SHAPES = { official: "●", reported: "○", expected: "◇", contradicted: "✕" };

/** @param {import("../document/document.js").Status} status @param {string} [words] */
export function statusMark(status, words = statusWords(status)) {
  return element(
    "span",
    { class: `jm-status jm-status-${status}` },
    element("span", { "aria-hidden": "true" }, SHAPES[status] ?? "○"),
    ` ${words}`,
  );
}

/**
 * Of an event: without sources only what is no plain stop has a mark.
 * @param {import("../document/document.js").Status} status
 * @param {boolean} sourced
 */
export function eventMark(status, sourced) {
  if (sourced) return statusMark(status);
  const words = plainStatusWords(status);
  return words ? statusMark(status, words) : "";
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

/**
 * What a row of a journey without sources says beyond place and time; null: nothing.
 * @param {Pick<import("../document/document.js").Claim, "url"|"says">} row
 * @param {Node[]} notes
 */
export function plainItem({ url, says }, notes) {
  const link = outwardLink(url);
  if (!says && !link && notes.length === 0) return null;
  return element(
    "li",
    {},
    says ? element("p", { class: "jm-evidence-says", dir: "auto" }, says) : null,
    link ? element("p", { class: "jm-evidence-source" }, link) : null,
    ...notes,
  );
}
