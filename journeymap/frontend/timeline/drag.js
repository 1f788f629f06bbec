// @ts-check
/**
 * Moving the time by mouse, pen and finger.
 *
 * An `<input type="range">` jumps to wherever a finger comes down, if only to scroll the page. So it is left to
 * the keys and to assistive technology, and the pointer is followed on a surface above it: a mouse as usual, a
 * finger once it moves sideways. A finger that moves up or down scrolls the page, and the time stays.
 */

/** So far sideways is a wish to move the time, pixels. */
const SLOP = 6;

/**
 * @typedef {object} Follower
 * @property {() => {from: number, to: number, value: number}} range
 * @property {() => void} begin the pointer moves the time from now on
 * @property {(value: number) => void} move
 * @property {() => void} end
 */

export class Drag {
  /**
   * @param {HTMLElement} surface
   * @param {number} inset from its edges to where the range begins and ends, pixels
   * @param {Follower} follower
   */
  constructor(surface, inset, follower) {
    this.surface = surface;
    this.inset = inset;
    this.follower = follower;
    /** The pointer that is down; the grip is from its place to the moment's, null while it is not known what it wants. */
    this.held = /** @type {{id: number, x: number, grip: number|null}|null} */ (null);
    surface.addEventListener("pointerdown", (event) => this.#down(event));
    surface.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"]))
      surface.addEventListener(end, (event) => this.#up(event));
  }

  /** Where the axis begins, and how long it is. */
  #axis() {
    const { left, width } = this.surface.getBoundingClientRect();
    return { left: left + this.inset, width: Math.max(1, width - 2 * this.inset) };
  }

  /** The x of the present moment. */
  #knob() {
    const { left, width } = this.#axis();
    const { from, to, value } = this.follower.range();
    return left + (width * (value - from)) / (to - from || 1);
  }

  /** How far a pointer is from the moment it has hold of; one that takes it elsewhere brings it along. @param {number} x */
  #grip(x) {
    const off = this.#knob() - x;
    return Math.abs(off) <= this.inset ? off : 0;
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (this.held || event.button !== 0) return;
    const { pointerId: id, clientX: x } = event;
    this.held = { id, x, grip: null };
    if (event.pointerType === "touch") return;
    this.#begin(event);
    this.#to(x);
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (!this.held) return;
    this.held.grip = this.#grip(this.held.x);
    this.surface.setPointerCapture(event.pointerId);
    this.follower.begin();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const { held } = this;
    if (held?.id !== event.pointerId) return;
    if (held.grip === null) {
      if (Math.abs(event.clientX - held.x) < SLOP) return;
      this.#begin(event);
    }
    this.#to(event.clientX);
  }

  /** @param {number} x */
  #to(x) {
    const { left, width } = this.#axis();
    const { from, to } = this.follower.range();
    const share = (x + (this.held?.grip ?? 0) - left) / width;
    this.follower.move(from + Math.min(1, Math.max(0, share)) * (to - from));
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const { held } = this;
    if (held?.id !== event.pointerId) return;
    this.held = null;
    if (held.grip !== null) this.follower.end();
  }
}
