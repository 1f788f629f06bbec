// @ts-check
/** The kinds of events, and the parts that places have in a journey, in words. */

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

/** As a heading: "Border crossing". @param {import("../document/document.js").Kind} kind */
export const kindTitle = (kind) => KINDS[kind] ?? kind;

/** Within a sentence: "border crossing". @param {import("../document/document.js").Kind} kind */
export const kindWords = (kind) => kindTitle(kind).toLowerCase();

/** What each mark of the map means, for the key and for people who hear the map. */
export const ROLE_WORDS = {
  stop: "reported on the line",
  expected: "expected, not confirmed",
  aside: "other place in the reports",
  contradicted: "contradicted by other reports",
  area: "an area, not a point",
  summit: "summit meeting",
};
