// @ts-check
/** The corners of the journey's map: all its controls, kept to the reading, the background and the width. */

import { Credits, backgrounds, corner, fitButton, legend } from "./controls.js";
import { SHOW_PLACES } from "../words/map.js";

export class Corners {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../document/document.js").JourneyDocument} journey
   * @param {object} options
   * @param {import("../document/sites.js").Site[]} options.sites
   * @param {string[]} options.credits of the journey and the base map, plain text
   * @param {import("./controls.js").Tiles[]} options.tiles online backgrounds to choose from
   * @param {() => void} options.fit shows the whole journey
   * @param {(chosen: import("./controls.js").Tiles|null) => void} options.choose another background; null: our own
   */
  constructor(map, journey, { sites, credits, tiles, fit, choose }) {
    this.journey = journey;
    this.lines = credits;
    this.credits = new Credits(map, credits);
    this.legend = legend(journey, sites);
    this.backgrounds = tiles.length > 0 ? backgrounds(tiles, choose) : null;
    this.controls = [
      corner(map, "topleft", fitButton(fit, journey.line.legs.length > 0 ? undefined : SHOW_PLACES)),
      ...(this.backgrounds ? [corner(map, "topright", this.backgrounds)] : []),
      L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 90 }).addTo(map),
      corner(map, "bottomright", this.legend),
    ];
  }

  /**
   * Shows the key of a reading in place of the one before.
   * @param {import("../document/document.js").JourneyDocument} document
   * @param {import("../document/sites.js").Site[]} sites
   * @param {import("../document/reading.js").Reading} reading
   */
  explain(document, sites, reading) {
    this.legend.replaceChildren(...legend(document, sites, reading).childNodes);
  }

  /** Shows which background there is, and whom it is from. @param {import("./controls.js").Tiles|null} chosen */
  setBackground(chosen) {
    for (const input of this.backgrounds?.querySelectorAll("input") ?? [])
      input.checked = input.value === (chosen?.id ?? "");
    this.credits.show(chosen ? [chosen.attribution, ...this.journey.attribution] : this.lines);
  }

  remove() {
    for (const control of [...this.controls, this.credits]) control.remove();
  }
}
