// @ts-check
/** Which places a moment needs: the others are small and grey, or not named. */

import { rolesAt } from "../document/event_roles.js";
import { epochAt } from "../document/reading.js";

/**
 * Where the traveller is or is between, where it was and will be next, where it set out and is to arrive.
 * @param {import("../document/document.js").JourneyDocument} document
 * @param {import("../document/reading.js").Reading} reading
 * @param {number} t epoch seconds
 * @param {import("../document/document.js").JourneyEvent[]} events as the reading has them
 * @param {import("../document/whereabouts.js").Whereabouts} whereabouts
 * @returns {Set<string>} keys of places
 */
export function neededPlaces(document, reading, t, events, whereabouts) {
  const { stops } = document.line;
  const needed = new Set(whereabouts.places);
  for (const end of [stops[0], stops[stops.length - 1]]) if (end) needed.add(end.place);
  const byId = new Map(events.map((event) => [event.id, event]));
  for (const [id, role] of rolesAt(document, t, reading)) {
    const event = byId.get(id);
    if (event?.place && (event.km !== null || role === "current")) needed.add(event.place);
  }
  // Where it is expected is half of the news.
  for (const { place, status, km } of events) if (place && status === "expected" && km !== null) needed.add(place);
  const expected = reading === "known" ? epochAt(document, t)?.expected : null;
  if (expected) needed.add(expected);
  return needed;
}
