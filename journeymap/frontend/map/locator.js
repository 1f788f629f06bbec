// @ts-check
/** A small globe in a corner that shows where in the world the map is. */

import { decode } from "./basemap.js";
import { element } from "../dom.js";
import { seenFrom, seenRing, unitVector } from "./globe.js";
import { locatorLabel } from "../words/map.js";

/** Diameter, pixels: on a narrow map and on others. */
const SIZES = { narrow: 60, wide: 84 };
/** On a smaller map it would take too much. Pixels. */
const MIN_MAP = { width: 300, height: 220 };
/** A map of more than this shows by itself where it is. Degrees of longitude. */
const WIDE = 70;
/** Of a map that shows less, this much is marked on the globe. Pixels. */
const MIN_FRAME = 7;
/** Between it and what else is in the corners. Pixels. */
const GAP = 10;

/** A sheet of more is one of the world. Degrees of longitude. */
const WORLD = 300;

/**
 * @typedef {import("./label_placement.js").Box} Box
 * @typedef {import("./basemap.js").Sheet} Sheet
 */

export class Locator {
  /**
   * @param {import("leaflet").Map} map
   * @param {Sheet[]} sheets
   */
  constructor(map, sheets) {
    this.map = map;
    this.container = /** @type {HTMLElement} */ (map.getContainer());
    /** The land, in unit vectors. @type {Float32Array[]} */
    this.rings = [];
    this.setSheets(sheets);
    this.canvas = /** @type {HTMLCanvasElement} */ (
      element("canvas", { class: "jm-locator leaflet-control", role: "img" })
    );
    this.canvas.hidden = true;
    this.size = SIZES.wide;
    this.container.append(this.canvas);
  }

  /**
   * Takes the land from sheets. Before that of the world is there, nothing is shown.
   * @param {Sheet[]} sheets
   */
  setSheets(sheets) {
    const isWorld = sheets.some(({ bounds: [west, , east] }) => east - west > WORLD);
    this.rings = (isWorld ? sheets : []).flatMap(({ land, quantum }) =>
      land.flat().map((ring) => new Float32Array(decode(ring, quantum).flatMap(([lat, lon]) => unitVector(lon, lat)))),
    );
  }

  /**
   * Takes the first corner that is free, or none.
   * @param {(box: Box) => boolean} free whether nothing of the journey is in a box, pixels of the map's frame
   */
  place(free) {
    const { clientWidth: width, clientHeight: height } = this.container;
    const size = width < 560 ? SIZES.narrow : SIZES.wide;
    const bounds = this.map.getBounds();
    const isNeeded =
      this.rings.length > 0 &&
      width >= MIN_MAP.width &&
      height >= MIN_MAP.height &&
      bounds.getEast() - bounds.getWest() < WIDE;
    const corner = isNeeded ? this.#corners(size).find((box) => free(box)) : undefined;
    this.canvas.hidden = corner === undefined;
    if (!corner) return;
    const [left, top] = corner;
    this.canvas.style.cssText = `left:${left}px;top:${top}px;width:${size}px;height:${size}px`;
    this.size = size;
    this.redraw();
  }

  /** Draws it anew where it is, in the colours of the theme in force. */
  redraw() {
    if (!this.canvas.hidden) this.#draw(this.size, this.map.getBounds());
  }

  /** Boxes in the corners, beside or beyond the controls that are there. @param {number} size @returns {Box[]} */
  #corners(size) {
    const { clientWidth: width, clientHeight: height } = this.container;
    const frame = this.container.getBoundingClientRect();
    const panels = [...this.container.querySelectorAll(".leaflet-control:not(.jm-locator)")].map((node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      return { left: left - frame.left, top: top - frame.top, right: right - frame.left, bottom: bottom - frame.top };
    });
    const reach = size + 2 * GAP;
    const beyond = (/** @type {boolean} */ atRight) => {
      // Over what stands at the bottom of that side.
      const beneath = panels.filter(
        ({ left, right, top }) => top > height / 2 && (atRight ? right > width - reach : left < reach),
      );
      return Math.min(height, ...beneath.map(({ top }) => top)) - GAP - size;
    };
    const under = Math.max(
      0,
      ...panels.filter(({ bottom, right }) => bottom < height / 2 && right > width - reach).map(({ bottom }) => bottom),
    );
    const beside = Math.max(
      0,
      ...panels.filter(({ left, top }) => left < width / 3 && top < reach).map(({ right }) => right),
    );
    const [near, far] = [GAP, width - GAP - size];
    return [
      [near, beyond(false)],
      [far, beyond(true)],
      [far, under + GAP],
      [beside + GAP, GAP],
    ].map(([left, top]) => /** @type {Box} */ ([left, top, left + size, top + size]));
  }

  /** @param {number} size @param {import("leaflet").LatLngBounds} bounds */
  #draw(size, bounds) {
    const { lat, lng: lon } = bounds.getCenter();
    this.canvas.setAttribute("aria-label", locatorLabel({ lat, lon }));
    const dense = Math.min(3, window.devicePixelRatio || 1);
    this.canvas.width = this.canvas.height = size * dense;
    const context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    const palette = getComputedStyle(this.container);
    const colour = (/** @type {string} */ name) => palette.getPropertyValue(name).trim();
    const radius = size / 2 - 1;
    context.setTransform(dense * radius, 0, 0, -dense * radius, (dense * size) / 2, (dense * size) / 2);
    const project = seenFrom(lon, lat);
    context.beginPath();
    context.arc(0, 0, 1, 0, 2 * Math.PI);
    context.fillStyle = colour("--jm-sea");
    context.fill();
    context.beginPath();
    for (const ring of this.rings) trace(context, seenRing(ring, project));
    context.fillStyle = colour("--jm-locator-land");
    context.fill("evenodd");
    context.beginPath();
    context.arc(0, 0, 1, 0, 2 * Math.PI);
    context.lineWidth = 1 / radius;
    context.strokeStyle = colour("--jm-muted");
    context.stroke();
    context.beginPath();
    trace(context, frameOf(bounds, project, MIN_FRAME / radius));
    context.lineWidth = 1.8 / radius;
    context.strokeStyle = colour("--jm-line");
    context.stroke();
  }

  destroy() {
    this.canvas.remove();
  }
}

/** @param {CanvasRenderingContext2D} context @param {[number, number][]} points */
function trace(context, points) {
  for (const [i, [x, y]] of points.entries()) {
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  if (points.length > 0) context.closePath();
}

/**
 * The view on the globe, no smaller than can be seen.
 * @param {import("leaflet").LatLngBounds} bounds
 * @param {ReturnType<typeof seenFrom>} project
 * @param {number} least the shortest side, radii
 * @returns {[number, number][]}
 */
function frameOf(bounds, project, least) {
  const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  const [half] = project(unitVector(east, (south + north) / 2));
  if (Math.abs(half) < least / 2) {
    const side = least / 2;
    return [
      [-side, -side],
      [side, -side],
      [side, side],
      [-side, side],
    ];
  }
  const steps = 6;
  const along = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ i) =>
    from + ((to - from) * i) / steps;
  /** @type {[number, number][]} */
  const edge = [];
  for (let i = 0; i < steps; i += 1) edge.push([along(west, east, i), south]);
  for (let i = 0; i < steps; i += 1) edge.push([east, along(south, north, i)]);
  for (let i = 0; i < steps; i += 1) edge.push([along(east, west, i), north]);
  for (let i = 0; i < steps; i += 1) edge.push([west, along(north, south, i)]);
  return edge.map(([lon, lat]) => {
    const [x, y] = project(unitVector(lon, lat));
    return [x, y];
  });
}
