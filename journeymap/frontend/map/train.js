// @ts-check
/**
 * The marker of the traveller: a disc with a nose that points ahead, and in it the means of travel: on
 * railways the front of a locomotive.
 */

import { element, svg } from "../dom.js";
import { cssAlign, leaderNode, localNodes } from "./labels.js";
import { pane } from "./panes.js";
import { meansAt } from "../document/means.js";
import { pointAt } from "../document/document.js";

/** Kilometres to either side over which the heading is taken, so that it does not shiver. */
const HEADING_REACH = 1.5;

const WHEEL = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ r) =>
  `M${x - r} ${y} a${r} ${r} 0 1 0 ${2 * r} 0 a${r} ${r} 0 1 0 ${-2 * r} 0 Z`;
const CAR = `M9.6 17.6 Q9.6 15.8 11.4 15.6 L13 12.6 H18.4 L20.6 15.6 Q22.4 15.8 22.4 17.8 V19 H9.6 Z ${WHEEL(12.6, 19.4, 1.5)} ${WHEEL(19.4, 19.4, 1.5)}`;
const BUS = `M9.8 11.6 H22.2 V19.4 H9.8 Z M11.2 13 V15.4 H13.6 V13 Z M14.8 13 V15.4 H17.2 V13 Z M18.4 13 V15.4 H20.8 V13 Z ${WHEEL(12.4, 20, 1.4)} ${WHEEL(19.6, 20, 1.4)}`;
const CYCLE = `${WHEEL(11.9, 18.4, 3.1)} ${WHEEL(11.9, 18.4, 2.1)} ${WHEEL(20.1, 18.4, 3.1)} ${WHEEL(20.1, 18.4, 2.1)} M11.6 18 L14 13.4 H17.6 L20.4 18 L19.5 18.6 L17.5 15.4 L15.4 18.8 Z M15.4 18.8 Z M17.4 11.6 H19.6 V12.5 H18.3 L18.8 13.8 L18 14.1 Z`;
const WALKER =
  "M15 11 a1.6 1.6 0 1 0 3.2 0 a1.6 1.6 0 1 0 -3.2 0 Z " +
  "M15.3 13.2 L17.4 13.2 L18.2 15.2 L20 15.9 L19.6 17 L17.3 16.2 L17 17.4 L18.6 19 L19 22.4 H17.6 L17.2 19.8 L15.6 18.4 L14.6 20.4 L12.8 22.4 L11.8 21.5 L13.4 19.4 L14.4 15.2 L13.6 15.8 L13.2 17.6 L12 17.4 L12.6 15 Z";
const RIDER =
  "M14.4 9.9 a1.3 1.3 0 1 0 2.6 0 a1.3 1.3 0 1 0 -2.6 0 Z M14.6 11.6 H17 L17.6 14.2 H14.4 Z " +
  "M10.4 15.2 Q12 14.6 14 14.8 H18 L20 12.2 L22.6 13.2 L22.4 14.6 L20.9 14.5 L19.6 17.6 L20 22 H18.8 L18.2 18.8 H13.4 L12.4 22 H11.2 L11.8 17.8 L11 16.4 L9.8 18.6 L9.4 17.6 Z";
const SHIP =
  "M9.4 17.4 H22.6 L20.6 21.2 H11.4 Z M12 13.8 H20 V16.6 H12 Z M14 10.6 H16 V13 H14 Z M17 11.4 H18.6 V13 H17 Z";
const BOAT = "M9.8 18.2 H22.2 L20 21.4 H12 Z M15.4 9.8 V17.2 H10.6 Z M16.5 11.4 L21 17.2 H16.5 Z";
const PLANE =
  "M16 9 Q17 9.6 17 11.6 V14 L22.6 17.4 V18.8 L17 17.2 V20.2 L18.8 21.6 V22.6 L16 21.8 L13.2 22.6 V21.6 L15 20.2 V17.2 L9.4 18.8 V17.4 L15 14 V11.6 Q15 9.6 16 9 Z";
const HELICOPTER =
  "M9.6 10.6 H20.4 V11.6 H15.6 V13 H17 Q20.4 13.2 20.6 17 Q20.6 18.8 18.4 18.8 H13.4 Q12.4 16.6 11 15.4 L9 15.2 V13.8 L14.5 13 V11.6 H9.6 Z M17 14.2 V16.4 H19.4 Q19 14.4 17 14.2 Z M12 20.4 H20.6 V21.4 H12 Z M14 18.8 H15 V20.4 H14 Z M17.6 18.8 H18.6 V20.4 H17.6 Z";

/** In the disc, on a field of 32 by 32. @type {Record<import("../document/document.js").Means, string>} */
export const FRONTS = {
  // Body with a rounded roof, then the two windows and the lamps cut out of it, then the rails' apron.
  train:
    "M11.6 20.2 V13.4 Q11.6 10.2 16 10.2 Q20.4 10.2 20.4 13.4 V20.2 Z " +
    "M12.9 13.6 H15.4 V16.2 H12.9 Z M16.6 13.6 H19.1 V16.2 H16.6 Z " +
    "M13 18 H14.4 V19.2 H13 Z M17.6 18 H19 V19.2 H17.6 Z M12.6 21 H19.4 L20.4 22.4 H11.6 Z",
  car: CAR,
  bus: BUS,
  coach: RIDER,
  motorcycle: CYCLE,
  bicycle: CYCLE,
  foot: WALKER,
  horse: RIDER,
  ship: SHIP,
  boat: BOAT,
  plane: PLANE,
  helicopter: HELICOPTER,
};
/** Of a traveller of whom nothing says how. */
const DOT = "M12 16 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z";

/** Half the field of the marker, pixels: where the traveller is in it. */
const MIDDLE = 16;

export class Train {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../document/document.js").Line} line
   */
  constructor(map, line) {
    this.line = line;
    this.nose = svg("path", { d: "M16 0.8 L20.6 7.4 H11.4 Z", class: "jm-train-nose" });
    this.front = svg("path", { "fill-rule": "evenodd", class: "jm-train-front" });
    /** Whose front is drawn. @type {string|undefined} */
    this.means = undefined;
    const drawing = svg(
      "svg",
      { viewBox: "0 0 32 32", width: 32, height: 32, "aria-hidden": "true" },
      this.nose,
      svg("circle", { cx: 16, cy: 16, r: 10, class: "jm-train-disc" }),
      this.front,
    );
    /** Moves with the marker. */
    this.label = element("div", { class: "jm-label jm-label-traveller", "aria-hidden": "true" });
    this.label.style.cssText = `left:${MIDDLE}px;top:${MIDDLE}px`;
    this.marker = L.marker([0, 0], {
      pane: "jm-train",
      interactive: false,
      keyboard: false,
      icon: L.divIcon({
        className: "jm-train",
        html: element("div", {}, this.label, drawing),
        iconSize: [2 * MIDDLE, 2 * MIDDLE],
        iconAnchor: [MIDDLE, MIDDLE],
      }),
    });
    pane(map, "jm-train");
    this.move(0, 0);
    this.marker.addTo(map);
    this.marker.getElement()?.setAttribute("role", "img");
    this.#note(0, 0);
    /** What the label is drawn from. */
    this.labelled = "";
  }

  /**
   * @param {number} t epoch seconds
   * @param {number} km along the line
   * @param {object} [known]
   * @param {boolean} [known.placed] false: nothing says yet where it was, so it is not drawn
   * @param {boolean} [known.exact] false: only a range is known, so the marker is hollow
   */
  move(t, km, { placed = true, exact = true } = {}) {
    this.#show(meansAt(this.line, km));
    const [lon, lat] = pointAt(this.line, km);
    this.marker.setLatLng([lat, lon]);
    this.placed = placed;
    const [x0, y0] = pointAt(this.line, km - HEADING_REACH);
    const [x1, y1] = pointAt(this.line, km + HEADING_REACH);
    if (x0 !== x1 || y0 !== y1) {
      // Mercator keeps angles, so the bearing on the ground is the bearing on the screen.
      const east = (x1 - x0) * Math.cos((lat * Math.PI) / 180);
      const degrees = (Math.atan2(east, y1 - y0) * 180) / Math.PI;
      this.nose.setAttribute("transform", `rotate(${degrees.toFixed(1)} 16 16)`);
    }
    this.#note(t, km);
    const classes = this.marker.getElement()?.classList;
    classes?.toggle("jm-unplaced", !placed);
    classes?.toggle("jm-train-ghost", !exact);
  }

  /** Where it is drawn; null: nowhere. */
  get position() {
    return this.placed ? this.marker.getLatLng() : null;
  }

  /** Draws the front of the means of travel. @param {import("../document/document.js").Means|undefined} means */
  #show(means) {
    if (this.front.hasAttribute("d") && means === this.means) return;
    this.means = means;
    this.front.setAttribute("d", means ? FRONTS[means] : DOT);
    if (means) this.front.dataset.means = means;
    else delete this.front.dataset.means;
  }

  /** @param {number} t @param {number} km */
  #note(t, km) {
    const node = this.marker.getElement();
    if (!node) return;
    node.dataset.t = String(t);
    node.dataset.km = km.toFixed(3);
  }

  /**
   * Says where it is, beside the marker and to screen readers.
   * @param {import("./label_placement.js").Placed} placed
   * @param {import("./label_measure.js").Measured} size
   * @param {{time: string, spoken: string}} words the time that the first line begins with; all in a sentence
   */
  say({ label, x, y, box: [left, top, right, bottom], align, leader }, { lines, localLines }, { time, spoken }) {
    const key = [left - x, top - y, right - x, align, leader, label.local, ...lines].join("\n");
    if (key === this.labelled) return;
    this.labelled = key;
    this.marker.getElement()?.setAttribute("aria-label", spoken);
    const text = element(
      "div",
      { class: "jm-label-text", dir: "auto" },
      ...lines.map((line, i) =>
        i === 0 && line.startsWith(time)
          ? element("div", { class: "jm-label-name" }, element("b", {}, time), line.slice(time.length))
          : element("div", { class: "jm-label-name" }, line),
      ),
    );
    text.append(...localNodes(label, localLines));
    text.style.cssText = `left:${left - x}px;top:${top - y}px;width:${Math.ceil(right - left) + 1}px;text-align:${cssAlign(align)}`;
    this.label.replaceChildren(text);
    if (leader) this.label.prepend(leaderNode(label.reach, [left - x, top - y, right - x, bottom - y]));
  }

  destroy() {
    this.marker.remove();
  }
}
