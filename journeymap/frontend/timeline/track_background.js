// @ts-check
/** What is drawn behind the range: days and hours in a zone, and each event's window. */

import { stepFor, ticks } from "./axis.js";
import { element } from "../dom.js";
import { timedEvents } from "../document/document.js";
import { momentsOf } from "../document/reading.js";

/** The last of a label's place at the right edge. */
const LABEL_PIXELS = 46;
/** Windows that overlap lie in lanes; beyond these the last one is shared. */
const MAX_LANES = 6;

/**
 * The first lane in which each interval meets none before it in the list.
 * @param {[number, number][]} intervals
 * @param {number} max lanes
 */
export function lanesOf(intervals, max) {
  /** @type {[number, number][][]} */
  const lanes = [];
  return intervals.map(([start, end]) => {
    const free = lanes.findIndex((taken) => taken.every(([from, to]) => end <= from || start >= to));
    const lane = free >= 0 ? free : Math.min(lanes.length, max - 1);
    (lanes[lane] ??= []).push([start, end]);
    return lane;
  });
}

export class TrackBackground {
  /** @param {import("../view/journey_view.js").JourneyView} view */
  constructor(view) {
    this.view = view;
    this.node = element("div", { class: "jm-scale", "aria-hidden": "true" });
    this.hours = element("div", { class: "jm-scale-hours" });
    this.windows = element("div", { class: "jm-scale-windows" });
    this.publications = element("div", { class: "jm-scale-publications" });
    this.node.append(this.hours, this.windows, this.publications);
    /** Which axis is drawn. */
    this.drawn = "";
    /** Whose windows are drawn. @type {import("../document/document.js").JourneyDocument|null} */
    this.shown = null;
    /** Whose publications are drawn. */
    this.reading = "";
    this.update();
  }

  /** Draws the windows that the reading has at the moment; nothing while that stays the same. */
  update() {
    const {
      shown,
      state: { reading },
    } = this.view;
    if (shown !== this.shown) this.#drawWindows(shown);
    if (reading !== this.reading) this.#drawPublications();
    this.shown = shown;
    this.reading = reading;
  }

  /** When something became public: the second reading steps by it. */
  #drawPublications() {
    const {
      document,
      state: { reading },
    } = this.view;
    const { from, to } = document.span;
    const moments = reading === "known" ? momentsOf(document, reading).filter((at) => at >= from && at <= to) : [];
    this.publications.replaceChildren(
      ...moments.map((at) => {
        const notch = element("span", { class: "jm-publication" });
        notch.style.left = `${this.#share(at)}%`;
        return notch;
      }),
    );
  }

  /** @param {number} t */
  #share(t) {
    const { from, to } = this.view.own.span;
    return Math.max(0, Math.min(100, ((t - from) / (to - from)) * 100));
  }

  /** @param {string} zone */
  drawAxis(zone) {
    const width = this.node.clientWidth;
    const { span } = this.view.own;
    const step = stepFor(span, width);
    const now = `${zone} ${step.unit} ${step.every}`;
    if (!width || now === this.drawn) return;
    this.drawn = now;
    this.hours.replaceChildren(
      ...ticks(span, zone, step).map(({ t, label, midnight }) => {
        const tick = element(
          "span",
          { class: midnight ? "jm-hour jm-midnight" : "jm-hour" },
          // A label that would be cut off by the edge says less than none.
          this.#share(t) * width < (width - LABEL_PIXELS) * 100 ? label : "",
        );
        tick.style.left = `${this.#share(t)}%`;
        return tick;
      }),
    );
  }

  /**
   * Windows as bars in lanes, those of fixes first; a moment is a tick, and a statement only that, on the base line.
   * @param {import("../document/document.js").JourneyDocument} document
   */
  #drawWindows(document) {
    const { from, to } = document.span;
    this.windows.replaceChildren();
    // Of a window of which one end is missing, the other is all there is to draw.
    const shown = timedEvents(document)
      .map((event) => {
        const {
          moment,
          window: [start, end],
        } = event;
        return {
          event,
          start: Math.max(from, start ?? Math.min(moment, end ?? moment)),
          end: Math.min(to, end ?? Math.max(moment, start ?? moment)),
        };
      })
      .filter(({ start, end }) => start <= end);
    const bars = shown
      .filter(({ event }) => event.kind !== "statement")
      .sort((a, b) => Number(a.event.km === null) - Number(b.event.km === null));
    // A stated minute has no width, but its tick has.
    const minWidth = (to - from) / 150;
    const lanes = lanesOf(
      bars.map(({ start, end }) => [start, Math.max(end, start + minWidth)]),
      MAX_LANES,
    );
    this.windows.style.setProperty("--lanes", String(Math.max(1, ...lanes.map((lane) => lane + 1))));
    for (const [i, { event, start, end }] of bars.entries()) {
      const bar = element("span", {
        class: `jm-window jm-is-${event.status}${event.km === null ? " jm-window-off-line" : ""}`,
      });
      bar.style.left = `${this.#share(start)}%`;
      bar.style.width = `${this.#share(end) - this.#share(start)}%`;
      bar.style.setProperty("--lane", String(lanes[i]));
      this.windows.append(bar);
    }
    for (const one of shown) {
      const { event } = one;
      if (event.moment < from || event.moment > to) continue;
      const lane = bars.indexOf(one);
      const tick = element("span", { class: `jm-tick jm-is-${event.status}${lane < 0 ? " jm-tick-statement" : ""}` });
      tick.style.left = `${this.#share(event.moment)}%`;
      if (lane >= 0) tick.style.setProperty("--lane", String(lanes[lane]));
      this.windows.append(tick);
    }
  }
}
