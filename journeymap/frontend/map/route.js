// @ts-check
/** The line of the journey: travelled, still to come or expected, and the range the traveller must be within. */

import { pointAt, stretch } from "../document/document.js";

const { L } = /** @type {any} */ (globalThis);

/** Vertices per piece: what a move has to redraw at most, however long the journey. */
const PIECE = 64;

/** A circle beyond this tells nothing any more; the caption tells the kilometres. */
const FURTHEST_REACH = 500;

/** @typedef {import("../document/document.js").Line} Line */

/** @param {[number, number]} position lon, lat */
const latLng = ([lon, lat]) => L.latLng(lat, lon);

/**
 * The line cut at the ends of its legs and every PIECE vertices.
 * @param {Line} line
 */
function* pieces(line) {
  for (const leg of line.legs) {
    for (let first = leg.from; first < leg.to; first += PIECE) {
      yield { leg, first, last: Math.min(first + PIECE, leg.to) };
    }
  }
}

/** A line of which any stretch can be shown; only the pieces that change are redrawn. */
class Ribbon {
  /**
   * @param {any} map
   * @param {Line} line
   * @param {string} name class of its paths
   * @param {any} renderer
   */
  constructor(map, line, name, renderer) {
    this.line = line;
    this.pieces = [...pieces(line)].map(({ leg, first, last }) => {
      const points = line.coordinates.slice(first, last + 1).map(latLng);
      const path = L.polyline([], {
        pane: renderer.options.pane, renderer, interactive: false, smoothFactor: 0.6, lineCap: null, lineJoin: "round",
        className: `jm-route ${name} jm-leg-${leg.basis} jm-leg-${leg.status}`,
      }).addTo(map);
      return { path, points, from: line.km[first], to: line.km[last], shownFrom: NaN, shownTo: NaN };
    });
  }

  /**
   * @param {number} from kilometres along the line
   * @param {number} to
   */
  show(from, to) {
    for (const piece of this.pieces) {
      const start = Math.max(from, piece.from);
      const end = Math.max(start, Math.min(to, piece.to));
      // Stretches without length are all the same nothing, wherever they lie.
      const [a, b] = end > start ? [start, end] : [0, 0];
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

/** @typedef {[number, number]} Stretch kilometres from and to */

/** The panes that lines are drawn in, from below: their casing, the range, and the lines themselves. */
export class Layers {
  /** @param {any} map */
  constructor(map) {
    this.under = renderer(map, "jm-route-under", "402");
    this.band = renderer(map, "jm-route-band", "404");
    this.over = renderer(map, "jm-route-over", "406");
  }
}

/** @type {Stretch} */
const NOTHING = [0, 0];

/** All there is to draw of a line. */
export class Route {
  /**
   * @param {Layers} layers
   * @param {any} map
   * @param {Line} line
   */
  constructor(layers, map, line) {
    this.end = line.km[line.km.length - 1] ?? 0;
    this.casing = new Ribbon(map, line, "jm-casing", layers.under);
    this.ahead = new Ribbon(map, line, "jm-ahead", layers.over);
    this.travelled = new Ribbon(map, line, "jm-travelled", layers.over);
    this.band = new Ribbon(map, line, "jm-band", layers.band);
  }

  /**
   * What is left out is not drawn.
   * @param {{casing?: Stretch, ahead?: Stretch, travelled?: Stretch, band?: Stretch}} stretches
   */
  show({ casing = NOTHING, ahead = NOTHING, travelled = NOTHING, band = NOTHING }) {
    this.casing.show(...casing);
    this.ahead.show(...ahead);
    this.travelled.show(...travelled);
    this.band.show(...band);
  }

  remove() {
    for (const ribbon of [this.casing, this.ahead, this.travelled, this.band]) ribbon.remove();
  }
}

/** The line as a reading has it at a time: travelled, still to come or expected, and the possible range. */
export class RouteLayer {
  /**
   * @param {any} map
   * @param {import("../document/document.js").JourneyDocument} document
   */
  constructor(map, document) {
    this.map = map;
    this.layers = new Layers(map);
    this.line = document.line;
    this.main = new Route(this.layers, map, document.line);
    this.reach = L.circle([0, 0], { pane: this.layers.band.options.pane, renderer: this.layers.band, interactive: false, className: "jm-reach" });
    this.ways = document.tracks.known.ways;
    /** @type {Map<number, Route>} */
    this.made = new Map();
    /** Those that are shown. @type {Set<Route>} */
    this.shown = new Set();
  }

  /** Branches expected at another speed are other branches. @param {import("../document/document.js").JourneyDocument} document */
  take(document) {
    for (const route of this.made.values()) route.remove();
    this.made.clear();
    this.shown.clear();
    this.ways = document.tracks.known.ways;
  }

  /**
   * @param {import("../document/reading.js").Reading} reading
   * @param {import("../document/reading.js").Standing} standing
   */
  move(reading, { best, low, high, placed, way, past, beyond }) {
    const { main } = this;
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
      if (past !== null) this.#route(past).show(soFar);
      const ahead = way === null ? null : this.#route(way);
      ahead?.show({ casing: [best, ahead.end], ahead: [best, ahead.end], band: [best, high] });
    } else {
      main.show({});
    }
    for (const route of before) if (!this.shown.has(route)) route.show({});
    this.#reach(placed && beyond > 0 && beyond <= FURTHEST_REACH ? beyond : 0, best);
  }

  /** A way beside the line, made when first shown. @param {number} index */
  #route(index) {
    let route = this.made.get(index);
    if (!route) {
      route = new Route(this.layers, this.map, this.ways[index]);
      this.made.set(index, route);
    }
    this.shown.add(route);
    return route;
  }

  /** Where nothing tells the direction, how far it can have gone from where it was. @param {number} km @param {number} from */
  #reach(km, from) {
    if (km === 0) {
      this.reach.remove();
      return;
    }
    const [lon, lat] = pointAt(this.line, from);
    this.reach.setLatLng([lat, lon]).setRadius(km * 1000);
    if (!this.map.hasLayer(this.reach)) this.reach.addTo(this.map);
  }
}

/**
 * An SVG renderer in a pane of its own, so that CSS can fade the pane as a whole: a translucent
 * line that doubles back, or is drawn in pieces, must not darken where it meets itself.
 * @param {any} map
 * @param {string} pane
 * @param {string} zIndex
 */
function renderer(map, pane, zIndex) {
  const element = map.createPane(pane);
  element.style.zIndex = zIndex;
  element.style.pointerEvents = "none";
  return L.svg({ pane, padding: 0.4 }).addTo(map);
}
