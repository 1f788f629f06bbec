// @ts-check
/** The line of the journey: travelled, still to come, and the range the traveller must be within. */

import { stretch } from "./journey.js";

const { L } = /** @type {any} */ (globalThis);

/** Vertices per piece: what a move has to redraw at most, however long the journey. */
const PIECE = 64;

/** @typedef {import("./journey.js").Line} Line */

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

/** All there is to draw of a line, kept up with the position. */
export class Route {
  /**
   * @param {any} map
   * @param {Line} line
   */
  constructor(map, line) {
    this.end = line.km[line.km.length - 1] ?? 0;
    const under = renderer(map, "jm-route-under", "402");
    const band = renderer(map, "jm-route-band", "404");
    const over = renderer(map, "jm-route-over", "406");
    this.casing = new Ribbon(map, line, "jm-casing", under);
    this.ahead = new Ribbon(map, line, "jm-ahead", over);
    this.travelled = new Ribbon(map, line, "jm-travelled", over);
    this.band = new Ribbon(map, line, "jm-band", band);
    this.casing.show(0, this.end);
    this.layers = [under, band, over];
  }

  /** @param {{best: number, low: number, high: number}} position kilometres along the line */
  move({ best, low, high }) {
    this.ahead.show(best, this.end);
    this.travelled.show(0, best);
    this.band.show(low, high);
  }

  remove() {
    for (const ribbon of [this.casing, this.ahead, this.travelled, this.band]) ribbon.remove();
    for (const layer of this.layers) layer.remove();
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
