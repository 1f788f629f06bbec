// @ts-check
/** What cannot all be true at the speed assumed, in words. */

import { kindWords } from "./kinds.js";
import { shownAt } from "../document/reading.js";

/** @typedef {import("../document/document.js").JourneyDocument} JourneyDocument */

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

/** Told in full; of more than this only the number is. */
const TOLD = 3;

/**
 * @param {JourneyDocument} document
 * @param {import("../document/reading.js").Reading} reading
 * @param {number} t epoch seconds
 * @returns {string} empty when all can be true
 */
export function conflictWords(document, reading, t) {
  const conflicts = conflictsAt(document, reading, t);
  if (conflicts.length === 0) return "";
  const { max_speed_kmh: speed } = document.journey;
  const lead =
    conflicts.length === 1
      ? "One report cannot be true together with the others"
      : `${conflicts.length} reports cannot be true together with the others`;
  const told = conflicts.slice(0, TOLD).map(({ kind, place: key, conflict }) => {
    const place = key === null ? "" : ` at ${document.places[key].name}`;
    return `${kindWords(kind)}${place}. ${conflict}`;
  });
  const rest = conflicts.length > TOLD ? ` And ${conflicts.length - TOLD} more.` : "";
  return `${lead} at ${speed} km/h: ${told.join(" – ")}${rest}`;
}
