// @ts-check
/** A journey's document without the journey: only its landmarks, for a map of meetings. */

import { dayOf } from "../words/clock.js";

/**
 * @typedef {import("../document/document.js").JourneyDocument} JourneyDocument
 * @typedef {import("../document/document.js").Place & {when?: string}} DatedPlace a place and the days on which the landmarks took place there
 */

/**
 * The meetings among the landmarks, with their days on the places; no line, and so no traveller.
 * @param {JourneyDocument} document
 * @returns {JourneyDocument}
 */
export function landmarksOnly(document) {
  const landmarks = document.landmarks.filter(({ kind, place }) => kind === "meeting" && place !== null);
  /** @type {Record<string, DatedPlace>} */
  const places = { ...document.places };
  for (const key of new Set(landmarks.map(({ place }) => /** @type {string} */ (place)))) {
    const days = landmarks
      .filter(({ place, moment }) => place === key && moment !== null)
      .map(({ moment, zone }) => dayOf(/** @type {number} */ (moment), zone, true));
    places[key] = { ...places[key], when: [...new Set(days)].join(", ") };
  }
  return {
    ...document,
    journey: { ...document.journey, title: document.journey.landmarks_title },
    line: { coordinates: [], km: [], legs: [], zones: [], stops: [] },
    events: [],
    landmarks,
    places,
    unknowns: [],
    asides: [],
  };
}
