// @ts-check
/** A button that brings the traveller back, while it is out of sight. */

import { element, svg } from "../dom.js";
import { backTo } from "../words/traveller.js";

export class Back {
  /**
   * @param {import("leaflet").Map} map
   * @param {string} traveller as it begins a sentence
   * @param {(position: import("leaflet").LatLng) => void} bring shows it
   */
  constructor(map, traveller, bring) {
    this.map = map;
    /** Where the traveller is; null: nowhere. @type {import("leaflet").LatLng|null} */
    this.position = null;
    this.arrow = svg("path", { d: "M8 1.5 L13 9 H9.4 V14.5 H6.6 V9 H3 Z", fill: "currentColor" });
    this.button = element(
      "button",
      { type: "button", class: "jm-back" },
      svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" }, this.arrow),
      backTo(traveller),
    );
    this.button.hidden = true;
    this.button.addEventListener("click", () => {
      if (!this.position) return;
      bring(this.position);
      // The button goes; the keys go on moving the map.
      map.getContainer().focus({ preventScroll: true });
    });
    L.DomEvent.disableClickPropagation(this.button);
    map.getContainer().append(this.button);
    this.bounds = map.getBounds();
    this.handlers = {
      moveend: () => {
        this.bounds = map.getBounds();
        this.#show();
      },
    };
    map.on(this.handlers);
  }

  /** @param {import("leaflet").LatLng|null} position null: nothing says yet where it is */
  follow(position) {
    this.position = position;
    this.#show();
  }

  #show() {
    const { position } = this;
    const hidden = !position || this.bounds.contains(position);
    if (hidden !== this.button.hidden) this.button.hidden = hidden;
    if (hidden) return;
    const from = this.map.latLngToContainerPoint(this.bounds.getCenter());
    const to = this.map.latLngToContainerPoint(/** @type {import("leaflet").LatLng} */ (position));
    const degrees = (Math.atan2(to.x - from.x, from.y - to.y) * 180) / Math.PI;
    this.arrow.setAttribute("transform", `rotate(${degrees.toFixed(0)} 8 8)`);
  }

  destroy() {
    this.map.off(this.handlers);
    this.button.remove();
  }
}
