// @ts-check
/** Sentences about claims and about the events they belong to. */

import { expectedKindWords, kindWords } from "./kinds.js";
import { publicTime } from "./event_times.js";

/**
 * @typedef {import("../document/document.js").JourneyEvent} JourneyEvent
 * @typedef {import("../document/event_roles.js").Role} Role
 */

export const SOURCE_NOT_NAMED = "A source not named";
export const SHOW_ON_MAP = "Show on the map";
export const SET_TIME = "Set the time to this";
export const NOT_PUBLIC = "No claim of this journey was public by this time.";
export const NOT_BEGUN = "No event of this journey has begun by this time.";
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
  disagreement ? `Differs: ${disagreement}` : "Differs: outside the set of claims that the window rests on";

/** @param {string} conflict */
export const conflictOfEvent = (conflict) => `Conflict: ${conflict}`;

/** @param {number} count */
export const claimsCount = (count) => (count === 1 ? "1 claim" : `${count} claims`);

/** @param {number} hidden @param {number} apart of all, that differ */
export const moreClaims = (hidden, apart) =>
  apart > 0 ? `${hidden} more claims, ${apart} of all differ` : `${hidden} more claims`;

/** @param {number} hidden */
export const moreReports = (hidden) => `${hidden} more reports`;

/** Claims that the second reading never shows. @param {number} count */
export const laterWords = (count) =>
  count === 1
    ? "One more claim is not known to have been public before this timeline ends; " +
      "of most only the day of publication is stated."
    : `${count} more claims are not known to have been public before this timeline ends; ` +
      "of most only the day of publication is stated.";

/** Whether an event can have been going on. @param {JourneyEvent} event @param {number} t */
function isOn({ window: [from, to] }, t) {
  return (from ?? -Infinity) - 60 <= t && t <= (to ?? Infinity) + 60;
}

const AT_THIS_TIME = "At this time";
const LAST_EVENT = "Last event by this time";
const EXPECTED_NOT_REPORTED = "Expected by this time, not reported";
const PLANNED = "Planned for this time";
/** @param {{kind: string}} places */
const eventBefore = ({ kind }) => `Before: ${kind}`;
/** @param {{kind: string}} places */
const nextEvent = ({ kind }) => `Next: ${kind}`;

/**
 * What an event is to the moment.
 * @param {JourneyEvent} event
 * @param {Role} role
 * @param {number} moment
 * @param {boolean} [sourced] whether the journey has sources
 */
export function roleWords(event, role, moment, sourced = true) {
  // The neighbours are folded, and their kind with them.
  if (role === "previous") return eventBefore({ kind: kindWords(event.kind) });
  if (role === "next") return nextEvent({ kind: kindWords(event.kind) });
  if (event.status === "expected") return sourced ? EXPECTED_NOT_REPORTED : PLANNED;
  return isOn(event, moment) ? AT_THIS_TIME : LAST_EVENT;
}

/** @typedef {Record<import("./event_times.js").PublicTime["by"], (places: {time: string, kind: string}) => string>} ByTime */

/** @type {ByTime} */
const LATEST_REPORT = {
  day: ({ time, kind }) => `Latest report, public by the end of ${time}: ${kind}`,
  moment: ({ time, kind }) => `Latest report, public by ${time}: ${kind}`,
};

/** @type {ByTime} */
const REPORT_BEFORE = {
  day: ({ time, kind }) => `The report before, public by the end of ${time}: ${kind}`,
  moment: ({ time, kind }) => `The report before, public by ${time}: ${kind}`,
};

/** @param {{kind: string}} places */
const alsoThen = ({ kind }) => `Also then: ${kind}`;

/**
 * What an event is to what was known.
 * @param {import("../document/document.js").JourneyDocument} document
 * @param {JourneyEvent} event as it was known
 * @param {Role} role
 * @param {boolean} more the event above has the same role
 * @param {string} zone
 */
export function knownRoleWords(document, event, role, more, zone) {
  const kind = event.status === "expected" ? expectedKindWords(event.kind) : kindWords(event.kind);
  const published = publicTime(document, Number(event.moment), zone);
  if (more || !published) return alsoThen({ kind });
  const { by, time } = published;
  return (role === "previous" ? REPORT_BEFORE : LATEST_REPORT)[by]({ time, kind });
}
