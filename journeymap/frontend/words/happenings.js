// @ts-check
/** What happened, and where, as a title: "Arrival at Khasan"; the wording is that of phrases/claims.py. */

import { AREA_ACCURACY_M } from "../document/limits.js";
import { kindTitle } from "./kinds.js";

/** @typedef {import("../document/document.js").Kind} Kind */
/** @typedef {(places: {place: string}) => string} At */

/** @type {At} */
const departure = ({ place }) => `Departure from ${place}`;
/** @type {At} */
const statement = ({ place }) => `Statement about ${place}`;

/** At a place that is a point. @type {Record<Kind, At>} */
const AT_POINT = {
  departure,
  arrival: ({ place }) => `Arrival at ${place}`,
  stop: ({ place }) => `Stop at ${place}`,
  pass: ({ place }) => `Passing ${place}`,
  "border-crossing": ({ place }) => `Border crossing at ${place}`,
  meeting: ({ place }) => `Meeting at ${place}`,
  statement,
};

/** Somewhere in an area. @type {Record<Kind, At>} */
const IN_AREA = {
  departure,
  arrival: ({ place }) => `Arrival in ${place}`,
  stop: ({ place }) => `Stop in ${place}`,
  pass: ({ place }) => `Passing through ${place}`,
  "border-crossing": ({ place }) => `Border crossing in ${place}`,
  meeting: ({ place }) => `Meeting in ${place}`,
  statement,
};

/** @param {{kind: string}} places */
const somewhere = ({ kind }) => `${kind}, place not stated`;
/** @param {{kind: string}} places */
const expectedTitle = ({ kind }) => `Expected: ${kind}`;
/** In a journey without sources. @param {{kind: string}} places */
const plannedTitle = ({ kind }) => `Planned: ${kind}`;

/** @param {string} words */
const within = (words) => words.charAt(0).toLowerCase() + words.slice(1);

/**
 * @param {{kind: Kind}} event
 * @param {{name: string, accuracy_m: number}|null|undefined} place
 */
export function happeningTitle({ kind }, place) {
  if (!place) return kind === "statement" ? kindTitle(kind) : somewhere({ kind: kindTitle(kind) });
  return (place.accuracy_m > AREA_ACCURACY_M ? IN_AREA : AT_POINT)[kind]({ place: place.name });
}

/**
 * The same of an event that may only have been expected: "Expected: arrival at Vladivostok".
 * @param {{kind: Kind, status: import("../document/document.js").Status}} event
 * @param {{name: string, accuracy_m: number}|null|undefined} place
 * @param {boolean} [sourced] whether the journey has sources
 */
export function eventTitle(event, place, sourced = true) {
  const title = happeningTitle(event, place);
  if (event.status !== "expected") return title;
  return (sourced ? expectedTitle : plannedTitle)({ kind: within(title) });
}
