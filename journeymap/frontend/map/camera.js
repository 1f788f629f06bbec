// @ts-check
/**
 * Which part of the world the map shows: the whole journey until somebody moves it, then what they chose
 * or an address asks for, and a place whose card is opened.
 */

/** Our own map is drawn at any zoom, so a long thin journey may fill its frame; tiles come in whole steps. */
const FINE_ZOOM = 0.25;

/** Closer than this the base map has nothing more to show. */
const BASE_MAX_ZOOM = 13;
/** Closer than this online tiles that give no maximum have nothing more to show. */
const TILES_MAX_ZOOM = 18;
/** Room around the journey that the map can be moved in: as much again on each side, within these. Degrees. */
const MIN_ROOM = 8;
const MAX_ROOM = 60;
/** Farther than this the map is seen only to show a journey around the world on a small screen. */
const MIN_ZOOM = 2;
/** Web Mercator ends here. Degrees. */
const POLAR = 85;

/** Closer than this the whole journey is not shown, however short it is. */
const FIT_MAX_ZOOM = 12;

export class Camera {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../document/document.js").JourneyDocument} journey
   * @param {boolean} narrow
   */
  constructor(map, journey, narrow) {
    this.map = map;
    this.journey = journey;
    this.narrow = narrow;
    /** Nobody has moved the map since it was fitted, so it may be fitted again when its frame changes. */
    this.home = true;
    /** The reader has moved it, or the address. */
    this.moved = false;
    /** The map moves by itself, to show an open card's place. */
    this.leading = false;
    map.options.zoomSnap = FINE_ZOOM;
    this.fit(false);
    // After the fit: a limit that the first view breaks would start a zoom of its own.
    map.setMaxZoom(BASE_MAX_ZOOM);
    map.options.maxBoundsViscosity = 0.9;
    const area = this.#area();
    if (area) map.setMaxBounds(area);
  }

  /** Where the map can be moved: around all that is on it. */
  #area() {
    const { line, landmarks, events, places } = this.journey;
    const shown = [...landmarks, ...events].flatMap(({ place }) => (place ? [places[place]?.position] : []));
    const bounds = L.latLngBounds([...line.coordinates, ...shown].filter(Boolean).map(([lon, lat]) => [lat, lon]));
    if (!bounds.isValid()) return null;
    const { lat: south, lng: west } = bounds.getSouthWest();
    const { lat: north, lng: east } = bounds.getNorthEast();
    const [up, aside] = [north - south, east - west].map((size) => Math.min(MAX_ROOM, Math.max(MIN_ROOM, size)));
    return L.latLngBounds([Math.max(-POLAR, south - up), west - aside], [Math.min(POLAR, north + up), east + aside]);
  }

  /** The map begins to move. */
  leave() {
    this.home = false;
    this.moved ||= !this.leading;
  }

  /** Zoom and centre that somebody has chosen; null: nobody has. */
  get chosen() {
    if (!this.moved) return null;
    const { lat, lng: lon } = this.map.getCenter();
    return { zoom: this.map.getZoom(), lat, lon };
  }

  /** Shows what an address asks for. @param {{zoom: number, lat: number, lon: number}|null} asked null: all */
  look(asked) {
    if (asked) this.map.setView([asked.lat, asked.lon], asked.zoom, { animate: false });
    else if (!this.home) this.fit(false);
  }

  /**
   * The whole line, and the landmarks that lie close to it.
   * @param {boolean} animate
   */
  fit(animate) {
    const { line, landmarks, places } = this.journey;
    const bounds = L.latLngBounds(line.coordinates.map(([lon, lat]) => [lat, lon]));
    const near = bounds.isValid() ? bounds.pad(0.12) : null;
    for (const { place } of landmarks) {
      const [lon, lat] = (place !== null && places[place]?.position) || [NaN, NaN];
      if (lat === lat && (!near || near.contains([lat, lon]))) bounds.extend([lat, lon]);
    }
    if (!bounds.isValid()) return;
    if (this.map.getContainer().clientWidth === 0) {
      // In a frame that is not shown yet: the resize that shows it will fit again.
      this.map.setView(bounds.getCenter(), 5, { animate: false });
      this.home = true;
      return;
    }
    // Room for labels, for the buttons above and for the credits beneath.
    /** @type {{paddingTopLeft: [number, number], paddingBottomRight: [number, number]}} */
    const padding = this.narrow
      ? { paddingTopLeft: [40, 46], paddingBottomRight: [78, 58] }
      : { paddingTopLeft: [70, 44], paddingBottomRight: [110, 44] };
    this.map.once("moveend", () => {
      this.home = true;
      this.moved = false;
    });
    const [[left, top], [right, bottom]] = [padding.paddingTopLeft, padding.paddingBottomRight];
    this.map.options.minZoom = 0;
    const whole = this.map.getBoundsZoom(bounds, false, L.point(left + right, top + bottom));
    this.map.options.minZoom = Math.min(MIN_ZOOM, whole);
    this.map.fitBounds(bounds, { ...padding, animate, maxZoom: FIT_MAX_ZOOM });
  }

  /**
   * Moves only as far as a position needs that an open card would cover.
   * @param {[number, number]} position lon, lat
   * @param {[number, number]} beside pixels that the card takes at the right and beneath
   * @param {boolean} animate
   */
  lead([lon, lat], beside, animate) {
    this.leading = true;
    this.map.panInside([lat, lon], { paddingTopLeft: [50, 40], paddingBottomRight: beside, animate });
    this.leading = false;
  }

  /** Shows a position that has gone out of sight. @param {import("leaflet").LatLng} position @param {boolean} animate */
  bring(position, animate) {
    this.map.setView(position, this.map.getZoom(), { animate });
  }

  /** Keeps to the zooms of a background. @param {import("./controls.js").Tiles|null} tiles null: our own base map */
  setBackground(tiles) {
    this.map.options.zoomSnap = tiles ? 1 : FINE_ZOOM;
    this.map.setMaxZoom(Number(tiles ? (tiles.options?.maxZoom ?? TILES_MAX_ZOOM) : BASE_MAX_ZOOM));
    if (this.home) this.fit(false);
    else if (tiles) this.map.setZoom(Math.round(this.map.getZoom()), { animate: false });
  }
}
