// @ts-check
/** What the label of the traveller says: when, and where it is as far as is known. */

import { clockTime, dayOf, monthWords, offsetOf, withOffset, yearWords } from "./clock.js";
import { fields } from "./calendar.js";
import { exactnessOf } from "./event_times.js";
import { travellerWords } from "./sentence.js";
import { zoneAt } from "../document/document.js";

/** @typedef {import("../document/document.js").JourneyDocument} JourneyDocument */

/** @type {Record<import("../document/whereabouts.js").Whereabouts["how"], (...places: string[]) => string>} */
const WHERE = {
  unplaced: () => "",
  at: (place) => place,
  near: (place) => `near ${place}`,
  between: (before, after) => `between ${before} and ${after}`,
  "on-the-way": () => "",
  "not-left": (place) => `still at ${place}`,
  last: (place) => `last known at ${place}`,
  "reported-at": (place) => `last reported at ${place}`,
  "reported-in": (place) => `last reported in ${place}`,
  "reported-left": (place) => `reported to have left ${place}`,
};

/** @param {{traveller: string, time: string, where: string}} places where may be empty */
export const spokenLabel = ({ traveller, time, where }) =>
  where ? `${traveller}, ${time}: ${where}` : `${traveller}, ${time}`;

/** Brings the map back to the traveller. @param {string} traveller as it begins a sentence */
export const backTo = (traveller) => `Back to ${travellerWords(traveller)}`;

/**
 * A moment as short as a label has it, no more exactly than the journey is told: "12:15", "12 Sep", "June 1812".
 * @param {JourneyDocument} document
 * @param {number} t epoch seconds
 * @param {number} km where the traveller is
 * @param {string} zoneChoice IANA name, or "place"
 */
export function shortMoment(document, t, km, zoneChoice) {
  const there = zoneAt(document, km);
  const zone = zoneChoice === "place" ? there : zoneChoice;
  const { unit, years } = exactnessOf(document);
  if (unit === "year") return yearWords(fields(t, zone).year);
  if (unit === "month") return monthWords(fields(t, zone));
  if (unit === "day") return dayOf(t, zone, years);
  const time = clockTime(t, zone, unit === "second");
  // Another clock than the one there is named.
  return offsetOf(t, zone) === offsetOf(t, there) ? time : withOffset({ time, offset: offsetOf(t, zone) });
}

/**
 * Where the traveller is, as short as a label has it; empty where no place can be named.
 * @param {JourneyDocument} document
 * @param {import("../document/whereabouts.js").Whereabouts} whereabouts
 */
export const shortWhere = (document, { how, places }) => WHERE[how](...places.map((key) => document.places[key].name));
