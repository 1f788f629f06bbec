// @ts-check
/** Labels on the map: measured once, arranged at each zoom, in the page only while in view. */

import { Occupied, arrange, leaderEnd } from "./label_placement.js";
import { element } from "../dom.js";
import { pane } from "./panes.js";

/**
 * @typedef {import("./label_placement.js").Label} Label
 * @typedef {import("./label_placement.js").Placed} Placed
 */

/** Widest label, pixels: a name of 10 kB is cut here, and whole in its card. */
const WIDEST = 200;

export class Labels {
  /**
   * @param {import("leaflet").Map} map
   * @param {Label[]} base labels of the base map, most important first
   */
  constructor(map, base) {
    this.map = map;
    this.base = base;
    /** @type {Label[]} */
    this.front = [];
    this.baseShown = true;
    /** @type {Placed[]} */
    this.placed = [];
    /** @type {Map<Label, HTMLElement>} */
    this.nodes = new Map();
    /** @type {Map<Label, {width: number, height: number, lineHeight: number}>} */
    this.sizes = new Map();
    this.panes = { base: pane(map, "jm-labels-base"), front: pane(map, "jm-labels-front") };
    // The marks say the same to screen readers.
    for (const node of Object.values(this.panes)) node.setAttribute("aria-hidden", "true");
    this.measure = measurer(this.panes.base, new Set(["place", ...base.map(({ kind }) => kind)]));
    this.handlers = {
      zoomstart: () => this.#visible(false),
      zoomend: () => this.#visible(true),
      moveend: () => this.draw(),
      viewreset: () => this.draw(),
    };
    map.on(this.handlers);
  }

  /**
   * @param {Label[]} front labels of the journey's marks, most important first
   * @param {{x: number, y: number, reach: number}[]} marks in pixels at the zoom
   * @param {{x: number, y: number}[]} line samples in pixels at the zoom
   * @param {DOMRect[]} panels what stands before the map
   */
  arrange(front, marks, line, panels) {
    const zoom = this.map.getZoom();
    const taken = new Occupied();
    for (const { x, y, reach } of marks) taken.add([x - reach, y - reach, x + reach, y + reach]);
    const samples = new Occupied();
    for (const { x, y } of line) samples.add([x - 2, y - 2, x + 2, y + 2]);
    const { min, max } = /** @type {Required<import("leaflet").Bounds>} */ (this.map.getPixelBounds());
    const frame = this.map.getContainer().getBoundingClientRect();
    const before = new Occupied();
    for (const { left, top, right, bottom } of panels) {
      before.add([
        min.x + left - frame.left,
        min.y + top - frame.top,
        min.x + right - frame.left,
        min.y + bottom - frame.top,
      ]);
    }
    const project = (/** @type {Label} */ { position: [lon, lat] }) => this.map.project([lat, lon]);
    const base = this.baseShown ? this.base.filter((label) => label.zoom <= zoom + 0.25) : [];
    this.placed = arrange([...front, ...base], project, (label) => this.#size(label), taken, {
      line: samples,
      panels: before,
      view: [min.x + 4, min.y + 4, max.x - 4, max.y - 4],
    });
    this.clear();
    this.draw();
  }

  /** @param {Label} label */
  #size(label) {
    let size = this.sizes.get(label);
    if (!size) {
      size = this.measure(label);
      this.sizes.set(label, size);
    }
    return size;
  }

  /** Puts what is in view into the page, and takes the rest out. */
  draw() {
    const origin = this.map.getPixelOrigin();
    const view = this.map.getPixelBounds().pad(0.25);
    for (const placed of this.placed) {
      const {
        label,
        box: [left, top, right, bottom],
      } = placed;
      const visible = view.intersects(L.bounds([left, top], [right, bottom]));
      let node = this.nodes.get(label);
      if (!visible) {
        node?.remove();
        this.nodes.delete(label);
        continue;
      }
      if (!node) {
        node = labelNode(placed);
        this.nodes.set(label, node);
        (label.front ? this.panes.front : this.panes.base).append(node);
      }
      L.DomUtil.setPosition(node, L.point(placed.x, placed.y).subtract(origin));
    }
  }

  /** @param {boolean} visible */
  #visible(visible) {
    for (const node of Object.values(this.panes)) node.style.visibility = visible ? "" : "hidden";
  }

  clear() {
    for (const node of this.nodes.values()) node.remove();
    this.nodes.clear();
  }

  destroy() {
    this.map.off(this.handlers);
    this.clear();
  }
}

/** @param {Placed} placed */
function labelNode({ label, x, y, box: [left, top, right, bottom], align, leader }) {
  const text = element(
    "div",
    { class: "jm-label-text", dir: "auto" },
    element("div", { class: "jm-label-name" }, label.text),
  );
  if (label.local) {
    const local = element("div", { class: "jm-label-local" }, label.local);
    if (label.lang) local.lang = label.lang;
    text.append(local);
  }
  text.style.cssText = `left:${left - x}px;top:${top - y}px;width:${Math.ceil(right - left) + 1}px;text-align:${cssAlign(align)}`;
  const node = element("div", { class: `jm-label jm-label-${label.kind}` });
  if (label.kind.startsWith("city")) node.append(element("i", { class: "jm-label-dot" }));
  if (leader) node.append(leaderNode(label.reach, [left - x, top - y, right - x, bottom - y]));
  node.append(text);
  return node;
}

/** @param {import("./label_placement.js").Align} align physical, so that a right-to-left name stays beside its mark */
function cssAlign(align) {
  return { start: "left", middle: "center", end: "right" }[align];
}

/**
 * A hairline from the rim of the mark to the nearest side of its label.
 * @param {number} reach
 * @param {import("./label_placement.js").Box} box relative to the mark
 */
function leaderNode(reach, box) {
  const { x, y } = leaderEnd(box);
  const line = element("i", { class: "jm-label-leader" });
  line.style.width = `${Math.max(0, Math.hypot(x, y) - reach)}px`;
  line.style.transform = `rotate(${Math.atan2(y, x)}rad) translateX(${reach}px)`;
  return line;
}

/** @typedef {{font: string, spacing: number, lineHeight: number, upper: boolean}} Style */

/**
 * Measures with the fonts that the style sheet gives each kind; no layout per label.
 * @param {HTMLElement} parent
 * @param {Iterable<string>} expected kinds that will be asked for
 */
function measurer(parent, expected) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  /** @type {Map<string, Style>} */
  const styles = new Map();
  /**
   * All at once: a style that is asked for after a change makes the browser lay the page out again.
   * @param {Iterable<string>} kinds
   */
  const prepare = (kinds) => {
    const lines = [...kinds].flatMap((kind) =>
      ["name", "local"].map((part) => {
        const line = element("div", { class: `jm-label-${part}` }, "x");
        const probe = element(
          "div",
          { class: `jm-label jm-label-${kind}` },
          element("div", { class: "jm-label-text" }, line),
        );
        return { key: `${kind} ${part}`, line, probe };
      }),
    );
    parent.append(...lines.map(({ probe }) => probe));
    for (const { key, line } of lines) {
      const css = getComputedStyle(line);
      styles.set(key, {
        font: `${css.fontStyle} ${css.fontWeight} ${css.fontSize} ${css.fontFamily}`,
        spacing: parseFloat(css.letterSpacing) || 0,
        lineHeight: parseFloat(css.lineHeight),
        upper: css.textTransform === "uppercase",
      });
    }
    for (const { probe } of lines) probe.remove();
  };
  prepare(expected);
  /** @param {string} kind @param {"name"|"local"} part */
  const styleOf = (kind, part) => {
    if (!styles.has(`${kind} name`)) prepare([kind]);
    return /** @type {Style} */ (styles.get(`${kind} ${part}`));
  };
  /** @param {Label} label */
  return (label) => {
    let width = 0;
    let height = 0;
    for (const [part, text] of /** @type {const} */ ([
      ["name", label.text],
      ["local", label.local],
    ])) {
      if (!text) continue;
      const { font, spacing, lineHeight, upper } = styleOf(label.kind, part);
      const shown = text.slice(0, 200);
      context.font = font;
      width = Math.max(width, context.measureText(upper ? shown.toUpperCase() : shown).width + spacing * shown.length);
      height += lineHeight;
    }
    return { width: Math.min(width, WIDEST), height, lineHeight: styleOf(label.kind, "name").lineHeight };
  };
}
