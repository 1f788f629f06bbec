// @ts-check
/** Sentences about claims and about the events they belong to. */

import { publicTime } from "./event_times.js";

/**
 * @typedef {import("../document/document.js").JourneyEvent} JourneyEvent
 * @typedef {import("../document/event_roles.js").Role} Role
 */

export const SOURCE_NOT_NAMED = "Source not named";
export const SHOW_ON_MAP = "Show on the map";
export const SET_TIME = "Go to this time";
export const NOT_PUBLIC = "Nothing had been reported by this time.";
export const NOT_BEGUN = "The journey had not begun by this time.";
export const NO_TIMES = "No event has a time.";

/** "quoting TASS, quoting the governor". @param {string[]} via */
const quotingWords = (via) => via.map((name) => `quoting ${name}`).join(", ");

/** A source and whom it quotes. @param {{source: string, via: string[]}} places */
export const sourceWords = ({ source, via }) => (via.length > 0 ? `${source}, ${quotingWords(via)}` : source);

/**
 * Where a claim is from.
 * @param {{source: string, published: string, link: string}} places source with whom it quotes; link may be empty
 */
export const claimOrigin = ({ source, published, link }) =>
  link ? `${source}; ${published}; ${link}` : `${source}; ${published}`;

/** @param {string} disagreement empty where the claim only lies outside */
export const differsWords = (disagreement) =>
  disagreement ? `Differs: ${disagreement}` : "Differs: most claims support another time";

/** @param {string} conflict */
export const conflictOfEvent = (conflict) => `Conflict: ${conflict}`;

/** @param {number} count */
export const claimsCount = (count) => (count === 1 ? "1 claim" : `${count} claims`);

/** @param {number} hidden @param {number} apart of all, that differ */
export const moreClaims = (hidden, apart) =>
  apart > 0 ? `${hidden} more claims (of all, ${apart} differ)` : `${hidden} more claims`;

/** @param {number} hidden */
export const moreReports = (hidden) => `${hidden} more reports`;

/** Claims that the second reading never shows. @param {number} count */
export const laterWords = (count) =>
  count === 1
    ? "One more claim is not shown: nothing says that it was public before this timeline ends."
    : `${count} more claims are not shown: nothing says that they were public before this timeline ends. ` +
      "For most of them only the day of publication is known.";

/** Whether an event can have been going on. @param {JourneyEvent} event @param {number} t */
function isOn({ window: [from, to] }, t) {
  return (from ?? -Infinity) - 60 <= t && t <= (to ?? Infinity) + 60;
}

const AT_THIS_TIME = "At this time";
const LAST_EVENT = "Last event before this time";
const EXPECTED_NOT_REPORTED = "Expected by this time, but not reported";
const PLANNED = "Planned for this time";
const EVENT_BEFORE = "Before";
const NEXT_EVENT = "Next";

/**
 * What an event is to the moment.
 * @param {JourneyEvent} event
 * @param {Role} role
 * @param {number} moment
 * @param {boolean} [sourced] whether the journey has sources
 */
export function roleWords(event, role, moment, sourced = true) {
  if (role === "previous") return EVENT_BEFORE;
  if (role === "next") return NEXT_EVENT;
  if (event.status === "expected") return sourced ? EXPECTED_NOT_REPORTED : PLANNED;
  return isOn(event, moment) ? AT_THIS_TIME : LAST_EVENT;
}

/** @typedef {Record<import("./event_times.js").PublicTime["by"], (places: {time: string}) => string>} ByTime */

/** @type {ByTime} */
const LATEST_REPORT = {
  day: ({ time }) => `Latest report, public by the end of ${time}`,
  moment: ({ time }) => `Latest report, public by ${time}`,
};

/** @type {ByTime} */
const REPORT_BEFORE = {
  day: ({ time }) => `Report before that, public by the end of ${time}`,
  moment: ({ time }) => `Report before that, public by ${time}`,
};

const IN_THE_SAME_REPORTS = "Public at the same time";

/**
 * What an event is to what was known.
 * @param {import("../document/document.js").JourneyDocument} document
 * @param {JourneyEvent} event as it was known
 * @param {Role} role
 * @param {boolean} more the event above has the same role
 * @param {string} zone
 */
export function knownRoleWords(document, event, role, more, zone) {
  const published = publicTime(document, Number(event.moment), zone);
  if (more || !published) return IN_THE_SAME_REPORTS;
  const { by, time } = published;
  return (role === "previous" ? REPORT_BEFORE : LATEST_REPORT)[by]({ time });
}
