// @ts-check
/** The line of the journey: travelled, still to come or expected, and the range the traveller must be within. */

import { offGround } from "../document/means.js";
import { pointAt, stretch } from "../document/document.js";
import { pane } from "./panes.js";

/** Vertices per piece: what a move has to redraw at most, however long the journey. */
const PIECE_VERTICES = 64;

/** A circle beyond this says nothing any more; the caption gives the kilometres. */
const MAX_REACH_KM = 500;

/**
 * @typedef {import("../document/document.js").Line} Line
 * @typedef {import("leaflet").Map} LeafletMap
 * @typedef {{under: import("leaflet").Renderer, band: import("leaflet").Renderer, over: import("leaflet").Renderer}} Renderers
 * @typedef {{map: LeafletMap, renderers: Renderers, main: DrawnLine, reach: import("leaflet").Circle}} OnMap
 * @typedef {[number, number]} Stretch kilometres along the line, from and to
 */

/** @type {Stretch} */
const NOTHING = [0, 0];

/** @param {[number, number]} position lon, lat */
const latLng = ([lon, lat]) => L.latLng(lat, lon);

/**
 * The line cut at the ends of its legs and every PIECE_VERTICES.
 * @param {Line} line
 */
function* pieces(line) {
  for (const leg of line.legs) {
    for (let first = leg.from; first < leg.to; first += PIECE_VERTICES) {
      yield { leg, first, last: Math.min(first + PIECE_VERTICES, leg.to) };
    }
  }
}

/** @param {Line["legs"][number]} leg */
function byMeans(leg) {
  const off = offGround(leg);
  return off ? [`jm-by-${off}`] : [];
}

/** A line of which any stretch can be shown; only the pieces that change are redrawn. */
class PartialPolyline {
  /**
   * @param {LeafletMap} map
   * @param {Line} line
   * @param {string} name class of its paths
   * @param {import("leaflet").Renderer} renderer
   */
  constructor(map, line, name, renderer) {
    this.line = line;
    this.pieces = [...pieces(line)].map(({ leg, first, last }) => {
      const points = line.coordinates.slice(first, last + 1).map(latLng);
      const path = L.polyline([], {
        pane: renderer.options.pane,
        renderer,
        interactive: false,
        // A great circle has few vertices, and bends at each so little that leaving any out is seen.
        smoothFactor: leg.basis === "great-circle" ? 0 : 0.6,
        lineCap: undefined,
        lineJoin: "round",
        className: ["jm-route", name, `jm-leg-${leg.basis}`, `jm-leg-${leg.status}`, ...byMeans(leg)].join(" "),
      }).addTo(map);
      return { path, points, from: line.km[first], to: line.km[last], shownFrom: NaN, shownTo: NaN };
    });
  }

  /** @param {Stretch} stretch */
  show([from, to]) {
    for (const piece of this.pieces) {
      const start = Math.max(from, piece.from);
      const end = Math.max(start, Math.min(to, piece.to));
      // Stretches without length are all the same nothing, wherever they lie.
      const [a, b] = end > start ? [start, end] : NOTHING;
      if (a === piece.shownFrom && b === piece.shownTo) continue;
      piece.shownFrom = a;
      piece.shownTo = b;
      const whole = a === piece.from && b === piece.to;
      piece.path.setLatLngs(b <= a ? [] : whole ? piece.points : stretch(this.line, a, b).map(latLng));
    }
  }

  remove() {
    for (const { path } of this.pieces) path.remove();
  }
}

/** All that is drawn along one line: the journey's own, or a branch of it. */
class DrawnLine {
  /**
   * @param {LeafletMap} map
   * @param {Line} line
   * @param {Renderers} renderers
   */
  constructor(map, line, { under, band, over }) {
    this.end = line.km[line.km.length - 1] ?? 0;
    this.casing = new PartialPolyline(map, line, "jm-casing", under);
    this.ahead = new PartialPolyline(map, line, "jm-ahead", over);
    this.travelled = new PartialPolyline(map, line, "jm-travelled", over);
    this.band = new PartialPolyline(map, line, "jm-band", band);
  }

  /**
   * What is left out is not drawn.
   * @param {{casing?: Stretch, ahead?: Stretch, travelled?: Stretch, band?: Stretch}} stretches
   */
  show({ casing = NOTHING, ahead = NOTHING, travelled = NOTHING, band = NOTHING }) {
    this.casing.show(casing);
    this.ahead.show(ahead);
    this.travelled.show(travelled);
    this.band.show(band);
  }

  remove() {
    for (const part of [this.casing, this.ahead, this.travelled, this.band]) part.remove();
  }
}

/**
 * A layer that draws the line as a reading has it at a moment.
 *
 * new RouteLayer(document).addTo(map).update("happened", standingAt(document, "happened", t));
 */
export class RouteLayer extends L.Layer {
  /** @param {import("../document/document.js").JourneyDocument} document */
  constructor(document) {
    super();
    this.line = document.line;
    this.branches = document.tracks.known.ways;
    /** What is made when the layer is added to a map. @type {OnMap|null} */
    this.onMap = null;
    /** Lines drawn beside the main one, by the index of their branch. @type {Map<number, DrawnLine>} */
    this.drawn = new Map();
    /** Those of them that show something. @type {Set<DrawnLine>} */
    this.shown = new Set();
  }

  /**
   * @override
   * @param {LeafletMap} map
   */
  onAdd(map) {
    const renderers = {
      under: renderer(map, "jm-route-under"),
      band: renderer(map, "jm-route-band"),
      over: renderer(map, "jm-route-over"),
    };
    const { band } = renderers;
    this.onMap = {
      map,
      renderers,
      main: new DrawnLine(map, this.line, renderers),
      reach: L.circle([0, 0], {
        pane: band.options.pane,
        renderer: band,
        interactive: false,
        radius: 0,
        className: "jm-reach",
      }),
    };
    return this;
  }

  /** @override */
  onRemove() {
    this.#clearBranches();
    if (!this.onMap) return this;
    const { main, reach, renderers } = this.onMap;
    for (const each of [main, reach, ...Object.values(renderers)]) each.remove();
    this.onMap = null;
    return this;
  }

  /**
   * Takes the branches of a document at another speed.
   * @param {import("../document/document.js").JourneyDocument} document
   */
  setDocument(document) {
    this.#clearBranches();
    this.branches = document.tracks.known.ways;
  }

  #clearBranches() {
    for (const line of this.drawn.values()) line.remove();
    this.drawn.clear();
    this.shown.clear();
  }

  /**
   * @param {import("../document/reading.js").Reading} reading
   * @param {import("../document/reading.js").Standing} standing
   */
  update(reading, { best, low, high, placed, ahead, past, beyond }) {
    if (!this.onMap) return;
    const { main } = this.onMap;
    const before = this.shown;
    this.shown = new Set();
    if (reading === "happened") {
      const at = placed ? best : low;
      main.show({ casing: [0, main.end], ahead: [at, main.end], travelled: [0, at], band: [low, high] });
    } else if (placed) {
      /** @type {Stretch} */
      const behind = [0, best];
      const soFar = { casing: behind, travelled: behind };
      main.show(past === null ? soFar : {});
      if (past !== null) this.#branch(past, this.onMap).show(soFar);
      const branch = ahead === null ? null : this.#branch(ahead, this.onMap);
      branch?.show({ casing: [best, branch.end], ahead: [best, branch.end], band: [best, high] });
    } else {
      main.show({});
    }
    for (const line of before) if (!this.shown.has(line)) line.show({});
    this.#showReach(placed && beyond > 0 && beyond <= MAX_REACH_KM ? beyond : 0, best, this.onMap);
  }

  /** A branch beside the line, drawn when first shown. @param {number} index @param {OnMap} onMap */
  #branch(index, { map, renderers }) {
    let line = this.drawn.get(index);
    if (!line) {
      line = new DrawnLine(map, this.branches[index], renderers);
      this.drawn.set(index, line);
    }
    this.shown.add(line);
    return line;
  }

  /**
   * Where nothing gives the direction, how far it can have gone from where it was.
   * @param {number} km
   * @param {number} from
   * @param {OnMap} onMap
   */
  #showReach(km, from, { map, reach }) {
    if (km === 0) {
      reach.remove();
      return;
    }
    const [lon, lat] = pointAt(this.line, from);
    reach.setLatLng([lat, lon]).setRadius(km * 1000);
    if (!map.hasLayer(reach)) reach.addTo(map);
  }
}

/**
 * An SVG renderer in a pane of its own, so that CSS can fade the pane as a whole: a translucent
 * line that doubles back, or is drawn in pieces, must not darken where it meets itself.
 * @param {LeafletMap} map
 * @param {import("./panes.js").PaneName} name
 */
function renderer(map, name) {
  pane(map, name);
  return L.svg({ pane: name, padding: 0.4 }).addTo(map);
}
