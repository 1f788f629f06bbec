// @ts-check
/** Which events, and so which claims, belong to a moment. */

import { timedEvents } from "./document.js";
import { epochIndexAt } from "./reading.js";

/** A timeline that moves by whole minutes is at an event within the same minute. Seconds. */
const SAME_MINUTE = 30;

/**
 * @typedef {import("./document.js").JourneyDocument} JourneyDocument
 * @typedef {"previous"|"current"|"next"} Role
 * @typedef {[string, Role][]} Roles event ids, and what each is to the moment
 */

/** Fixes of the traveller first; sorting is stable. @param {{id: string, km: number|null}[]} events */
const fixesFirst = (events) => [...events].sort((a, b) => Number(a.km === null) - Number(b.km === null));

/** @param {string[]} ids @param {Role} role @returns {Roles} */
const as = (ids, role) => ids.map((id) => [id, role]);

/**
 * The last events that have begun, and the ones before and after them, in the order of time.
 * @param {JourneyDocument} document
 * @param {number} t
 * @returns {Roles}
 */
function eventsAround(document, t) {
  const timed = timedEvents(document);
  const after = timed.findIndex(({ moment }) => moment > t + SAME_MINUTE);
  const begun = after < 0 ? timed : timed.slice(0, after);
  const latest = begun.length > 0 ? begun[begun.length - 1].moment : t;
  const first = begun.findIndex(({ moment }) => moment >= latest - SAME_MINUTE);
  const current = first < 0 ? [] : begun.slice(first);
  const previous = first > 0 ? [begun[first - 1]] : [];
  const next = after < 0 ? [] : [timed[after]];
  const ids = (/** @type {{id: string}[]} */ events) => events.map(({ id }) => id);
  return [...as(ids(previous), "previous"), ...as(ids(fixesFirst(current)), "current"), ...as(ids(next), "next")];
}

/**
 * The events of the latest publication, and the others of the publication before it.
 * @param {JourneyDocument} document
 * @param {number} t
 * @returns {Roles}
 */
function latestReports(document, t) {
  const { epochs } = document.tracks.known;
  const last = epochIndexAt(document, t);
  if (last < 0) return [];
  const fix = new Map(document.events.map(({ id, km }) => [id, km]));
  const ids = (/** @type {{id: string}[]} */ events) =>
    fixesFirst(events.map(({ id }) => ({ id, km: fix.get(id) ?? null }))).map(({ id }) => id);
  const current = ids(epochs[last].events);
  const previous = last > 0 ? ids(epochs[last - 1].events).filter((id) => !current.includes(id)) : [];
  return [...as(current, "current"), ...as(previous, "previous")];
}

/**
 * @param {JourneyDocument} document
 * @param {number} t epoch seconds
 * @param {import("./reading.js").Reading} reading
 * @returns {Roles}
 */
export function rolesAt(document, t, reading) {
  return reading === "known" ? latestReports(document, t) : eventsAround(document, t);
}
