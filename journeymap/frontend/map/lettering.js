// @ts-check
/**
 * All that is written on the map: the label of the traveller, which moves with it, those of the places that
 * the moment needs, then the others. Arranged when the view changes or the time comes to rest; while it moves,
 * only the traveller's label is placed anew, and what it would cover is hidden.
 */

import { whereaboutsAt } from "../document/whereabouts.js";
import { pointAt } from "../document/document.js";
import { languageOf } from "../document/languages.js";
import { Occupied, placeOf, samples } from "./label_placement.js";
import { worldCopies } from "./basemap.js";
import { TRAVELLER_REACH, baseLabels, labelOfTraveller, markLabel } from "./label_content.js";
import { Labels, RIM } from "./labels.js";
import { Locator } from "./locator.js";
import { neededPlaces } from "./needs.js";
import { shortMoment, shortWhere, spokenLabel } from "../words/traveller.js";

/**
 * @typedef {import("./label_placement.js").Box} Box
 * @typedef {import("../view/journey_view.js").JourneyView} JourneyView
 */

/** Pixels around the view in which the line is looked at: what is there has its label there. */
const BEYOND = 60;

/** Pixels that the globe keeps from the journey. */
const CLEAR = 6;

/** @param {{x: number, y: number}} at @returns {Box} */
const around = ({ x, y }) => [x - TRAVELLER_REACH, y - TRAVELLER_REACH, x + TRAVELLER_REACH, y + TRAVELLER_REACH];

export class Lettering {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("./basemap.js").Sheet[]} sheets
   * @param {JourneyView} view
   * @param {import("./marks.js").Marks} marks
   * @param {import("./train.js").Train|null} train null: the map has no traveller, and all its places are named
   */
  constructor(map, sheets, view, marks, train) {
    this.map = map;
    this.view = view;
    this.marks = marks;
    this.train = train;
    this.labels = new Labels(map, baseLabels(sheets, worldCopies(map)));
    this.locator = new Locator(map, sheets);
    /** The traveller's label as it stands, and where the traveller was. @type {import("./label_placement.js").Placed|null} */
    this.placed = null;
    this.frame = 0;
  }

  /** Takes the names of the base map from sheets. @param {import("./basemap.js").Sheet[]} sheets */
  setSheets(sheets) {
    this.labels.base = baseLabels(sheets, worldCopies(this.map));
    this.locator.setSheets(sheets);
  }

  /** Arranges all labels anew, and shows which marks the moment needs. */
  arrange() {
    const { marks, map } = this;
    const said = this.#said();
    const needed = said ? this.#needed(said.whereabouts) : null;
    marks.setNeeded(needed);
    const project = (/** @type {[number, number]} */ [lon, lat]) => map.project([lat, lon]);
    // The traveller's own label names the place that it is at.
    const named = said?.label && said.whereabouts.places.length === 1 ? said.whereabouts.places[0] : null;
    const at = said?.label ? project(said.label.position) : null;
    const isNamed = (/** @type {import("../document/sites.js").Site[]} */ members) =>
      members.some(({ key, place: { position } }) => {
        const { x, y } = project(position);
        return key === named && at !== null && Math.hypot(x - at.x, y - at.y) < TRAVELLER_REACH;
      });
    const own = new Set(this.view.shown.events.flatMap(({ place }) => place ?? []));
    const shown = marks.shown
      .map(({ members }) => members)
      .sort(([a], [b]) => b.weight - a.weight)
      .map((members) => ({ label: markLabel(members, needed, said?.whereabouts.places, own), members }));
    const others = shown.filter(({ members }) => !isNamed(members)).map(({ label }) => label);
    const front = [...others.filter(({ led }) => led), ...others.filter(({ led }) => !led)];
    const taken = shown.map(({ label: { position, reach } }) => ({ ...project(position), reach }));
    if (said?.label) {
      front.unshift(said.label);
      taken.push({ ...project(said.label.position), reach: TRAVELLER_REACH });
    }
    const [left, top, right, bottom] = this.labels.view;
    /** @type {Box} */
    const frame = [left - BEYOND, top - BEYOND, right + BEYOND, bottom + BEYOND];
    const line = new Occupied();
    for (const { coordinates } of this.#lines())
      for (const { x, y } of samples(coordinates.map(project), frame)) line.add([x - 2, y - 2, x + 2, y + 2]);
    this.#placeLocator(line, taken);
    const panels = [...map.getContainer().querySelectorAll(".leaflet-control")].map((node) =>
      node.getBoundingClientRect(),
    );
    this.labels.arrange(front, taken, line, panels);
    this.placed = this.labels.placed.find(({ label }) => label.kind === "traveller") ?? null;
    if (said) this.#show(said);
  }

  /**
   * Where it covers nothing of the journey.
   * @param {Occupied} line
   * @param {{x: number, y: number, reach: number}[]} marks
   */
  #placeLocator(line, marks) {
    const [x0, y0] = this.labels.view.map((edge) => edge - RIM);
    const taken = new Occupied();
    for (const { x, y, reach } of marks) taken.add([x - reach, y - reach, x + reach, y + reach]);
    this.locator.place(([left, top, right, bottom]) => {
      /** @type {Box} */
      const box = [x0 + left - CLEAR, y0 + top - CLEAR, x0 + right + CLEAR, y0 + bottom + CLEAR];
      return line.count(box, 1) === 0 && taken.count(box, 1) === 0;
    });
  }

  /** Takes the colours of the theme in force. */
  recolour() {
    this.locator.redraw();
  }

  /** The letters are other ones. */
  measureAgain() {
    this.labels.measureAgain();
    // Before the first arrangement there is nothing to arrange again.
    if (this.labels.placed.length > 0) this.arrange();
  }

  /** The lines that are drawn. */
  #lines() {
    const { own, document, standing } = this.view;
    const branches = [standing.ahead, standing.past].flatMap((index) =>
      index === null ? [] : [document.tracks.known.ways[index]],
    );
    return [own.line, ...branches];
  }

  /** Says in the next frame where the traveller is now. */
  follow() {
    if (!this.train || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const said = this.#said();
      if (!said) return;
      this.#move(said);
      this.#show(said);
    });
  }

  /** What is said of the traveller. */
  #said() {
    const { train, view } = this;
    if (!train) return null;
    const {
      document,
      own,
      standing,
      state: { t, reading, zone },
    } = view;
    const whereabouts = whereaboutsAt(document, reading, t, standing);
    const time = shortMoment(document, t, standing.best, zone);
    const where = shortWhere(document, whereabouts);
    const place = whereabouts.how === "at" ? document.places[whereabouts.places[0]] : null;
    const local = place && place.name_local !== place.name ? place.name_local : "";
    const label =
      whereabouts.how === "unplaced"
        ? null
        : labelOfTraveller({
            text: where ? `${time} ${where}` : time,
            local,
            lang: place ? languageOf(local, place.zone) : "",
            position: pointAt(own.line, standing.best),
          });
    const spoken = spokenLabel({ traveller: own.journey.traveller, time, where });
    return { whereabouts, time, label, spoken };
  }

  /** @param {import("../document/whereabouts.js").Whereabouts} whereabouts */
  #needed(whereabouts) {
    const {
      document,
      shown: { events },
      state: { t, reading },
    } = this.view;
    return neededPlaces(document, reading, t, events, whereabouts);
  }

  /** Places the traveller's label where it is now; the others stay. @param {{label: import("./label_placement.js").Label|null}} said */
  #move({ label }) {
    if (!label) {
      this.placed = null;
      return;
    }
    const [lon, lat] = label.position;
    const at = this.map.project([lat, lon]);
    const { placed } = this;
    if (placed && placed.label.text === label.text && placed.x === at.x && placed.y === at.y) return;
    const taken = new Occupied();
    taken.add(around(at));
    this.placed = placeOf(label, at, this.labels.size(label), taken, this.labels.better, { before: placed?.rank });
  }

  /** @param {{time: string, spoken: string}} said */
  #show(said) {
    const { placed } = this;
    if (placed) this.train?.say(placed, this.labels.size(placed.label), said);
    this.labels.giveWay(placed ? [around(placed), placed.box] : []);
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    this.locator.destroy();
    this.labels.destroy();
  }
}
