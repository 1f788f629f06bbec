// @ts-check
/** What is to be labelled on the map, and what labels keep off. */

import { languageOf } from "../document/languages.js";
import { markReach } from "./marks.js";

/**
 * Sites whose labels are quieter, and left out where it is crowded.
 * @type {Partial<Record<import("../document/sites.js").Role, string>>}
 */
const LABEL_KINDS = { area: "area", "off-line": "off-line" };

/**
 * The label of a mark: the name of its weightiest place.
 * @param {import("../document/sites.js").Site[]} members host first
 * @returns {import("./label_placement.js").Label}
 */
export function markLabel(members) {
  const [{ place, role }] = members;
  const { when } = /** @type {import("./meetings_only.js").DatedPlace} */ (place);
  return {
    text: place.name,
    local: when ?? (place.name_local === place.name ? "" : place.name_local),
    lang: when ? "" : languageOf(place.name_local, place.zone),
    position: place.position,
    kind: LABEL_KINDS[role] ?? "place",
    zoom: 0,
    reach: markReach(members),
    front: true,
    led: !(role in LABEL_KINDS),
  };
}

/**
 * @param {import("./basemap.js").Sheet[]} sheets
 * @returns {import("./label_placement.js").Label[]}
 */
export function baseLabels(sheets) {
  // The most detailed sheet comes last and is the one people look at.
  return [...sheets]
    .reverse()
    .flatMap(({ labels }) => labels)
    .map((label) => {
      const large = label.kind === "city" && (label.capital || (label.population ?? 0) >= 500_000);
      return {
        text: label.name,
        local: label.kind === "city" ? label.name_local : "",
        lang: languageOf(label.name_local),
        position: label.position,
        zoom: label.zoom,
        kind: large ? "city-large" : label.kind,
        reach: label.kind === "city" ? 2 : 0,
        front: false,
        led: false,
      };
    });
}

/**
 * Points no closer than a few pixels, for labels to keep off.
 * @param {{x: number, y: number}[]} points
 */
export function samples(points) {
  const sampled = [];
  let last = null;
  for (const point of points) {
    if (last && Math.hypot(point.x - last.x, point.y - last.y) < 6) continue;
    sampled.push(point);
    last = point;
  }
  return sampled;
}
