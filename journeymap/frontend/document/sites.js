// @ts-check
/** The places of a journey as the map sees them: what happened there, and so which mark it gets. */

import { fieldOf, isSourced } from "./document.js";
import { AREA_ACCURACY_M } from "./limits.js";

/** Beyond this a place has no mark at all, only a card: a whole country or coast is already on the map. Metres. */
export const VAST_ACCURACY = 150_000;

/**
 * @typedef {"stop"|"expected"|"off-line"|"contradicted"|"area"|"summit"} Role
 *
 * @typedef {object} Site
 * @property {string} key
 * @property {import("./document.js").Place} place
 * @property {import("./document.js").JourneyEvent[]} events in the order of time
 * @property {Role} role of this journey's events
 * @property {boolean} summit a meeting listed among the landmarks took place here
 * @property {boolean} sourced the journey has sources
 * @property {number} weight greater: shown when there is no room for both
 */

/** How much a role counts when two places want the same room; each claim counts one, up to 40. */
const WEIGHTS = { stop: 100, expected: 70, summit: 10, "off-line": 0, contradicted: 0, area: -50 };

/**
 * @param {import("./document.js").JourneyDocument} document
 * @returns {Site[]} stops in the order of the line, then the others
 */
export function sitesOf(document) {
  /**
   * @type {Map<string, {own: import("./document.js").JourneyEvent[], landmarks: import("./document.js").JourneyEvent[]}>}
   */
  const byPlace = new Map();
  for (const [list, events] of /** @type {const} */ ([
    ["own", document.events],
    ["landmarks", document.landmarks],
  ])) {
    for (const event of events) {
      if (event.place === null || !document.places[event.place]) continue;
      const entry = byPlace.get(event.place) ?? { own: [], landmarks: [] };
      byPlace.set(event.place, entry);
      entry[list].push(event);
    }
  }
  const ends = [document.line.stops[0]?.place, document.line.stops.at(-1)?.place];
  const sourced = isSourced(document);
  const sites = [...byPlace].map(([key, { own, landmarks }]) => {
    const place = document.places[key];
    const summit = landmarks.some((event) => event.kind === "meeting") && place.accuracy_m <= AREA_ACCURACY_M;
    const role = roleOf(place, own, summit);
    const events = inOrderOfTime([...own, ...landmarks]);
    const claims = events.reduce((sum, event) => sum + event.claims.length, 0);
    const weight =
      Math.min(claims, 40) + WEIGHTS[role] + (summit ? 30 : 0) + (ends.includes(key) && WEIGHTS[role] >= 70 ? 100 : 0);
    return { key, place: asExactAsClaimed(place, events), events, role, summit, sourced, weight };
  });
  const along = (/** @type {Site} */ site) => Math.min(...site.events.map((event) => event.km ?? Infinity));
  // Sorting is stable: among equals the first one stays first.
  return sites.sort((a, b) => along(a) - along(b) || b.weight - a.weight);
}

/**
 * @param {import("./document.js").Place} place
 * @param {import("./document.js").JourneyEvent[]} own
 * @param {boolean} summit
 * @returns {Role}
 */
function roleOf(place, own, summit) {
  if (place.accuracy_m > AREA_ACCURACY_M) return "area";
  const visits = own.filter((event) => event.kind !== "statement");
  const standing = visits.filter((event) => event.status !== "contradicted");
  if (standing.some((event) => event.km !== null && event.status !== "expected")) return "stop";
  if (standing.length > 0 && standing.every((event) => event.status === "expected")) return "expected";
  if (summit) return "summit";
  return visits.length > 0 && standing.length === 0 ? "contradicted" : "off-line";
}

/**
 * A place with the accuracy that the claims of its events give: the smallest of those that agree.
 * Without one its own stands. Whether it is an area, and so no fix, is decided by its own alone.
 * @param {import("./document.js").Place} place
 * @param {import("./document.js").JourneyEvent[]} events
 */
function asExactAsClaimed(place, events) {
  const given = events
    .flatMap(({ claims }) => claims.filter(({ agrees }) => agrees))
    .map((claim) => fieldOf(claim, { key: "accuracy_km" }))
    .filter(Boolean)
    .map(Number);
  return given.length > 0 ? { ...place, accuracy_m: Math.min(...given) * 1000 } : place;
}

/** @param {import("./document.js").JourneyEvent[]} events */
function inOrderOfTime(events) {
  const at = (/** @type {import("./document.js").JourneyEvent} */ event) => event.moment ?? Infinity;
  return events.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}

/**
 * Sites that would cover each other at a zoom share one mark, that of the weightiest.
 * @param {Site[]} sites
 * @param {(position: [number, number]) => {x: number, y: number}} project pixels at the zoom
 * @param {number} reach pixels between marks that can be distinguished
 * @returns {Site[][]} each with its host first, in the order of `sites`
 */
export function clusters(sites, project, reach) {
  /** @type {{site: Site, x: number, y: number, members: Site[]}[]} */
  const hosts = [];
  for (const site of [...sites].sort((a, b) => b.weight - a.weight)) {
    const { x, y } = project(site.place.position);
    const host = hosts.find((other) => Math.hypot(other.x - x, other.y - y) < reach);
    if (host) host.members.push(site);
    else hosts.push({ site, x, y, members: [site] });
  }
  return hosts.sort((a, b) => sites.indexOf(a.site) - sites.indexOf(b.site)).map(({ members }) => members);
}
