// @ts-check
/** Labels on the map: measured once, arranged whenever the view or the moment has come to rest, only those near the view. */

import { Occupied, arrange, leaderEnd } from "./label_placement.js";
import { element } from "../dom.js";
import { measurer } from "./label_measure.js";
import { pane } from "./panes.js";

/**
 * @typedef {import("./label_placement.js").Box} Box
 * @typedef {import("./label_placement.js").Label} Label
 * @typedef {import("./label_placement.js").Placed} Placed
 */

/** Labels keep so far from the edge of the view, pixels. */
export const RIM = 4;

/** How far out of the view a label is placed: led out of it, or moved over its sea, it may reach in. Pixels. */
const BEYOND = 340;

/** Sizes of labels that are held. */
const MAX_SIZES = 2000;

export class Labels {
  /**
   * @param {import("leaflet").Map} map
   * @param {Label[]} base labels of the base map, most important first
   */
  constructor(map, base) {
    this.map = map;
    this.base = base;
    this.baseShown = true;
    /** @type {Placed[]} */
    this.placed = [];
    /** @type {Map<Placed, HTMLElement>} */
    this.nodes = new Map();
    /** Those that give way to the traveller. @type {Set<HTMLElement>} */
    this.hidden = new Set();
    /** By kind and text. @type {Map<string, import("./label_measure.js").Measured>} */
    this.sizes = new Map();
    this.panes = { base: pane(map, "jm-labels-base"), front: pane(map, "jm-labels-front") };
    // The marks say the same to screen readers.
    for (const node of Object.values(this.panes)) node.setAttribute("aria-hidden", "true");
    this.measureAgain();
    /** What labels keep off, as last arranged. @type {import("./label_placement.js").Surroundings} */
    this.better = { line: new Occupied(), panels: new Occupied(), view: [0, 0, 0, 0] };
    this.handlers = {
      zoomstart: () => this.#visible(false),
      zoomend: () => this.#visible(true),
      viewreset: () => this.draw(),
    };
    map.on(this.handlers);
  }

  /** Takes the fonts of the style sheet as they are now. */
  measureAgain() {
    this.sizes.clear();
    this.measure = measurer(
      this.panes.base,
      new Set(["place", "quiet", "traveller", ...this.base.map(({ kind }) => kind)]),
      () => this.map.getSize().x,
    );
  }

  /** The present view in pixels at the zoom, without its rim. @returns {Box} */
  get view() {
    const { min, max } = /** @type {Required<import("leaflet").Bounds>} */ (this.map.getPixelBounds());
    return [min.x + RIM, min.y + RIM, max.x - RIM, max.y - RIM];
  }

  /**
   * @param {Label[]} front labels of the journey, most important first
   * @param {{x: number, y: number, reach: number}[]} marks in pixels at the zoom
   * @param {Occupied} line samples of it, in pixels at the zoom
   * @param {DOMRect[]} panels what stands before the map
   */
  arrange(front, marks, line, panels) {
    const zoom = this.map.getZoom();
    const taken = new Occupied();
    for (const { x, y, reach } of marks) taken.add([x - reach, y - reach, x + reach, y + reach]);
    const [x0, y0] = this.view.map((edge) => edge - RIM);
    const frame = this.map.getContainer().getBoundingClientRect();
    const before = new Occupied();
    for (const { left, top, right, bottom } of panels) {
      before.add([x0 + left - frame.left, y0 + top - frame.top, x0 + right - frame.left, y0 + bottom - frame.top]);
    }
    this.better = { line, panels: before, view: this.view };
    const held = new Map(this.placed.filter(({ label }) => label.front).map((each) => [each.label.text, each]));
    const project = (/** @type {Label} */ { position: [lon, lat] }) => this.map.project([lat, lon]);
    const base = this.baseShown ? this.base.filter((label) => label.zoom <= zoom + 0.25) : [];
    const [left, top, right, bottom] = this.view;
    const isNear = (/** @type {Label} */ label) => {
      const { x, y } = project(label);
      return x > left - BEYOND && x < right + BEYOND && y > top - BEYOND && y < bottom + BEYOND;
    };
    this.placed = arrange(
      [...front.filter((label) => label.zoom <= zoom), ...base].filter(isNear),
      project,
      (label) => this.size(label),
      taken,
      this.better,
      ({ front: own, text }) => (own ? held.get(text)?.rank : undefined),
    );
    this.#draw(this.nodes);
  }

  /** @param {Label} label */
  size(label) {
    const key = `${this.map.getSize().x}\n${label.kind}\n${label.text}\n${label.local}`;
    let size = this.sizes.get(key);
    if (!size) {
      if (this.sizes.size > MAX_SIZES) this.sizes.clear();
      size = /** @type {ReturnType<typeof measurer>} */ (this.measure)(label);
      this.sizes.set(key, size);
    }
    return size;
  }

  /** Puts what is in view into the page, and takes the rest out. */
  draw() {
    this.#draw(this.nodes);
  }

  /** @param {Map<Placed, HTMLElement>} before what is in the page */
  #draw(before) {
    // A label that stands as it stood keeps its element.
    const standing = new Map([...before].map(([placed, node]) => [signature(placed), node]));
    this.nodes = new Map();
    const origin = this.map.getPixelOrigin();
    const view = this.map.getPixelBounds().pad(0.25);
    for (const placed of this.placed) {
      const {
        label,
        box: [left, top, right, bottom],
      } = placed;
      // The traveller has its own with it.
      if (label.kind === "traveller" || !view.intersects(L.bounds([left, top], [right, bottom]))) continue;
      const key = signature(placed);
      let node = standing.get(key);
      standing.delete(key);
      if (!node) {
        node = labelNode(placed, this.size(label));
        (label.front ? this.panes.front : this.panes.base).append(node);
      }
      this.nodes.set(placed, node);
      L.DomUtil.setPosition(node, L.point(placed.x, placed.y).subtract(origin));
    }
    for (const node of standing.values()) {
      node.remove();
      this.hidden.delete(node);
    }
  }

  /** Hides what these boxes would cover, until they have gone on. @param {Box[]} boxes in pixels at the zoom */
  giveWay(boxes) {
    for (const [{ box, label, x, y }, node] of this.nodes) {
      // A name whose town is covered is none, either.
      const dot = /** @type {Box} */ ([x - 2, y - 2, x + 2, y + 2]);
      const covered = boxes.some((each) => meet(each, box) || (!label.front && label.reach > 0 && meet(each, dot)));
      if (covered === this.hidden.has(node)) continue;
      node.classList.toggle("jm-label-covered", covered);
      if (covered) this.hidden.add(node);
      else this.hidden.delete(node);
    }
  }

  /** @param {boolean} visible */
  #visible(visible) {
    for (const node of Object.values(this.panes)) node.style.visibility = visible ? "" : "hidden";
  }

  destroy() {
    this.map.off(this.handlers);
    for (const node of this.nodes.values()) node.remove();
    this.nodes.clear();
  }
}

/** @param {Box} a @param {Box} b */
export const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** @param {Placed} placed */
const signature = ({ label, x, y, box: [left, top, right, bottom], align, leader }) =>
  [label.kind, label.text, label.local, left - x, top - y, right - x, bottom - y, align, leader, label.position].join(
    "\n",
  );

/**
 * @param {Placed} placed
 * @param {import("./label_measure.js").Measured} size
 */
function labelNode({ label, x, y, box: [left, top, right, bottom], align, leader }, { lines, localLines }) {
  const text = element(
    "div",
    { class: "jm-label-text", dir: "auto" },
    ...lines.map((line) => element("div", { class: "jm-label-name" }, line)),
  );
  text.append(...localNodes(label, localLines));
  text.style.cssText = `left:${left - x}px;top:${top - y}px;width:${Math.ceil(right - left) + 1}px;text-align:${cssAlign(align)}`;
  const node = element("div", { class: `jm-label jm-label-${label.kind}` });
  if (label.kind.startsWith("city")) node.append(element("i", { class: "jm-label-dot" }));
  if (leader) node.append(leaderNode(label.reach, [left - x, top - y, right - x, bottom - y]));
  node.append(text);
  return node;
}

/** What stands beneath the name, in its language. @param {Label} label @param {string[]} lines */
export function localNodes({ lang }, lines) {
  return lines.map((line) => {
    const node = element("div", { class: "jm-label-local" }, line);
    if (lang) node.lang = lang;
    return node;
  });
}

/** @param {import("./label_placement.js").Align} align physical, so that a right-to-left name stays beside its mark */
export function cssAlign(align) {
  return { start: "left", middle: "center", end: "right" }[align];
}

/**
 * A hairline from the rim of the mark to the nearest side of its label.
 * @param {number} reach
 * @param {Box} box relative to the mark
 */
export function leaderNode(reach, box) {
  const { x, y } = leaderEnd(box);
  const line = element("i", { class: "jm-label-leader" });
  line.style.width = `${Math.max(0, Math.hypot(x, y) - reach)}px`;
  line.style.transform = `rotate(${Math.atan2(y, x)}rad) translateX(${reach}px)`;
  return line;
}
