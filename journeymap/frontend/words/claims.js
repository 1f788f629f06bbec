// @ts-check
/** Sentences about claims and about the events they belong to. */

import { isoDay, dayOf } from "./clock.js";
import { kindWords } from "./kinds.js";
import { publicWords } from "./event_times.js";

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
export const quotingWords = (via) => via.map((name) => `quoting ${name}`).join(", ");

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

/** "After 28 Oct 2025". @param {import("./event_times.js").Published|null} last report */
export function afterReport(last) {
  if (last?.reported_day) return `After ${isoDay(last.reported_day, true)}`;
  return last?.reported_at ? `After ${dayOf(last.reported_at, "UTC", true)}` : "Beyond these";
}

/** Whether an event can have been going on. @param {JourneyEvent} event @param {number} t */
function isOn({ window: [from, to] }, t) {
  return (from ?? -Infinity) - 60 <= t && t <= (to ?? Infinity) + 60;
}

/** What an event is to the moment. @param {JourneyEvent} event @param {Role} role @param {number} moment */
export function roleWords(event, role, moment) {
  // The neighbours are folded, and their kind with them.
  if (role === "previous") return `Before: ${kindWords(event.kind)}`;
  if (role === "next") return `Next: ${kindWords(event.kind)}`;
  if (event.status === "expected") return "Expected by this time, not reported";
  return isOn(event, moment) ? "At this time" : "Last event by this time";
}

/**
 * What an event is to what was known.
 * @param {import("../document/document.js").JourneyDocument} document
 * @param {JourneyEvent} event as it was known
 * @param {Role} role
 * @param {boolean} more the event above has the same role
 * @param {string} zone
 */
export function knownRoleWords(document, event, role, more, zone) {
  const kind = event.status === "expected" ? `expected ${kindWords(event.kind)}` : kindWords(event.kind);
  if (more) return `Also then: ${kind}`;
  const published = publicWords(document, Number(event.moment), zone);
  return role === "previous"
    ? `The report before, public ${published}: ${kind}`
    : `Latest report, public ${published}: ${kind}`;
}
