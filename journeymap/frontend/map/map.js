// @ts-check
/** The entry of a map that is a page of its own: folium made it, and this draws the journey on it. */

import { loadSheets } from "./basemap.js";
import { element, styleSheets } from "../dom.js";
import { loadJourney } from "../document/document.js";
import { adoptTypeface, allowZoom, nameFrame } from "./frame.js";
import { JourneyMap } from "./journey_map.js";
import { landmarksOnly } from "./meetings_only.js";
import { mapLabel, notDrawn } from "../words/map.js";

/**
 * @typedef {object} MapOptions
 * @property {string} document address of the journeymap/1 document
 * @property {string[]} basemap addresses of the base map's sheets, coarse ones first
 * @property {string} channel name of the page view's channel
 * @property {import("./controls.js").Tiles[]} [tiles] online backgrounds to choose from
 * @property {boolean} [whole] the map takes all of its frame, whatever height folium gave it
 * @property {number} [t] moment that it shows until a timeline says another, epoch seconds
 * @property {boolean} [landmarks] only the landmarks: no line, no traveller, no time
 */

/** @type {WeakMap<object, Promise<JourneyMap>>} */
const mounted = new WeakMap();

/**
 * Draws the journey on the map and keeps it in step with the page; a second call on the same map changes nothing.
 * @param {import("leaflet").Map} map
 * @param {MapOptions} options
 * @returns {Promise<JourneyMap>}
 */
export function mount(map, options) {
  let promise = mounted.get(map);
  if (!promise) {
    promise = prepare(map, options);
    mounted.set(map, promise);
  }
  return promise;
}

/** @param {import("leaflet").Map} map @param {MapOptions} options */
async function prepare(map, options) {
  const container = /** @type {HTMLElement} */ (map.getContainer());
  container.classList.add("jm", "jm-map");
  const typeface = adoptTypeface();
  try {
    const [journey, sheets] = await Promise.all([
      loadJourney(options.document),
      loadSheets(options.basemap),
      styleSheets(["palette", "map", "print"]),
    ]);
    container.classList.toggle("jm-whole", options.whole === true);
    nameFrame(mapLabel(journey.journey.title));
    allowZoom();
    map.invalidateSize({ pan: false });
    const drawn = new JourneyMap(map, options.landmarks ? landmarksOnly(journey) : journey, sheets, options);
    // The map is not kept waiting for its letters.
    typeface.then(() => drawn.lettering.measureAgain());
    return drawn;
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    container.append(element("p", { class: "jm-message", role: "alert" }, notDrawn(String(why))));
    throw error;
  }
}
