// @ts-check
/** The kinds and the status of events, and the parts that places have in a journey, in words. */

/** @type {Record<import("../document/document.js").Kind, string>} */
const KINDS = {
  departure: "Departure",
  arrival: "Arrival",
  stop: "Stop",
  pass: "Passing",
  "border-crossing": "Border crossing",
  meeting: "Meeting",
  statement: "Statement",
};

/** @type {Record<import("../document/document.js").Status, string>} */
const STATUSES = { official: "official", reported: "reported", expected: "expected", contradicted: "contradicted" };

/** As a heading: "Border crossing". @param {import("../document/document.js").Kind} kind */
export const kindTitle = (kind) => KINDS[kind] ?? kind;

/** @param {import("../document/document.js").Status} status */
export const statusWords = (status) => STATUSES[status] ?? status;

/** Of a journey without sources: only what is no plain stop has a word. @type {Partial<typeof STATUSES>} */
const PLAIN_STATUSES = { expected: "planned", contradicted: "left out" };

/** Empty where the journey has no sources and there is nothing to say. @param {import("../document/document.js").Status} status */
export const plainStatusWords = (status) => PLAIN_STATUSES[status] ?? "";

/** What each mark of the map means, for the key and for screen readers. */
const ROLE_WORDS = {
  stop: "reported here",
  expected: "expected, not confirmed",
  "off-line": "named in reports, off the route",
  contradicted: "contradicted by other reports",
  area: "exact spot not reported",
  summit: "summit meeting",
};

/** The same in a journey without sources. */
const PLAIN_ROLE_WORDS = {
  stop: "stop",
  expected: "planned",
  "off-line": "other place",
  contradicted: "left out",
  area: "exact spot not known",
  summit: "summit meeting",
};

/** Where a summit meeting took place as well. */
const ROLE_AND_SUMMIT_WORDS = {
  stop: "reported here; summit meeting",
  expected: "expected, not confirmed; summit meeting",
  "off-line": "named in reports, off the route; summit meeting",
  contradicted: "contradicted by other reports; summit meeting",
  area: "exact spot not reported; summit meeting",
  summit: "summit meeting",
};

/** What the marks mean. @param {boolean} sourced whether the journey has sources */
export const roleWordsOf = (sourced) => (sourced ? ROLE_WORDS : PLAIN_ROLE_WORDS);

/**
 * What a place is in the journey.
 * @param {Pick<import("../document/sites.js").Site, "role"|"summit"|"sourced">} site
 */
export const siteWords = ({ role, summit, sourced = true }) =>
  (summit ? ROLE_AND_SUMMIT_WORDS : roleWordsOf(sourced))[role];
