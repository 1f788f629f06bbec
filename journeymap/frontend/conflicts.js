// @ts-check
/** What cannot all be true at the speed assumed, in words. */

import { KINDS } from "./evidence.js";
import { epochAt } from "./reading.js";

/** @typedef {import("./journey.js").JourneyDocument} JourneyDocument */

/**
 * Events whose report the track leaves out, each with the reason.
 * @param {JourneyDocument} document
 * @param {import("./reading.js").Reading} reading
 * @param {number} t epoch seconds
 * @returns {[import("./journey.js").JourneyEvent, string][]}
 */
function conflictsAt(document, reading, t) {
  const known = reading === "known" ? epochAt(document, t)?.conflicts ?? {} : null;
  return document.events.flatMap((event) => {
    const why = known ? known[event.id] : event.conflict;
    return why ? [/** @type {[import("./journey.js").JourneyEvent, string]} */ ([event, why])] : [];
  });
}

/** Told in full; of more than this only the number is. */
const TOLD = 3;

/**
 * @param {JourneyDocument} document
 * @param {import("./reading.js").Reading} reading
 * @param {number} t epoch seconds
 * @returns {string} empty when all can be true
 */
export function conflictWords(document, reading, t) {
  const conflicts = conflictsAt(document, reading, t);
  if (conflicts.length === 0) return "";
  const { max_speed_kmh: speed } = document.journey;
  const lead = conflicts.length === 1 ? "One report cannot be true together with the others"
    : `${conflicts.length} reports cannot be true together with the others`;
  const told = conflicts.slice(0, TOLD).map(([event, why]) => {
    const place = event.place === null ? "" : ` at ${document.places[event.place].name}`;
    return `${(KINDS[event.kind] ?? event.kind).toLowerCase()}${place}. ${why}`;
  });
  const rest = conflicts.length > TOLD ? ` And ${conflicts.length - TOLD} more.` : "";
  return `${lead} at ${speed} km/h: ${told.join(" – ")}${rest}`;
}
