// @ts-check
/**
 * The stopwatch in the page, the same for all contenders. It starts with the input event and stops
 * when an element with the awaited time is in the document, wherever that is: the page, an open
 * shadow root or a frame. All frames here share one thread and one clock, that of this window.
 */
(() => {
  if (window !== window.top) return;

  /** How often a frame that has been replaced is looked for, in ms. */
  const LOOK_EVERY = 4;
  const GIVE_UP_AFTER = 10000;

  /** @param {(document: Document, frame: HTMLIFrameElement|null) => void} visit */
  function eachDocument(visit) {
    visit(document, null);
    for (const frame of document.querySelectorAll("iframe")) {
      // A frame of another origin has no document for us.
      if (frame.contentDocument) visit(frame.contentDocument, frame);
    }
  }

  /** @returns {(Document|ShadowRoot)[]} */
  function shadowRoots() {
    const roots = [];
    for (const element of document.querySelectorAll("*")) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
    return roots;
  }

  /** Called for each message to the server. @type {Set<() => void>} */
  const askings = new Set();
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function sendAndReport(data) {
    for (const report of askings) report();
    return send.call(this, data);
  };

  /**
   * When each selector first matches; "asked": when the server is first asked; "all": when every one has; "frame": when the first frame
   * that can show the train is made. What never comes is left out.
   * @param {Record<string, string>} wanted
   * @returns {Promise<Record<string, number>>}
   */
  function arrival(wanted) {
    return new Promise((resolve) => {
      /** @type {Record<string, number>} */
      const seen = {};
      /** @type {Set<Document|ShadowRoot>} */
      const roots = new Set();
      const finish = () => {
        observer.disconnect();
        askings.delete(asked);
        clearInterval(timer);
        clearTimeout(limit);
        resolve(seen);
      };
      const asked = () => { seen.asked ??= performance.now(); };
      askings.add(asked);
      /** @param {string} name */
      const stamp = (name) => {
        seen[name] = performance.now();
        if (name === "train") requestAnimationFrame(() => stamp("frame"));
        const all = Object.keys(wanted).every((each) => each in seen);
        if (all) seen.all ??= seen[name];
        if (all && "frame" in seen) finish();
      };
      const look = () => {
        for (const [name, selector] of Object.entries(wanted)) {
          if (name in seen) continue;
          for (const root of roots) {
            if (!root.querySelector(selector)) continue;
            stamp(name);
            break;
          }
        }
      };
      /** @param {Document|ShadowRoot} root */
      const follow = (root) => {
        if (roots.has(root)) return;
        roots.add(root);
        observer.observe(root, { subtree: true, childList: true, attributes: true });
      };
      const observer = new MutationObserver(look);
      const timer = setInterval(() => {
        eachDocument(follow);
        look();
      }, LOOK_EVERY);
      const limit = setTimeout(finish, GIVE_UP_AFTER);
      shadowRoots().forEach(follow);
      eachDocument(follow);
    });
  }

  const NO_CHANGE_AFTER = 2000;

  /**
   * Milliseconds from the next pointer move, when the page is given it, to the first change in a map; null: none followed.
   * @returns {Promise<number|null>}
   */
  function firstChange() {
    return new Promise((resolve) => {
      /** @type {number|null} */
      let from = null;
      const start = () => { from ??= performance.now(); };
      /** @param {number|null} milliseconds */
      const finish = (milliseconds) => {
        observer.disconnect();
        clearTimeout(limit);
        eachDocument((each) => each.removeEventListener("pointermove", start, { capture: true }));
        resolve(milliseconds);
      };
      const observer = new MutationObserver(() => {
        if (from !== null) finish(performance.now() - from);
      });
      const limit = setTimeout(finish, NO_CHANGE_AFTER, null);
      eachDocument((each) => {
        // The pointer is over one of the frames, whichever it is.
        each.addEventListener("pointermove", start, { capture: true });
        // What the map shows, without its controls.
        for (const pane of each.querySelectorAll(".leaflet-map-pane")) {
          observer.observe(pane, { subtree: true, childList: true, attributes: true });
        }
      });
    });
  }

  /** @type {Promise<number|null>|null} */
  let changing = null;

  let inputAt = 0;
  for (const type of ["keydown", "pointerdown"]) {
    window.addEventListener(type, () => { inputAt = performance.now(); }, { capture: true });
  }

  /** @type {Promise<Record<string, number>>|null} */
  let expected = null;

  /** The first match anywhere in the page. @param {string} selector @returns {HTMLElement|null} */
  function find(selector) {
    /** @type {HTMLElement|null} */
    let found = null;
    for (const root of shadowRoots()) found ??= root.querySelector(selector);
    eachDocument((each) => { found ??= each.querySelector(selector); });
    return found;
  }

  /** @param {number} ms */
  const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

  /** @param {Record<string, number>} seen @param {number} from */
  const since = (seen, from) =>
    Object.fromEntries(Object.entries(seen).map(([name, at]) => [name, at - from]));

  /** How a time is set: a range is set to it, a button is one step. */
  const inputs = {
    /** @param {HTMLElement} element @param {number} t @param {boolean} settle */
    range(element, t, settle) {
      const range = /** @type {HTMLInputElement} */ (element);
      range.value = String(t);
      range.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      if (settle) range.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
    },
    /** @param {HTMLElement} element */
    button(element) {
      element.click();
    },
  };

  const lost = { maps: 0 };
  /** Counts the map when its frame's window or its container is not the one seen before. */
  function countMap() {
    eachDocument((each, frame) => {
      const container = each.querySelector(".leaflet-container");
      if (!container || !frame) return;
      const marked = /** @type {any[]} */ ([frame.contentWindow, container]);
      if (marked.some((object) => !object.benchSeen)) lost.maps += 1;
      for (const object of marked) object.benchSeen = true;
    });
    return lost.maps;
  }

  /** @param {string} template @param {number} t */
  const at = (template, t) => template.replaceAll("{t}", String(t));

  Object.assign(window, {
    bench: {
      countMap,
      /** @param {string[]} selectors */
      absent: (selectors) => selectors.filter((each) => !find(each)),
      /** A data attribute of all matches in the frames. @param {string} selector @param {string} name */
      values(selector, name) {
        /** @type {(string|undefined)[]} */
        const values = [];
        eachDocument((each) => {
          /** @type {NodeListOf<HTMLElement>} */ (each.querySelectorAll(selector))
            .forEach((element) => values.push(element.dataset[name]));
        });
        return values;
      },
      /** Before a pointer is moved from outside. */
      expectChange() {
        changing = firstChange();
      },
      /** After it. */
      change: () => changing,
      /** Before a key is pressed from outside. @param {Record<string, string>} wanted */
      expect(wanted) {
        expected = arrival(wanted);
      },
      /** After it. */
      async result() {
        const seen = await expected;
        countMap();
        return since(seen ?? {}, inputAt);
      },
      /**
       * Sets one time after the other, each as soon as the one before it has arrived.
       * @param {{input: "range"|"button", selector: string, wanted: Record<string, string>,
       *   times: number[], settle: boolean, pauses: number[]}} order
       */
      async steps({ input, selector, wanted, times, settle, pauses }) {
        const element = find(selector);
        if (!element) throw new Error(`nothing matches ${selector}`);
        const results = [];
        for (const [i, t] of times.entries()) {
          // A pause of its own for each step keeps the steps out of time with the screen's frames.
          await pause(pauses[i]);
          const arrived = arrival(
            Object.fromEntries(Object.entries(wanted).map(([name, each]) => [name, at(each, t)])),
          );
          const from = performance.now();
          inputs[input](element, t, settle);
          results.push(since(await arrived, from));
          countMap();
        }
        return results;
      },
    },
  });
})();
