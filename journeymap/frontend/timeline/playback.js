// @ts-check
/** Time that runs by itself: gliding, or from event to event for those who asked for less motion. */

const STEP_MILLISECONDS = 2000;
/** A page that was hidden draws nothing; the time does not leap over what nobody saw. */
const LONGEST_FRAME_MILLISECONDS = 250;

export class Playback {
  /**
   * @param {object} options
   * @param {() => number} options.now the time shown
   * @param {(t: number) => void} options.move shows another time
   * @param {(t: number) => number|null} options.next moment of the event after a time
   * @param {number} options.end
   * @param {number} options.speed epoch seconds per second of playing
   * @param {(playing: boolean) => void} options.onChange
   */
  constructor({ now, move, next, end, speed, onChange }) {
    this.now = now;
    this.move = move;
    this.next = next;
    this.end = end;
    this.onChange = onChange;
    this.speed = speed;
    this.playing = false;
    this.frame = 0;
    this.timer = 0;
  }

  start() {
    if (this.playing) return;
    this.playing = true;
    this.onChange(true);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.#step();
    else this.#glide();
  }

  stop() {
    if (!this.playing) return;
    this.cancel();
    this.onChange(false);
  }

  /** Stops without a report of it. */
  cancel() {
    this.playing = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
  }

  #glide() {
    let before = performance.now();
    const draw = (/** @type {number} */ at) => {
      const t = Math.min(
        this.end,
        this.now() + (Math.min(at - before, LONGEST_FRAME_MILLISECONDS) / 1000) * this.speed,
      );
      before = at;
      this.move(Math.max(t, this.now()));
      if (t >= this.end) this.stop();
      else if (this.playing) this.frame = requestAnimationFrame(draw);
    };
    this.frame = requestAnimationFrame(draw);
  }

  #step() {
    const next = this.next(this.now());
    if (next === null || next > this.end) {
      this.stop();
      return;
    }
    this.move(next);
    if (this.playing) this.timer = window.setTimeout(() => this.#step(), STEP_MILLISECONDS);
  }
}
