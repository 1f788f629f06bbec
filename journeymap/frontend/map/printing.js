// @ts-check
/** The map on paper: fitted to the journey at the width of a page, with nothing on it and the key below. */

import { element } from "../dom.js";

/**
 * @typedef {object} Printed what of the map's parts it needs
 * @property {import("leaflet").Map} map
 * @property {import("./camera.js").Camera} camera
 * @property {import("./corners.js").Corners} corners
 * @property {import("./basemap.js").BaseMap} base
 */

/** Latitude and longitude that lie beyond every map. @type {[number, number]} */
const BEYOND = [89, 720];

export class Printing {
  /** @param {Printed} drawn */
  constructor(drawn) {
    this.drawn = drawn;
    this.container = /** @type {HTMLElement} */ (drawn.map.getContainer());
    this.key = element("div", { class: "jm jm-printed-key" });
    /** A browser leaves the background out on paper. @type {import("leaflet").Rectangle|null} */
    this.sea = null;
    /** Puts the map back as it was on the screen. @type {(() => void)|null} */
    this.restore = null;
    this.before = () => this.#begin();
    this.after = () => this.#end();
    addEventListener("beforeprint", this.before);
    addEventListener("afterprint", this.after);
  }

  #begin() {
    if (this.restore) return;
    const { map, camera, corners } = this.drawn;
    const { home, moved } = camera;
    const [center, zoom] = [map.getCenter(), map.getZoom()];
    const isDark = this.container.classList.contains("jm-dark");
    this.restore = () => {
      for (const each of [this.key, this.sea]) each?.remove();
      this.#setSheet(false, isDark);
      map.setView(center, zoom, { animate: false });
      Object.assign(camera, { home, moved });
    };
    this.#setSheet(true, false);
    this.#fillSea();
    camera.fit(false);
    this.key.replaceChildren(
      ...[...corners.legend.querySelectorAll("ul")].map((list) => list.cloneNode(true)),
      element("p", {}, corners.lines.join(" ")),
    );
    this.container.after(this.key);
  }

  /** What lies behind a canvas is lost on paper: the sea is drawn on it. */
  #fillSea() {
    const { map, base } = this.drawn;
    /** @type {import("leaflet").PolylineOptions} */
    const options = {
      pane: "jm-base",
      renderer: base.renderer,
      interactive: false,
      stroke: false,
      fillColor: getComputedStyle(this.container).getPropertyValue("--jm-sea").trim(),
      fillOpacity: 1,
    };
    this.sea = L.rectangle([[-BEYOND[0], -BEYOND[1]], BEYOND], options)
      .addTo(map)
      .bringToBack();
  }

  /** @param {boolean} onPaper @param {boolean} isDark */
  #setSheet(onPaper, isDark) {
    this.container.classList.toggle("jm-map-printed", onPaper);
    this.container.classList.toggle("jm-dark", isDark);
    this.drawn.base.recolour();
    this.drawn.map.invalidateSize({ pan: false, animate: false });
  }

  #end() {
    this.restore?.();
    this.restore = null;
  }

  destroy() {
    this.#end();
    removeEventListener("beforeprint", this.before);
    removeEventListener("afterprint", this.after);
  }
}
