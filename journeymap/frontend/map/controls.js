// @ts-check
/** What stands in the corners of the map: the button for the whole journey, the key, backgrounds, credits. */

import { element, outwardLink, svg } from "../dom.js";
import { markDrawing } from "./marks.js";
import {
  BACKGROUND,
  BACKGROUNDS,
  BASE_MAP,
  CHOOSE_BACKGROUND,
  creditsLine,
  KEY,
  NO_TRACK,
  ONLINE_NOTICE,
  possibleRange,
  REPORTED_BY_THEN,
  ROUTE_EXPECTED,
  ROUTE_EXPECTED_THEN,
  ROUTE_INFERRED,
  SEVERAL_PLACES,
  SHOW_JOURNEY,
  STILL_TO_COME,
  TRAVELLED,
} from "../words/map.js";
import { isSourced } from "../document/document.js";
import { offGround } from "../document/means.js";
import { OFF_THE_GROUND } from "../words/means.js";
import { roleWordsOf } from "../words/kinds.js";

/**
 * @typedef {object} Tiles
 * @property {string} id as an address has it
 * @property {string} name
 * @property {string} url
 * @property {string} attribution plain text
 * @property {Record<string, unknown>} [options] of L.tileLayer, referrerPolicy among them
 */

/** Credits whose licence asks for a link: the phrase and where it leads. */
const CREDITS = /** @type {[string, string][]} */ ([
  ["OpenStreetMap contributors", "https://www.openstreetmap.org/copyright"],
  ["CARTO", "https://carto.com/attributions"],
  ["GeoNames", "https://www.geonames.org/"],
  ["Natural Earth", "https://www.naturalearthdata.com/"],
]);

/**
 * A corner of the map. Leaflet stops what happens in it from reaching the map.
 * @param {import("leaflet").Map} map
 * @param {"topleft"|"topright"|"bottomleft"|"bottomright"} position
 * @param {HTMLElement} node
 */
export function corner(map, position, node) {
  const control = new L.Control({ position });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    return node;
  };
  control.addTo(map);
  return control;
}

/** @param {() => void} fit @param {string} [words] */
export function fitButton(fit, words = SHOW_JOURNEY) {
  const drawing = svg(
    "svg",
    { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    svg("path", {
      d: "M2 6V2H6 M10 2H14V6 M14 10V14H10 M6 14H2V10",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 1.8,
    }),
    svg("circle", { cx: 8, cy: 8, r: 1.8, fill: "currentColor" }),
  );
  const button = element("button", { type: "button", class: "jm-fit", "aria-label": words, title: words }, drawing);
  button.addEventListener("click", fit);
  return element("div", { class: "leaflet-bar" }, button);
}

/**
 * The key names only what is on the map.
 * @param {import("../document/document.js").JourneyDocument} document
 * @param {import("../document/sites.js").Site[]} sites
 * @param {import("../document/reading.js").Reading} [reading]
 */
export function legend(document, sites, reading = "happened") {
  const list = element("ul", {});
  /** @param {Node} sample @param {string} words */
  const row = (sample, words) => list.append(element("li", {}, sample, element("span", {}, words)));
  /** @param {string} name */
  const stroke = (name) =>
    svg(
      "svg",
      { viewBox: "0 0 28 14", width: 28, height: 14, "aria-hidden": "true" },
      svg("path", { d: "M2 7H26", class: `jm-route ${name}` }),
    );
  const legs = document.line.legs;
  const known = reading === "known";
  if (legs.length > 0) {
    row(stroke("jm-travelled"), known ? REPORTED_BY_THEN : TRAVELLED);
    if (!known) row(stroke("jm-ahead"), STILL_TO_COME);
    if (isSourced(document)) row(stroke("jm-band"), possibleRange({ speed: document.journey.max_speed_kmh }));
  }
  if (legs.some(({ status }) => status === "inferred")) row(stroke("jm-travelled jm-leg-inferred"), ROUTE_INFERRED);
  const expected = known
    ? document.tracks.known.epochs.some(({ way }) => way !== null)
    : legs.some(({ status }) => status === "expected");
  if (expected) row(stroke("jm-ahead jm-leg-expected"), known ? ROUTE_EXPECTED_THEN : ROUTE_EXPECTED);
  if (legs.some(({ basis }) => basis === "gap")) row(stroke("jm-travelled jm-leg-gap"), NO_TRACK);
  for (const off of /** @type {const} */ (["sea", "air"]))
    if (legs.some((leg) => offGround(leg) === off)) row(stroke(`jm-travelled jm-by-${off}`), OFF_THE_GROUND[off]);
  const roleWords = roleWordsOf(isSourced(document));
  for (const role of /** @type {import("../document/sites.js").Role[]} */ ([
    "stop",
    "expected",
    "off-line",
    "contradicted",
    "area",
  ])) {
    if (sites.some((site) => site.role === role)) row(markDrawing(role), roleWords[role]);
  }
  if (sites.some(({ summit }) => summit)) row(markDrawing("summit"), roleWords.summit);
  if (sites.length > 1) row(markDrawing("stop", false, true), SEVERAL_PLACES);
  return element("details", { class: "jm-panel jm-legend" }, element("summary", {}, KEY), list);
}

/**
 * The choice of backgrounds. Nothing is asked of a tile server before it is chosen.
 * @param {Tiles[]} tiles
 * @param {(chosen: Tiles|null) => void} choose null: our own base map
 */
export function backgrounds(tiles, choose) {
  const group = element("fieldset", {}, element("legend", {}, BACKGROUND));
  for (const chosen of [null, ...tiles]) {
    const input = /** @type {HTMLInputElement} */ (
      element("input", { type: "radio", name: "jm-background", value: chosen?.id ?? "" })
    );
    input.checked = chosen === null;
    input.addEventListener("change", () => choose(chosen));
    group.append(element("label", {}, input, element("span", {}, chosen ? chosen.name : BASE_MAP)));
  }
  group.append(element("p", {}, ONLINE_NOTICE));
  return element(
    "details",
    { class: "jm-panel jm-backgrounds" },
    element("summary", { title: CHOOSE_BACKGROUND }, BACKGROUNDS),
    group,
  );
}

/** The credits in one line, which unfolds into all of them with their links. */
export class Credits {
  /** @param {import("leaflet").Map} map @param {string[]} lines */
  constructor(map, lines) {
    this.text = element("div", {});
    this.line = element("span", {});
    this.node = element("details", { class: "jm-credits" }, element("summary", {}, this.line), this.text);
    this.control = corner(map, "bottomright", this.node);
    this.show(lines);
  }

  remove() {
    this.control.remove();
  }

  /** @param {string[]} lines plain text */
  show(lines) {
    // The journey and the base map may thank the same people: each sentence is said once.
    const sentences = [
      ...new Set(lines.flatMap((line) => line.split(/(?<=\.)\s+/)).map((sentence) => sentence.trim())),
    ].filter(Boolean);
    const names = CREDITS.map(([phrase]) => phrase).filter((phrase) => sentences.some((each) => each.includes(phrase)));
    const others = sentences.some((each) => !CREDITS.some(([phrase]) => each.includes(phrase)));
    this.line.textContent = creditsLine({ names, others });
    this.text.replaceChildren(...sentences.flatMap((sentence) => [...linked(sentence), " "]));
  }
}

/**
 * @param {string} line
 * @returns {(string|Node)[]}
 */
function linked(line) {
  for (const [phrase, url] of CREDITS) {
    const at = line.indexOf(phrase);
    const link = at < 0 ? null : outwardLink(url, phrase);
    if (link) return [...linked(line.slice(0, at)), link, ...linked(line.slice(at + phrase.length))];
  }
  return [line];
}
