// @ts-check
/**
 * The journey on a Leaflet map that is already there (folium made it). Drawn once; after that each
 * view message moves the train, the travelled line and the range, and nothing else.
 */

import { refusal } from "../words/address.js";
import { mapLabel } from "../words/map.js";
import { Back } from "./back.js";
import { BaseMap } from "./basemap.js";
import { Camera } from "./camera.js";
import { Card } from "./card.js";
import { Corners } from "./corners.js";
import { Gestures } from "./gestures.js";
import { Lettering } from "./lettering.js";
import { Marks } from "./marks.js";
import { JourneyView } from "../view/journey_view.js";
import { Printing } from "./printing.js";
import { RouteLayer } from "./route.js";
import { sitesOf } from "../document/sites.js";
import { Train } from "./train.js";
import { isRange } from "../document/whereabouts.js";

/** Narrower than this, panels start closed and the card is a sheet. The same figure is in map.css. Pixels. */
const NARROW = 560;

/** Marks and labels take a moment to arrange: while the time moves, they follow it at this pace. */
const FOLLOW_MILLISECONDS = 120;

export class JourneyMap {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../document/document.js").JourneyDocument} journey
   * @param {import("./basemap.js").Sheet[]} sheets
   * @param {import("./map.js").MapOptions} options
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
    map.options.inertia = !this.still;
    map.attributionControl?.remove();
    // Lines keep their fractions of a pixel: rounded, the short steps of a great circle tremble.
    map.latLngToLayerPoint = (latlng) => map.project(latlng).subtract(map.getPixelOrigin());
    this.container.setAttribute("role", "region");
    this.container.setAttribute("aria-label", mapLabel(journey.journey.title));

    this.camera = new Camera(map, journey, this.narrow);
    this.sheets = sheets;
    this.base = new BaseMap(map, sheets);
    this.route = journey.line.coordinates.length > 1 ? new RouteLayer(journey).addTo(map) : null;
    this.train = this.route && !journey.timeless ? new Train(map, journey.line) : null;
    this.gestures = new Gestures(map);
    this.back =
      this.train && new Back(map, journey.journey.traveller, (position) => this.camera.bring(position, !this.still));
    this.sites = sitesOf(journey);
    this.marks = new Marks(map, this.sites, (members, from) => this.open(members, from));
    this.lettering = new Lettering(map, sheets, this.view, this.marks, this.train);
    this.card = new Card(
      this.container,
      journey,
      (t) => this.view.say({ type: "seek", t }),
      () => this.#opened(null),
    );
    this.tiles = options.tiles ?? [];
    this.corners = new Corners(map, journey, {
      sites: this.sites,
      credits: [...new Set([...journey.attribution, ...sheets.flatMap(({ attribution }) => attribution)])],
      tiles: this.tiles,
      fit: () => this.camera.fit(!this.still),
      choose: (chosen) => this.#background(chosen),
    });

    /** Timers: of the places that follow, and of the frame that is reported. */
    this.following = 0;
    this.reporting = 0;
    this.handlers = {
      zoomend: () => this.marks.arrange(),
      moveend: () => {
        this.lettering.arrange();
        // Later: whether the whole journey is in view again is known only after it.
        clearTimeout(this.reporting);
        this.reporting = window.setTimeout(() => this.#reportFrame());
      },
      movestart: () => this.camera.leave(),
      // Leaflet's map is being removed.
      unload: () => this.destroy(),
    };
    map.on(this.handlers);
    this.#move();
    /** Id of the event whose place's card is open. @type {string|null} */
    this.event = null;
    /** Nobody has said yet what to show, so what is shown is not reported. */
    this.isFrameAsked = false;
    /** Size that the marks and labels were last arranged for, pixels. */
    this.size = "";
    /** It was fitted to a frame that was there. */
    this.wasShown = this.container.clientWidth > 0;
    /** Moment that the labels were last arranged for. */
    this.arrangedFor = "";
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
    this.printing = new Printing(this);
    // A frame that is taken out of the page takes its part out of the channel; one that may come back does not.
    this.leave = (/** @type {PageTransitionEvent} */ event) => event.persisted || this.destroy();
    addEventListener("pagehide", this.leave);
  }

  /** Says what the map shows, for the address. @param {string[]} [problems] */
  #reportFrame(problems = []) {
    if (!this.isFrameAsked) return;
    const map = this.camera.chosen;
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
    if (chosen !== (this.background ?? null)) this.#background(chosen);
    const { own } = this.view;
    const known = [...own.events, ...own.landmarks].some(({ id, place }) => id === event && place !== null);
    if (event !== null && !known) problems.push(refusal("event", "event", event));
    this.camera.look(map);
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
    if (changed.has("zone")) {
      this.card.setZone(zone);
      this.lettering.follow();
    }
    if (changed.has("settled")) this.#settle();
    if (changed.has("dark")) {
      this.container.classList.toggle("jm-dark", dark);
      this.base.recolour();
      this.lettering.recolour();
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
    this.train?.move(t, standing.best, { placed: standing.placed, exact: !isRange(standing) });
    this.back?.follow(this.train?.position ?? null);
    this.lettering.follow();
    if (shown !== this.shown && !this.following) {
      this.following = window.setTimeout(() => this.#follow(), FOLLOW_MILLISECONDS);
    }
  }

  /** The time has come to rest: other places may matter now. */
  #settle() {
    const { t, reading, speed } = this.view.state;
    const moment = `${t} ${reading} ${speed}`;
    // Before the first arrangement and while the places follow, that is on its way.
    if (moment === this.arrangedFor || this.size === "" || this.following) return;
    this.arrangedFor = moment;
    this.lettering.arrange();
  }

  /** Shows the places of the reading as of now. */
  #follow() {
    this.following = 0;
    this.shown = this.view.shown;
    this.sites = sitesOf(this.shown);
    this.marks.setSites(this.sites);
    this.card.update(this.shown, this.sites);
    this.corners.explain(this.view.document, this.sites, this.view.state.reading);
    this.#arrange();
    this.#reopen();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.container;
    if (width === 0 || this.size === `${width} ${height}`) return;
    const first = this.size === "";
    this.size = `${width} ${height}`;
    // What was not shown yet is fitted when it is.
    if (first && this.wasShown) {
      this.#arrange();
      return;
    }
    const { home } = this.camera;
    const { narrow } = this;
    this.narrow = this.camera.narrow = this.container.clientWidth < NARROW;
    this.map.invalidateSize({ pan: false });
    if (home) this.camera.fit(false);
    // The letters of a narrow map are smaller.
    if (this.narrow !== narrow) this.lettering.labels.measureAgain();
    this.#arrange();
  }

  #arrange() {
    this.marks.arrange();
    this.lettering.arrange();
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
    /** @type {[number, number]} */
    const beside = this.container.clientWidth < NARROW ? [30, height + 24] : [width + 40, 40];
    this.camera.lead(place.position, beside, from !== null && !this.still);
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
    this.camera.setBackground(chosen);
    this.lettering.labels.baseShown = !chosen;
    this.#arrange();
    this.corners.setBackground(chosen);
    this.#reportFrame();
  }

  /**
   * Draws more of the base map.
   * @param {import("./basemap.js").Sheet[]} more
   */
  addSheets(more) {
    if (more.length === 0) return;
    const { base } = this;
    this.sheets = [...this.sheets, ...more].sort((a, b) => b.quantum - a.quantum);
    this.base = new BaseMap(this.map, this.sheets);
    if (this.background) this.base.hide();
    // The new canvas is drawn with the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => base.destroy()));
    this.lettering.setSheets(this.sheets);
    this.#arrange();
  }

  /** Takes all that is ours off the map, and frees what it listened to. */
  destroy() {
    for (const timer of [this.starting, this.following, this.reporting]) clearTimeout(timer);
    removeEventListener("pagehide", this.leave);
    this.observer.disconnect();
    this.printing.destroy();
    this.view.destroy();
    this.map.off(this.handlers);
    this.card.destroy();
    this.corners.remove();
    this.layer?.remove();
    this.gestures.destroy();
    this.back?.destroy();
    this.marks.destroy();
    this.lettering.destroy();
    this.train?.destroy();
    this.route?.remove();
    this.base.destroy();
  }
}
