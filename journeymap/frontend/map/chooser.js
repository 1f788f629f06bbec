// @ts-check
/** A Leaflet map to choose a place on: numbered candidates, or any point that is clicked. */

import { BaseMap, loadSheets } from "./basemap.js";
import { element, styleSheets } from "../dom.js";
import { baseLabels } from "./label_content.js";
import { Labels } from "./labels.js";
import { Occupied } from "./label_placement.js";
import { allowZoom, nameFrame } from "./frame.js";
import { Gestures } from "./gestures.js";
import { CHOOSE_PLACE } from "../words/map.js";

/** Nearer than this the base map has nothing more to show. */
const MAX_ZOOM = 11;
const SIZE = 24;

/**
 * @param {import("leaflet").Map} map
 * @param {object} options
 * @param {string[]} options.basemap addresses of the base map's sheets, coarse ones first
 * @param {[number, number][]} options.points lat, lon of the candidates, in the order of their numbers
 * @param {[number, number]|null} options.picked lat, lon of the point that was clicked last
 * @param {boolean} options.dark
 */
export async function choose(map, { basemap, points, picked, dark }) {
  const container = /** @type {HTMLElement} */ (map.getContainer());
  container.classList.add("jm", "jm-map", "jm-whole", "jm-chooser");
  container.classList.toggle("jm-dark", dark);
  const [sheets] = await Promise.all([loadSheets(basemap), styleSheets(["palette", "map"])]);
  nameFrame(CHOOSE_PLACE);
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", CHOOSE_PLACE);
  allowZoom();
  map.invalidateSize({ pan: false });
  map.attributionControl?.remove();
  const shown = picked ? [...points, picked] : points;
  if (shown.length) map.fitBounds(L.latLngBounds(shown).pad(0.2), { maxZoom: 6, animate: false });
  map.setMaxZoom(MAX_ZOOM);
  const base = new BaseMap(map, sheets);
  const labels = new Labels(map, baseLabels(sheets));
  const gestures = new Gestures(map);
  const arrange = () => labels.arrange([], [], new Occupied(), []);
  map.on("moveend", arrange);
  map.on("unload", () => {
    map.off("moveend", arrange);
    gestures.destroy();
    labels.destroy();
    base.destroy();
  });
  arrange();
  points.forEach((point, i) => number(map, point, String(i + 1)));
  if (picked) number(map, picked, "+");
}

/**
 * A click on a candidate's number is one on the very point that it stands at.
 * @param {import("leaflet").Map} map
 * @param {[number, number]} point
 * @param {string} label
 */
function number(map, point, label) {
  const html = element("span", { class: "jm-number" }, label);
  const marker = L.marker(point, {
    icon: L.divIcon({ html, className: "", iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2, SIZE / 2] }),
    keyboard: false,
  }).addTo(map);
  marker.on("click", () => map.fire("click", { latlng: L.latLng(point) }));
}
