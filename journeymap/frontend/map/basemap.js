// @ts-check
/**
 * The base map: land, lakes, coasts, borders, rivers and railways of `journeymap-basemap/1` files,
 * drawn on one canvas. The sea is the background of the map itself.
 */

import { loadJson } from "../document/load_json.js";
import { pane } from "./panes.js";

/**
 * Lines are flat lists of integers: x, y of the start, then steps dx, dy, in units of `quantum` degrees.
 * @typedef {number[]} PackedLine
 *
 * @typedef {object} BaseLabel
 * @property {"city"|"country"|"sea"|"river"} kind
 * @property {string} name
 * @property {string} name_local
 * @property {[number, number]} position lon, lat
 * @property {number} zoom first zoom at which it is tried
 * @property {number} [population]
 * @property {boolean} [capital]
 *
 * @typedef {object} Sheet
 * @property {string} format
 * @property {number} quantum
 * @property {[number, number, number, number]} bounds west, south, east, north, degrees
 * @property {PackedLine[][]} land
 * @property {PackedLine[][]} lakes
 * @property {PackedLine[]} coasts
 * @property {PackedLine[]} borders
 * @property {{name: string, name_local: string, zoom: number, lines: PackedLine[]}[]} rivers
 * @property {{name: string, basis: string, line: PackedLine}[]} railways
 * @property {BaseLabel[]} labels
 * @property {string[]} attribution
 */

/**
 * What each thing looks like. Colours are names in palette.css; land is stroked in its own colour to
 * close the hairline that antialiasing leaves between two sheets.
 */
/**
 * @typedef {"land"|"lakes"|"rivers"|"coasts"|"borders"|"railways"|"ties"} StyleName
 * @typedef {{stroke: string, weight: number, fill?: string, dashArray?: string}} Style
 */

/** @type {Record<StyleName, Style>} */
const STYLES = {
  land: { fill: "--jm-land", stroke: "--jm-land", weight: 0.6 },
  lakes: { fill: "--jm-sea", stroke: "--jm-coast", weight: 0.6 },
  rivers: { stroke: "--jm-river", weight: 1 },
  coasts: { stroke: "--jm-coast", weight: 0.8 },
  borders: { stroke: "--jm-border", weight: 0.9, dashArray: "5 2 1 2" },
  railways: { stroke: "--jm-railway", weight: 0.9 },
  ties: { stroke: "--jm-railway", weight: 4.5, dashArray: "1 7" },
};

const RAILWAY_MAX_ZOOM = 10;

/**
 * @param {string[]} urls
 * @returns {Promise<Sheet[]>}
 */
export function loadSheets(urls) {
  return Promise.all(
    urls.map(async (url) => {
      const sheet = await loadJson(url);
      if (sheet.format !== "journeymap-basemap/1") throw new Error(`${url} is not a base map`);
      return sheet;
    }),
  );
}

/**
 * Which copies of the world, side by side, a map can be moved to: longitudes of a journey run on past the date line.
 * @param {import("leaflet").Map} map
 * @returns {number[]} 0: from -180 to 180 degrees; 1: from 180 to 540
 */
export function worldCopies({ options: { maxBounds } }) {
  if (!maxBounds) return [0];
  const bounds = /** @type {import("leaflet").LatLngBounds} */ (maxBounds);
  const copyOf = (/** @type {number} */ lon) => Math.floor((lon + 180) / 360);
  const first = Math.min(0, copyOf(bounds.getWest()));
  const last = Math.max(0, copyOf(bounds.getEast()));
  return Array.from({ length: Math.min(MOST_COPIES, last - first + 1) }, (_, i) => first + i);
}

/** No journey goes around the world more often than is drawn. */
const MOST_COPIES = 4;

/**
 * @param {PackedLine} line
 * @param {number} quantum degrees
 * @param {number} [copy] of the world
 * @returns {[number, number][]} lat, lon: Leaflet's order
 */
export function decode(line, quantum, copy = 0) {
  /** @type {[number, number][]} */
  const points = [];
  for (let i = 0, x = 0, y = 0; i < line.length; i += 2) {
    points.push([(y += line[i + 1]) * quantum, (x += line[i]) * quantum + 360 * copy]);
  }
  return points;
}

/** A layer group whose colours can be read again when the theme changes. */
export class BaseMap {
  /**
   * @param {import("leaflet").Map} map
   * @param {Sheet[]} sheets coarse ones first
   */
  constructor(map, sheets) {
    this.map = map;
    this.copies = worldCopies(map);
    pane(map, "jm-base");
    this.renderer = L.canvas({ pane: "jm-base", padding: 0.4 });
    this.group = L.layerGroup();
    /** @type {{path: import("leaflet").Path, style: StyleName}[]} */
    this.paths = [];
    /** @type {{path: import("leaflet").Path, from: number, to: number}[]} */
    this.ranged = [];
    this.#draw(sheets);
    this.recolour();
    this.onZoom = () => this.#thin();
    map.on("zoomend", this.onZoom);
    this.show();
  }

  /** @param {Sheet[]} sheets */
  #draw(sheets) {
    // By kind across the sheets, not sheet by sheet: a fill must not cover its neighbour's lines.
    for (const { land, quantum } of sheets) this.#polygons(land, quantum, "land");
    for (const { lakes, quantum } of sheets) this.#polygons(lakes, quantum, "lakes");
    for (const { rivers, quantum } of sheets) {
      for (const { lines, zoom } of rivers) {
        this.ranged.push({ path: this.#lines(lines, quantum, "rivers"), from: zoom, to: Infinity });
      }
    }
    for (const { coasts, quantum } of sheets) this.#lines(coasts, quantum, "coasts");
    for (const { borders, quantum } of sheets) this.#lines(borders, quantum, "borders");
    for (const { railways, quantum } of sheets) {
      const lines = railways.filter(({ basis }) => basis === "railway").map(({ line }) => line);
      for (const style of /** @type {const} */ (["railways", "ties"])) {
        this.ranged.push({ path: this.#lines(lines, quantum, style), from: 0, to: RAILWAY_MAX_ZOOM });
      }
    }
  }

  /** @param {PackedLine[][]} polygons @param {number} quantum @param {StyleName} style */
  #polygons(polygons, quantum, style) {
    const rings = this.copies.flatMap((copy) =>
      polygons.map((polygon) => polygon.map((ring) => decode(ring, quantum, copy))),
    );
    this.#add(L.polygon(rings, this.#options(style)), style);
  }

  /** @param {PackedLine[]} lines @param {number} quantum @param {StyleName} style */
  #lines(lines, quantum, style) {
    return this.#add(
      L.polyline(
        this.copies.flatMap((copy) => lines.map((line) => decode(line, quantum, copy))),
        this.#options(style),
      ),
      style,
    );
  }

  /** @param {StyleName} style */
  #options(style) {
    const { weight, dashArray, fill } = STYLES[style];
    /** @type {import("leaflet").PolylineOptions} */
    const options = {
      pane: "jm-base",
      renderer: this.renderer,
      interactive: false,
      smoothFactor: 0.7,
      weight,
      dashArray,
      fill: fill !== undefined,
      fillOpacity: 1,
      opacity: 1,
      lineCap: dashArray ? "butt" : "round",
    };
    return options;
  }

  /** @param {import("leaflet").Path} path @param {StyleName} style */
  #add(path, style) {
    this.paths.push({ path, style });
    this.group.addLayer(path);
    return path;
  }

  /** Small rivers come in as one goes nearer; the coarse railways go, before they part from the journey's own line. */
  #thin() {
    const zoom = this.map.getZoom();
    for (const { path, from, to } of this.ranged) {
      if (from <= zoom + 0.5 && zoom <= to) this.group.addLayer(path);
      else this.group.removeLayer(path);
    }
  }

  /** Takes the colours of the theme in force. */
  recolour() {
    const palette = getComputedStyle(this.map.getContainer());
    for (const { path, style } of this.paths) {
      const { stroke, fill } = STYLES[style];
      path.setStyle({
        color: palette.getPropertyValue(stroke).trim(),
        fillColor: fill ? palette.getPropertyValue(fill).trim() : undefined,
      });
    }
  }

  show() {
    this.group.addTo(this.map);
    this.#thin();
  }

  hide() {
    this.group.remove();
  }

  destroy() {
    this.map.off("zoomend", this.onZoom);
    this.hide();
    this.renderer.remove();
  }
}
