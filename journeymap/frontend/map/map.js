// @ts-check
/**
 * The journey on a Leaflet map that is already there (folium made it). Drawn once; after that each
 * view message moves the train, the travelled line and the range, and nothing else.
 */

import { refusal } from "../words/address.js";
import { mapLabel, notDrawn, SHOW_PLACES } from "../words/map.js";
import { BaseMap, loadSheets } from "./basemap.js";
import { Card } from "./card.js";
import { Credits, backgrounds, corner, fitButton, legend } from "./controls.js";
import { element, styleSheets } from "../dom.js";
import { loadJourney } from "../document/document.js";
import { baseLabels, markLabel, samples } from "./label_content.js";
import { Labels } from "./labels.js";
import { landmarksOnly } from "./meetings_only.js";
import { Marks } from "./marks.js";
import { JourneyView } from "../view/journey_view.js";
import { RouteLayer } from "./route.js";
import { sitesOf } from "../document/sites.js";
import { Train } from "./train.js";

/** Narrower than this, panels start closed and the card is a sheet. The same figure is in map.css. Pixels. */
const NARROW = 560;

/**
 * @typedef {object} MapOptions
 * @property {string} document address of the journeymap/1 document
 * @property {string[]} basemap addresses of the base map's sheets, coarse ones first
 * @property {string} channel name of the page view's channel
 * @property {import("./controls.js").Tiles[]} [tiles] online backgrounds to choose from
 * @property {boolean} [whole] the map takes all of its frame, whatever height folium gave it
 * @property {number} [t] moment that it shows until a timeline says another, epoch seconds
 * @property {boolean} [landmarks] only the landmarks: no line, no traveller, no time
 */

/** Our own map is drawn at any zoom, so a long thin journey may fill its frame; tiles come in whole steps. */
const FINE_ZOOM = 0.25;

/** Marks and labels take a moment to arrange: while the time moves, they follow it at this pace. */
const FOLLOW_MILLISECONDS = 120;

/** Closer than this the base map has nothing more to show. */
const BASE_MAX_ZOOM = 13;

/** @type {WeakMap<object, Promise<JourneyMap>>} */
const mounted = new WeakMap();

/**
 * Draws the journey on the map and keeps it in step with the page; a second call on the same map changes nothing.
 * @param {import("leaflet").Map} map
 * @param {MapOptions} options
 * @returns {Promise<JourneyMap>}
 */
export function mount(map, options) {
  let promise = mounted.get(map);
  if (!promise) {
    promise = prepare(map, options);
    mounted.set(map, promise);
  }
  return promise;
}

/** @param {import("leaflet").Map} map @param {MapOptions} options */
async function prepare(map, options) {
  const container = /** @type {HTMLElement} */ (map.getContainer());
  container.classList.add("jm", "jm-map");
  try {
    const [journey, sheets] = await Promise.all([
      loadJourney(options.document),
      loadSheets(options.basemap),
      styleSheets(["palette", "map"]),
    ]);
    container.classList.toggle("jm-whole", options.whole === true);
    map.invalidateSize({ pan: false });
    return new JourneyMap(map, options.landmarks ? landmarksOnly(journey) : journey, sheets, options);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    container.append(element("p", { class: "jm-message", role: "alert" }, notDrawn(String(why))));
    throw error;
  }
}

export class JourneyMap {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../document/document.js").JourneyDocument} journey
   * @param {import("./basemap.js").Sheet[]} sheets
   * @param {MapOptions} options
   */
  constructor(map, journey, sheets, options) {
    this.map = map;
    this.view = new JourneyView(journey, {
      url: options.document,
      channel: options.channel,
      start: { t: options.t ?? journey.span.from },
    });
    /** What the marks and the card show of it. */
    this.shown = journey;
    this.container = /** @type {HTMLElement} */ (map.getContainer());
    this.narrow = this.container.clientWidth < NARROW;
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    map.options.zoomSnap = FINE_ZOOM;
    map.options.inertia = !this.still;
    map.attributionControl?.remove();
    this.container.setAttribute("role", "region");
    this.container.setAttribute("aria-label", mapLabel(journey.journey.title));

    this.credit = [...new Set([...journey.attribution, ...sheets.flatMap(({ attribution }) => attribution)])];
    this.credits = new Credits(map, this.credit);
    /** Nobody has moved the map since it was fitted, so it may be fitted again when its frame changes. */
    this.home = true;
    /** The reader has moved it, or the address. */
    this.moved = false;
    /** The map moves by itself, to show an open card's place. */
    this.leading = false;
    this.fit(false);
    // After the fit: a limit that the first view breaks would start a zoom of its own.
    map.setMinZoom(2).setMaxZoom(BASE_MAX_ZOOM);
    this.base = new BaseMap(map, sheets);
    this.route = journey.line.coordinates.length > 1 ? new RouteLayer(journey).addTo(map) : null;
    this.train = this.route && new Train(map, journey.line, journey.journey.traveller);
    this.sites = sitesOf(journey);
    this.labels = new Labels(map, baseLabels(sheets));
    this.marks = new Marks(map, this.sites, (members, from) => this.open(members, from));
    this.card = new Card(
      this.container,
      journey,
      (t) => this.view.say({ type: "seek", t }),
      () => this.#opened(null),
    );
    this.tiles = options.tiles ?? [];
    this.#corners();

    this.handlers = {
      zoomend: () => this.marks.arrange(),
      moveend: () => {
        this.#arrangeLabels();
        // Later: whether the whole journey is in view again is known only after it.
        this.reporting = window.setTimeout(() => this.#reportFrame());
      },
      movestart: () => {
        this.home = false;
        this.moved ||= !this.leading;
      },
      // Leaflet's map is being removed.
      unload: () => this.destroy(),
    };
    map.on(this.handlers);
    /** Timers: of the places that follow, and of the frame that is reported. */
    this.following = 0;
    this.reporting = 0;
    this.#move();
    /** Id of the event whose place's card is open. @type {string|null} */
    this.event = null;
    /** Nobody has said yet what to show, so what is shown is not reported. */
    this.isFrameAsked = false;
    /** Size that the marks and labels were last arranged for, pixels. */
    this.size = "";
    this.observer = new ResizeObserver(() => this.#resize());
    this.view.subscribe((changed) => this.#update(changed));
    this.view.onMessage = (message) => {
      if (message.type === "show") this.#find(message.place);
      else if (message.type === "look") this.#look(message.frame);
    };
    this.view.connect();
    // To find room for every name takes as long as all the rest: the map is seen before.
    this.starting = window.setTimeout(() => {
      this.observer.observe(this.container);
      this.#resize();
      this.view.say({ type: "ready" });
      this.container.dataset.jmReady = "true";
    });
    // A frame that is taken out of the page takes its part out of the channel; one that may come back does not.
    this.leave = (/** @type {PageTransitionEvent} */ event) => event.persisted || this.destroy();
    addEventListener("pagehide", this.leave);
  }

  #corners() {
    const { map, view } = this;
    const { own } = view;
    this.legend = legend(own, this.sites);
    this.controls = [
      corner(
        map,
        "topleft",
        fitButton(() => this.fit(!this.still), own.line.legs.length > 0 ? undefined : SHOW_PLACES),
      ),
      ...(this.tiles.length > 0
        ? [
            corner(
              map,
              "topright",
              backgrounds(this.tiles, (chosen) => this.#background(chosen)),
            ),
          ]
        : []),
      L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 90 }).addTo(map),
      corner(map, "bottomright", this.legend),
    ];
    this.#unfold();
  }

  /** The key of the present reading in place of the one before. */
  #explain() {
    this.legend?.replaceChildren(...legend(this.view.document, this.sites, this.view.state.reading).childNodes);
  }

  /** What folds on a narrow map stands open on a wide one. */
  #unfold() {
    for (const folding of [this.legend, this.credits.node]) folding?.toggleAttribute("open", !this.narrow);
  }

  /** Says what the map shows, for the address. @param {string[]} [problems] */
  #reportFrame(problems = []) {
    if (!this.isFrameAsked) return;
    const { lat, lng: lon } = this.map.getCenter();
    const map = this.moved ? { zoom: this.map.getZoom(), lat, lon } : null;
    this.view.say({ type: "frame", frame: { map, layer: this.background?.id ?? null, event: this.event }, problems });
  }

  /** @param {string|null} event */
  #opened(event) {
    this.event = event;
    this.#reportFrame();
  }

  /** Shows what an address asks for, as far as there is such. @param {import("../view/channel.js").Frame} frame */
  #look({ map, layer, event }) {
    this.isFrameAsked = true;
    const problems = [];
    const chosen = this.tiles.find(({ id }) => id === layer) ?? null;
    if (layer !== null && !chosen) problems.push(refusal("layer", "layer", layer));
    if (chosen !== (this.background ?? null)) {
      for (const input of this.container.querySelectorAll("input[name=jm-background]")) {
        /** @type {HTMLInputElement} */ (input).checked =
          /** @type {HTMLInputElement} */ (input).value === (chosen?.id ?? "");
      }
      this.#background(chosen);
    }
    const { own } = this.view;
    const known = [...own.events, ...own.landmarks].some(({ id, place }) => id === event && place !== null);
    if (event !== null && !known) problems.push(refusal("event", "event", event));
    if (map) this.map.setView([map.lat, map.lon], map.zoom, { animate: false });
    else if (!this.home) this.fit(false);
    this.wanted = known ? event : null;
    if (this.wanted === null) this.card.close();
    else this.#reopen();
    this.#reportFrame(problems);
  }

  /** Opens the card of the event asked for, as soon as the reading has its place. */
  #reopen() {
    const site = this.wanted && this.sites.find(({ events }) => events.some(({ id }) => id === this.wanted));
    if (!site || this.event === this.wanted) return;
    const { wanted } = this;
    this.open([site, ...this.#others(site)], null);
    this.event = wanted ?? null;
  }

  /** What stands under the same mark. @param {import("../document/sites.js").Site} site */
  #others(site) {
    return (this.marks.groupOf(site.key) ?? []).filter((one) => one !== site);
  }

  /** @param {ReadonlySet<import("../view/journey_view.js").Change>} changed */
  #update(changed) {
    const {
      document,
      state: { zone, dark },
    } = this.view;
    if (changed.has("document")) this.route?.setDocument(document);
    if (changed.has("t") || changed.has("reading") || changed.has("document")) this.#move();
    if (changed.has("zone")) this.card.setZone(zone);
    if (changed.has("dark")) {
      this.container.classList.toggle("jm-dark", dark);
      this.base.recolour();
    }
  }

  /** Draws where the traveller is; the places follow when a reading has others. */
  #move() {
    const {
      standing,
      shown,
      state: { t, reading },
    } = this.view;
    this.route?.update(reading, standing);
    this.train?.move(t, standing.best, standing.placed);
    if (shown !== this.shown && !this.following) {
      this.following = window.setTimeout(() => this.#follow(), FOLLOW_MILLISECONDS);
    }
  }

  /** Shows the places of the reading as of now. */
  #follow() {
    this.following = 0;
    this.shown = this.view.shown;
    this.sites = sitesOf(this.shown);
    this.marks.setSites(this.sites);
    this.card.update(this.shown, this.sites);
    this.#explain();
    this.#arrange();
    this.#reopen();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.container;
    if (width === 0 || this.size === `${width} ${height}`) return;
    const first = this.size === "";
    this.size = `${width} ${height}`;
    if (first) {
      this.#arrange();
      return;
    }
    const { home, narrow } = this;
    this.narrow = this.container.clientWidth < NARROW;
    if (this.narrow !== narrow) this.#unfold();
    this.map.invalidateSize({ pan: false });
    if (home) this.fit(false);
    this.#arrange();
  }

  #arrange() {
    this.marks.arrange();
    this.#arrangeLabels();
  }

  #arrangeLabels() {
    const project = (/** @type {[number, number]} */ [lon, lat]) => this.map.project([lat, lon]);
    const front = this.marks.shown
      .map(({ members }) => members)
      .sort(([a], [b]) => b.weight - a.weight)
      .map(markLabel);
    const marks = front.map(({ position, reach }) => ({ ...project(position), reach }));
    const panels = [...this.container.querySelectorAll(".leaflet-control")].map((node) => node.getBoundingClientRect());
    this.labels.arrange(front, marks, samples(this.view.own.line.coordinates.map(project)), panels);
  }

  /**
   * The whole line, and the landmarks that lie close to it.
   * @param {boolean} animate
   */
  fit(animate) {
    const { line, landmarks, places } = this.view.own;
    const bounds = L.latLngBounds(line.coordinates.map(([lon, lat]) => [lat, lon]));
    const near = bounds.isValid() ? bounds.pad(0.12) : null;
    for (const { place } of landmarks) {
      const [lon, lat] = (place !== null && places[place]?.position) || [NaN, NaN];
      if (lat === lat && (!near || near.contains([lat, lon]))) bounds.extend([lat, lon]);
    }
    if (!bounds.isValid()) return;
    if (this.container.clientWidth === 0) {
      // In a frame that is not shown yet: the resize that shows it will fit again.
      this.map.setView(bounds.getCenter(), 5, { animate: false });
      this.home = true;
      return;
    }
    // Room for labels, for the buttons above and for the credits beneath.
    /** @type {import("leaflet").FitBoundsOptions} */
    const padding = this.narrow
      ? { paddingTopLeft: [28, 46], paddingBottomRight: [78, 58] }
      : { paddingTopLeft: [70, 44], paddingBottomRight: [110, 44] };
    this.map.once("moveend", () => {
      this.home = true;
      this.moved = false;
    });
    this.map.fitBounds(bounds, { ...padding, animate, maxZoom: 12 });
  }

  /**
   * @param {import("../document/sites.js").Site[]} members
   * @param {HTMLElement|null} [from] what gets the focus back; null: the card does not take it
   */
  open(members, from) {
    const [{ key, place, events }] = members;
    this.view.say({ type: "show", place: key });
    const giveBack = () => (this.marks.elementOf(key) ?? from ?? this.container).focus({ preventScroll: true });
    this.card.open(members, from === null ? null : giveBack);
    // Of several, the last that had happened.
    const latest = events.findLast(({ moment }) => moment !== null && moment <= this.view.state.t) ?? events[0];
    if (from !== null) this.wanted = null;
    this.#opened(latest.id);
    const { width, height } = /** @type {HTMLElement} */ (this.card.node).getBoundingClientRect();
    const [lon, lat] = place.position;
    /** @type {[number, number]} */
    const beside = this.container.clientWidth < NARROW ? [30, height + 24] : [width + 40, 40];
    this.leading = true;
    this.map.panInside([lat, lon], {
      paddingTopLeft: [50, 40],
      paddingBottomRight: beside,
      animate: from !== null && !this.still,
    });
    this.leading = false;
  }

  /** @param {string} key */
  #find(key) {
    const site = this.sites.find((one) => one.key === key);
    if (!site) return;
    this.open([site, ...this.#others(site)]);
  }

  /** @param {import("./controls.js").Tiles|null} chosen */
  #background(chosen) {
    this.layer?.remove();
    this.layer = chosen && L.tileLayer(chosen.url, { ...chosen.options, attribution: "" });
    this.layer?.addTo(this.map);
    this.background = chosen;
    if (chosen) this.base.hide();
    else this.base.show();
    this.map.options.zoomSnap = chosen ? 1 : FINE_ZOOM;
    this.map.setMaxZoom(Number(chosen ? (chosen.options?.maxZoom ?? 18) : BASE_MAX_ZOOM));
    if (this.home) this.fit(false);
    else if (chosen) this.map.setZoom(Math.round(this.map.getZoom()), { animate: false });
    this.labels.baseShown = !chosen;
    this.#arrange();
    this.credits.show(chosen ? [chosen.attribution, ...this.view.own.attribution] : this.credit);
    this.#reportFrame();
  }

  /** Takes all that is ours off the map, and frees what it listened to. */
  destroy() {
    for (const timer of [this.starting, this.following, this.reporting]) clearTimeout(timer);
    removeEventListener("pagehide", this.leave);
    this.observer.disconnect();
    this.view.destroy();
    this.map.off(this.handlers);
    this.card.destroy();
    for (const control of [...(this.controls ?? []), this.credits]) control.remove();
    this.layer?.remove();
    this.marks.destroy();
    this.labels.destroy();
    this.train?.destroy();
    this.route?.remove();
    this.base.destroy();
  }
}
