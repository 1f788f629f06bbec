// @ts-check
/** What cannot all be true at the speed assumed, in words. */

import { happeningTitle } from "./happenings.js";
import { isSourced } from "../document/document.js";
import { shownAt } from "../document/reading.js";

/** @typedef {import("../document/document.js").JourneyDocument} JourneyDocument */

/** @param {{speed: number, report: string}} places */
const oneConflict = ({ speed, report }) =>
  `With a speed limit of ${speed} km/h, one report cannot be true together with the others. ${report}`;

/** @param {{count: number, speed: number, reports: string}} places */
const conflicts = ({ count, speed, reports }) =>
  `With a speed limit of ${speed} km/h, ${count} reports cannot be true together with the others. ${reports}`;

/** @param {{count: number, speed: number, reports: string, more: number}} places */
const manyConflicts = ({ count, speed, reports, more }) =>
  `With a speed limit of ${speed} km/h, ${count} reports cannot be true together with the others. ${reports} And ${more} more.`;

/** @param {{title: string, conflict: string}} places */
const conflictOf = ({ title, conflict }) => `${title}: ${conflict}`;

/**
 * Events whose report the track leaves out.
 * @param {JourneyDocument} document
 * @param {import("../document/reading.js").Reading} reading
 * @param {number} t epoch seconds
 * @returns {import("../document/document.js").JourneyEvent[]}
 */
function conflictsAt(document, reading, t) {
  return shownAt(document, reading, t).events.filter(({ conflict }) => conflict);
}

/** Described in full; of more than this only the number is given. */
const MAX_DESCRIBED = 3;

/**
 * @param {JourneyDocument} document
 * @param {import("../document/reading.js").Reading} reading
 * @param {number} t epoch seconds
 * @returns {string} empty when all can be true
 */
export function conflictWords(document, reading, t) {
  const found = isSourced(document) ? conflictsAt(document, reading, t) : [];
  const count = found.length;
  if (count === 0) return "";
  const { max_speed_kmh: speed } = document.journey;
  const described = found
    .slice(0, MAX_DESCRIBED)
    .map(({ kind, place, conflict }) =>
      conflictOf({ title: happeningTitle({ kind }, place === null ? null : document.places[place]), conflict }),
    );
  if (count === 1) return oneConflict({ speed, report: described[0] });
  const reports = described.join(" – ");
  return count > MAX_DESCRIBED
    ? manyConflicts({ count, speed, reports, more: count - MAX_DESCRIBED })
    : conflicts({ count, speed, reports });
}
