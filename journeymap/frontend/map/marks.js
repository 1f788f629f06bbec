// @ts-check
/** The marks of places on the map: distinguished by shape, reached by pointer, touch and keyboard. */

import { element, svg } from "../dom.js";
import { pane } from "./panes.js";
import { VAST_ACCURACY, clusters } from "../document/sites.js";
import { siteWords } from "../words/kinds.js";
import { markWords } from "../words/map.js";

/** @typedef {import("../document/sites.js").Site} Site */

/** Radius of the ring around a mark that stands for several places. */
const SEVERAL = 8.5;

const DIAMOND = "M0 -7.2 L7.2 0 L0 7.2 L-7.2 0 Z";

/** Radii of accuracy that are drawn, pixels: larger than a mark, and not the whole map. */
const MIN_ACCURACY = 13;
const MAX_ACCURACY = 600;

/** In Web Mercator, with tiles of 256 pixels. @param {number} lat @param {number} zoom */
const metresPerPixel = (lat, zoom) => (40_075_017 * Math.cos((lat * Math.PI) / 180)) / 2 ** (zoom + 8);

/** Marks that are nearer to each other are one (WCAG 2.2, 2.5.8). Pixels. */
const MIN_TARGET = 24;

/** Width of a touch target, pixels; map.css has the same. */
const FINGER = 44;

/**
 * The drawing of a mark; the key uses the same.
 * @param {import("../document/sites.js").Role} role
 * @param {boolean} [summit] a summit meeting took place here as well
 * @param {boolean} [several] it stands for other places too
 */
export function markDrawing(role, summit = false, several = false) {
  const disc = (/** @type {number} */ r) => svg("circle", { r, class: `jm-glyph-${role}` });
  const diamond = (/** @type {number} */ size) =>
    svg("path", { d: DIAMOND, transform: `scale(${size})`, class: "jm-glyph-summit" });
  /** @type {Node[]} */
  let shapes;
  if (role === "summit") shapes = [diamond(1)];
  else if (role === "contradicted")
    shapes = [disc(5), svg("path", { d: "M-3 -3 L3 3 M3 -3 L-3 3", class: "jm-glyph-cross" })];
  else if (summit) shapes = [disc(8), diamond(0.68)];
  else shapes = [disc(role === "off-line" ? 3.6 : 5)];
  if (several) shapes.push(svg("circle", { r: summit ? 11 : SEVERAL, class: "jm-glyph-several" }));
  return svg("svg", { viewBox: "-12 -12 24 24", width: 24, height: 24, "aria-hidden": "true" }, ...shapes);
}

/**
 * Radius that labels keep clear of, pixels: that of the drawing and its ring.
 * @param {Site[]} members host first
 */
export function markReach(members) {
  const [{ role }] = members;
  if (members.length > 1) return members[0].summit ? 12 : SEVERAL + 1;
  if (role === "off-line") return 5;
  return role !== "summit" && members[0].summit ? 9 : 7;
}

/** @param {Site[]} members host first */
function namesOf(members) {
  return members.map(({ place }) => place.name).join(", ");
}

/** Marks for sites, merged and parted as the zoom asks. */
export class Marks {
  /**
   * @param {import("leaflet").Map} map
   * @param {Site[]} sites
   * @param {(members: Site[], from: HTMLElement) => void} open
   */
  constructor(map, sites, open) {
    this.map = map;
    this.open = open;
    /** @type {Site[]} */
    this.sites = [];
    this.setSites(sites);
    /** @type {{members: Site[], marker: import("leaflet").Marker}[]} */
    this.shown = [];
    pane(map, "jm-marks");
    pane(map, "jm-accuracy");
    this.circles = L.svg({ pane: "jm-accuracy", padding: 0.4 }).addTo(map);
    /** @type {Map<string, import("leaflet").Circle>} */
    this.accuracies = new Map();
    /** The area of the place that is pointed at. @type {import("leaflet").Circle|null} */
    this.halo = null;
    this.signature = "";
    /** Keys of the places that the moment needs; null: all. @type {ReadonlySet<string>|null} */
    this.needed = null;
  }

  /** Has these places from the next arrangement on. @param {Site[]} sites */
  setSites(sites) {
    this.sites = sites.filter(({ role, place }) => role !== "area" || place.accuracy_m <= VAST_ACCURACY);
    this.signature = "";
  }

  /** Draws the marks of the present zoom. */
  arrange() {
    const project = (/** @type {[number, number]} */ [lon, lat]) => this.map.project([lat, lon]);
    const groups = clusters(this.sites, project, MIN_TARGET);
    const points = groups.map(([{ place }]) => project(place.position));
    const near = (/** @type {number} */ i, /** @type {number} */ pixels) =>
      points.some((other, j) => j !== i && Math.hypot(other.x - points[i].x, other.y - points[i].y) < pixels);
    const signature = groups.map((members) => members.map(({ key }) => key).join("\n")).join("\n\n");
    if (signature !== this.signature) {
      this.signature = signature;
      const focused = /** @type {HTMLElement|null} */ (document.activeElement)?.dataset?.place;
      for (const { marker } of this.shown) marker.remove();
      this.shown = groups.map((members) => ({ members, marker: this.#mark(members) }));
      if (focused !== undefined) this.elementOf(focused)?.focus({ preventScroll: true });
    }
    this.#quieten();
    this.#showAccuracies();
    // A finger gets the full 44 pixels where that takes nothing from a neighbour.
    for (const [i, { marker }] of this.shown.entries()) {
      marker.getElement()?.classList.toggle("jm-mark-alone", !near(i, FINGER));
    }
  }

  /** Marks that the moment does not need are small and grey. @param {ReadonlySet<string>|null} needed keys; null: all */
  setNeeded(needed) {
    this.needed = needed;
    this.#quieten();
  }

  #quieten() {
    const { needed } = this;
    for (const { members, marker } of this.shown) {
      const quiet = needed !== null && !members.some(({ key }) => needed.has(key));
      marker.getElement()?.classList.toggle("jm-mark-quiet", quiet);
    }
  }

  /** A circle of the accuracy around each position, where the zoom lets it be seen beyond the mark. */
  #showAccuracies() {
    const zoom = this.map.getZoom();
    const wanted = new Map(
      this.sites
        .filter(
          ({
            role,
            place: {
              accuracy_m: metres,
              position: [, lat],
            },
          }) => {
            const pixels = metres / metresPerPixel(lat, zoom);
            return role !== "area" && pixels > MIN_ACCURACY && pixels < MAX_ACCURACY;
          },
        )
        .map((site) => [site.key, site]),
    );
    for (const [key, circle] of this.accuracies) {
      if (wanted.has(key)) continue;
      circle.remove();
      this.accuracies.delete(key);
    }
    for (const [
      key,
      {
        place: {
          position: [lon, lat],
          accuracy_m: radius,
        },
      },
    ] of wanted) {
      const drawn = this.accuracies.get(key);
      if (drawn) {
        if (drawn.getRadius() !== radius) drawn.setRadius(radius);
        continue;
      }
      this.accuracies.set(
        key,
        L.circle([lat, lon], {
          pane: "jm-accuracy",
          renderer: this.circles,
          radius,
          interactive: false,
          className: "jm-accuracy",
        }).addTo(this.map),
      );
    }
  }

  /** @param {Site[]} members */
  #mark(members) {
    const [host] = members;
    const { summit } = host;
    const [lon, lat] = host.place.position;
    const marker = L.marker([lat, lon], {
      pane: "jm-marks",
      keyboard: false,
      riseOnHover: true,
      zIndexOffset: Math.round(host.weight),
      icon: L.divIcon({
        className: `jm-mark jm-mark-${host.role}`,
        html: markDrawing(host.role, summit, members.length > 1),
        iconSize: [28, 28],
        iconAnchor: [14, 14],
      }),
    }).addTo(this.map);
    // A marker on a map has an element.
    const node = /** @type {HTMLElement} */ (marker.getElement());
    node.dataset.place = host.key;
    node.dataset.sites = members.map(({ key }) => key).join(" ");
    node.tabIndex = 0;
    node.setAttribute("role", "button");
    node.setAttribute("aria-haspopup", "dialog");
    node.setAttribute("aria-label", this.#words(members));
    node.append(element("span", { class: "jm-mark-touch", "aria-hidden": "true" }));
    node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      this.open(members, node);
    });
    marker.on("click", () => this.open(members, node));
    if (host.role === "area") {
      for (const type of ["mouseenter", "focus"]) node.addEventListener(type, () => this.#showArea(host));
      for (const type of ["mouseleave", "blur"]) node.addEventListener(type, () => this.#hideArea());
      marker.on("remove", () => this.#hideArea());
    }
    return marker;
  }

  /** @param {Site[]} members */
  #words(members) {
    const [host] = members;
    const count = members.reduce((sum, { events }) => sum + events.length, 0);
    return markWords({ names: namesOf(members), role: siteWords(host), count });
  }

  /** @param {Site} site */
  #showArea({ place }) {
    this.#hideArea();
    const [lon, lat] = place.position;
    this.halo = L.circle([lat, lon], { radius: place.accuracy_m, interactive: false, className: "jm-area" }).addTo(
      this.map,
    );
  }

  #hideArea() {
    this.halo?.remove();
    this.halo = null;
  }

  /** @param {string} key @returns {Site[]|undefined} */
  groupOf(key) {
    return this.shown.find(({ members }) => members.some((site) => site.key === key))?.members;
  }

  /** The mark a place is under at this zoom. @param {string} key @returns {HTMLElement|undefined} */
  elementOf(key) {
    return this.shown.find(({ members }) => members.some((site) => site.key === key))?.marker.getElement();
  }

  destroy() {
    this.#hideArea();
    for (const { marker } of this.shown) marker.remove();
    this.shown = [];
    for (const circle of this.accuracies.values()) circle.remove();
    this.accuracies.clear();
    this.circles.remove();
  }
}
