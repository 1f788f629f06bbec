// @ts-check
/**
 * What moves the map and what moves the page around it. One finger scrolls the page, two move the map; the
 * wheel scrolls the page, and with Ctrl (on a Mac: ⌘) zooms the map. Who tries the other is told so. A mouse
 * drags the map, and the keys move it when it has the focus.
 */

import { element } from "../dom.js";
import { TWO_FINGERS, wheelHint } from "../words/map.js";

/** A finger that has moved less is a tap. Pixels. */
const TAP_REACH = 10;
/** How long a hint stays after what it answers. */
const HINT_MILLISECONDS = 1300;

/** What scrolls by itself, or is no part of the map. */
const OWN = ".jm-card, .leaflet-control";

export class Gestures {
  /** @param {import("leaflet").Map} map */
  constructor(map) {
    this.map = map;
    this.container = /** @type {HTMLElement} */ (map.getContainer());
    this.hint = element("div", { class: "jm-gesture-hint", "aria-hidden": "true" });
    this.container.append(this.hint);
    this.timer = 0;
    /** Where the one finger came down. @type {{x: number, y: number}|null} */
    this.start = null;
    /** Who knows it is not told again. */
    this.known = { fingers: false, wheel: false };
    map.scrollWheelZoom.disable();
    /** Before Leaflet's own, which begin with the same events. @type {[string, (event: any) => void][]} */
    this.listeners = [
      ["touchstart", (event) => this.#touch(event)],
      ["touchmove", (event) => this.#slide(event)],
      ["mousedown", () => map.dragging.enable()],
      ["wheel", (event) => this.#wheel(event)],
    ];
    for (const [type, listener] of this.listeners)
      this.container.addEventListener(type, listener, { capture: true, passive: false });
  }

  /** @param {TouchEvent} event */
  #touch({ touches }) {
    this.map.dragging.disable();
    const [{ clientX: x, clientY: y }] = touches;
    this.start = touches.length === 1 ? { x, y } : null;
    if (touches.length > 1) {
      this.known.fingers = true;
      this.#hide();
    }
  }

  /** @param {TouchEvent} event */
  #slide({ touches, target }) {
    if (!this.start || this.known.fingers || /** @type {Element} */ (target).closest(OWN)) return;
    const [{ clientX: x, clientY: y }] = touches;
    if (Math.hypot(x - this.start.x, y - this.start.y) > TAP_REACH) this.#show(TWO_FINGERS);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    const { ctrlKey, metaKey, target } = event;
    if (/** @type {Element} */ (target).closest(OWN)) return;
    // Two fingers that part on a touchpad are a wheel with Ctrl.
    if (ctrlKey || metaKey) {
      this.known.wheel = true;
      this.#hide();
      this.map.scrollWheelZoom.enable();
    } else {
      this.map.scrollWheelZoom.disable();
      if (!this.known.wheel) this.#show(wheelHint(/mac/i.test(navigator.platform) ? "⌘" : "Ctrl"));
    }
  }

  /** @param {string} words */
  #show(words) {
    clearTimeout(this.timer);
    this.hint.textContent = words;
    this.hint.classList.add("jm-shown");
    this.timer = window.setTimeout(() => this.#hide(), HINT_MILLISECONDS);
  }

  #hide() {
    clearTimeout(this.timer);
    this.hint.classList.remove("jm-shown");
  }

  destroy() {
    clearTimeout(this.timer);
    for (const [type, listener] of this.listeners)
      this.container.removeEventListener(type, listener, { capture: true });
    this.hint.remove();
  }
}
