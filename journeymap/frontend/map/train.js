// @ts-check
/**
 * The marker of the traveller: a disc with a nose that points ahead; on railways, with the front of a
 * locomotive.
 */

import { svg } from "../dom.js";
import { pane } from "./panes.js";
import { pointAt } from "../document/document.js";
import { travellerLabel } from "../words/map.js";

/** Kilometres to either side over which the heading is taken, so that it does not shiver. */
const HEADING_REACH = 1.5;

export class Train {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../document/document.js").Line} line
   * @param {string} traveller whose marker it is, for screen readers
   */
  constructor(map, line, traveller) {
    this.line = line;
    this.traveller = traveller;
    this.nose = svg("path", { d: "M16 0.8 L20.6 7.4 H11.4 Z", class: "jm-train-nose" });
    const front = line.legs.some(({ basis }) => basis === "railway")
      ? svg("path", {
          // Body with a rounded roof, then the two windows and the lamps cut out of it, then the rails' apron.
          d:
            "M11.6 20.2 V13.4 Q11.6 10.2 16 10.2 Q20.4 10.2 20.4 13.4 V20.2 Z " +
            "M12.9 13.6 H15.4 V16.2 H12.9 Z M16.6 13.6 H19.1 V16.2 H16.6 Z " +
            "M13 18 H14.4 V19.2 H13 Z M17.6 18 H19 V19.2 H17.6 Z M12.6 21 H19.4 L20.4 22.4 H11.6 Z",
          "fill-rule": "evenodd",
          class: "jm-train-front",
        })
      : svg("circle", { cx: 16, cy: 16, r: 4, class: "jm-train-front" });
    const drawing = svg(
      "svg",
      { viewBox: "0 0 32 32", width: 32, height: 32, "aria-hidden": "true" },
      this.nose,
      svg("circle", { cx: 16, cy: 16, r: 10, class: "jm-train-disc" }),
      front,
    );
    this.marker = L.marker([0, 0], {
      pane: "jm-train",
      interactive: false,
      keyboard: false,
      icon: L.divIcon({ className: "jm-train", html: drawing, iconSize: [32, 32], iconAnchor: [16, 16] }),
    });
    pane(map, "jm-train");
    this.move(0, 0);
    this.marker.addTo(map);
    this.#label(0, 0);
  }

  /**
   * @param {number} t epoch seconds
   * @param {number} km along the line
   * @param {boolean} [placed] false: nothing says yet where it was, so it is not drawn
   */
  move(t, km, placed = true) {
    const [lon, lat] = pointAt(this.line, km);
    this.marker.setLatLng([lat, lon]);
    const [x0, y0] = pointAt(this.line, km - HEADING_REACH);
    const [x1, y1] = pointAt(this.line, km + HEADING_REACH);
    if (x0 !== x1 || y0 !== y1) {
      // Mercator keeps angles, so the bearing on the ground is the bearing on the screen.
      const east = (x1 - x0) * Math.cos((lat * Math.PI) / 180);
      const degrees = (Math.atan2(east, y1 - y0) * 180) / Math.PI;
      this.nose.setAttribute("transform", `rotate(${degrees.toFixed(1)} 16 16)`);
    }
    this.#label(t, km);
    this.marker.getElement()?.classList.toggle("jm-unplaced", !placed);
  }

  /** @param {number} t @param {number} km */
  #label(t, km) {
    const element = this.marker.getElement();
    if (!element) return;
    element.dataset.t = String(t);
    element.dataset.km = km.toFixed(3);
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", travellerLabel({ traveller: this.traveller, km: Math.round(km) }));
  }

  destroy() {
    this.marker.remove();
  }
}
