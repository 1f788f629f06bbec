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
const WEIGHTS = { stop: 100, expected: 70, summit: -40, "off-line": 0, contradicted: 0, area: -50 };

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

/** @typedef {{x: number, y: number, members: Site[]}} Group the host first, and where it is, pixels */

/**
 * Sites nearer to each other than a reach share one mark, that of the weightiest. The nearest are joined first, so
 * that two that are one spot do not end up under different marks.
 * @param {Site[]} sites
 * @param {(position: [number, number]) => {x: number, y: number}} project pixels at the zoom
 * @param {number} reach pixels between marks that can be distinguished
 * @returns {Site[][]} each with its host first, in the order of `sites`
 */
export function clusters(sites, project, reach) {
  const groups = spots(sites, project, reach / 4);
  const near = pairs(groups, reach);
  near.sort((a, b) => a.distance - b.distance);
  /** @type {Set<Group>} */
  const joined = new Set();
  for (const { a, b } of near) {
    if (joined.has(a) || joined.has(b)) continue;
    const [host, guest] = a.members[0].weight >= b.members[0].weight ? [a, b] : [b, a];
    host.members.push(...guest.members);
    joined.add(guest);
  }
  const order = new Map(sites.map((site, i) => [site, i]));
  const at = (/** @type {Group} */ { members }) => Number(order.get(members[0]));
  return groups
    .filter((group) => !joined.has(group))
    .sort((a, b) => at(a) - at(b))
    .map(({ members: [host, ...others] }) => [host, ...others.sort((a, b) => b.weight - a.weight)]);
}

/**
 * Sites that are one spot at the zoom. After this each has few neighbours, however many sites there are.
 * @param {Site[]} sites
 * @param {(position: [number, number]) => {x: number, y: number}} project
 * @param {number} size of a spot, pixels
 */
function spots(sites, project, size) {
  /** @type {Map<string, Group>} */
  const found = new Map();
  for (const site of [...sites].sort((a, b) => b.weight - a.weight)) {
    const { x, y } = project(site.place.position);
    const key = `${Math.floor(x / size)} ${Math.floor(y / size)}`;
    const spot = found.get(key);
    if (spot) spot.members.push(site);
    else found.set(key, { x, y, members: [site] });
  }
  return [...found.values()];
}

/** Groups nearer to each other than a reach. @param {Group[]} groups @param {number} reach pixels */
function pairs(groups, reach) {
  /** @type {Map<string, Group[]>} */
  const cells = new Map();
  const near = [];
  for (const a of groups) {
    const [column, row] = [Math.floor(a.x / reach), Math.floor(a.y / reach)];
    for (let i = column - 1; i <= column + 1; i += 1) {
      for (let j = row - 1; j <= row + 1; j += 1) {
        for (const b of cells.get(`${i} ${j}`) ?? []) {
          const distance = Math.hypot(a.x - b.x, a.y - b.y);
          if (distance < reach) near.push({ a, b, distance });
        }
      }
    }
    const key = `${column} ${row}`;
    const cell = cells.get(key);
    if (cell) cell.push(a);
    else cells.set(key, [a]);
  }
  return near;
}
