// @ts-check
/** What is to be labelled on the map, and what labels keep off. */

import { languageOf } from "../document/languages.js";
import { markReach } from "./marks.js";
import { plainStatusWords, statusWords } from "../words/kinds.js";

/** Sites whose labels are quieter. @type {Partial<Record<import("../document/sites.js").Role, string>>} */
const LABEL_KINDS = { area: "area", "off-line": "off-line" };

/** Places of other journeys are named only to who comes as near as this. */
const OTHERS_ZOOM = 8.5;

/** Pixels from the traveller within which no other place is named, for it would seem to be there. */
const ALONE = 30;

/** Radius of the traveller's marker, with its nose, pixels. */
export const TRAVELLER_REACH = 16;

/**
 * The label of a mark: the name of its weightiest place, or of the one that the traveller's label names.
 * @param {import("../document/sites.js").Site[]} members host first
 * @param {ReadonlySet<string>|null} needed keys of the places that the moment needs; null: all
 * @param {string[]} [named] keys of those that the traveller's label names
 * @param {ReadonlySet<string>|null} [own] keys of the journey's own places; null: all are
 * @returns {import("./label_placement.js").Label}
 */
export function markLabel(members, needed, named = [], own = null) {
  const { place, role, sourced } = members.find(({ key }) => named.includes(key)) ?? members[0];
  const { when } = /** @type {import("./meetings_only.js").DatedPlace} */ (place);
  // A label explains itself where that matters more than the local name.
  const doubt =
    role === "expected" || role === "contradicted" ? (sourced ? statusWords(role) : plainStatusWords(role)) : "";
  const beneath = when ?? (doubt || (place.name_local === place.name ? "" : place.name_local));
  const isNeeded = needed === null || members.some(({ key }) => needed.has(key));
  return {
    text: place.name,
    local: isNeeded ? beneath : "",
    lang: beneath === place.name_local ? languageOf(place.name_local, place.zone) : "",
    position: members[0].place.position,
    kind: !isNeeded ? "quiet" : (LABEL_KINDS[role] ?? "place"),
    zoom: !isNeeded && own && !members.some(({ key }) => own.has(key)) ? OTHERS_ZOOM : 0,
    reach: markReach(members),
    front: true,
    led: isNeeded,
  };
}

/**
 * The label of the traveller.
 * @param {Pick<import("./label_placement.js").Label, "text"|"local"|"lang"|"position">} said
 * @returns {import("./label_placement.js").Label}
 */
export function labelOfTraveller(said) {
  return { ...said, kind: "traveller", zoom: 0, reach: TRAVELLER_REACH, front: true, led: true, alone: ALONE };
}

/**
 * @param {import("./basemap.js").Sheet[]} sheets
 * @param {number[]} [copies] of the world
 * @returns {import("./label_placement.js").Label[]}
 */
export function baseLabels(sheets, copies = [0]) {
  // The most detailed sheet comes last and is the one people look at.
  return [...sheets]
    .reverse()
    .flatMap(({ labels }) => labels)
    .flatMap((label) => {
      const large = label.kind === "city" && (label.capital || (label.population ?? 0) >= 500_000);
      const [lon, lat] = label.position;
      return copies.map((copy) => ({
        text: label.name,
        local: label.kind === "city" ? label.name_local : "",
        lang: languageOf(label.name_local),
        position: /** @type {[number, number]} */ ([lon + 360 * copy, lat]),
        zoom: label.zoom,
        kind: large ? "city-large" : label.kind,
        reach: label.kind === "city" ? 2 : 0,
        front: false,
        led: false,
      }));
    });
}
