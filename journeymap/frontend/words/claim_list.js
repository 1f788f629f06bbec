// @ts-check
/** What the Claims page says around what Python says of the claims. */

/** Heads of the table's columns. */
export const HEADS = {
  when: "When",
  public: "Published",
  where: "Where",
  says: "What was said, by whom",
  status: "Status",
};
export const CAPTION = "The claims found. Choose one to read it in full.";
export const NOTHING_SAID = "No text";
export const SHOW_MORE = "Show more";
export const BACK = "Back to the list";
export const CONTRADICTIONS = "Where sources contradict each other";
export const NO_CONTRADICTION = "None of these claims is contradicted by another.";
export const HAPPENED = "Happened";
export const EXPECTED_FOR = "Expected for";
export const PUBLIC = "Published";
export const STATUS = "Status";
export const READ_SOURCE = "Read the source";
export const SEE_ON_MAP = "See it on the map";
export const GO_TO_CLAIM = "Go to this claim";
export const COMPARE = "Compare";

/** @param {string} kinds of what it is in conflict about: "time, place" */
export const conflictIn = (kinds) => `conflict in ${kinds}`;
/** @param {string} time */
export const happenedAt = (time) => `happened: ${time}`;
/** @param {string} time */
export const publicAt = (time) => `published: ${time}`;
/** @param {number} count */
export const contradictionsFound = (count) =>
  `${count} found, by comparing times, places, denials, forecasts and speeds.`;
/** @param {number} count */
export const andMore = (count) => `and ${count} more`;
/** Said to a screen reader when a claim has been opened. @param {string} title */
export const opened = (title) => `Opened: ${title}`;
