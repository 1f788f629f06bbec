// @ts-check
/** What the first screen holds besides the map, which takes the rest of it. */

/**
 * Tells the page how high a part is, by a property that the map's height is computed from.
 * @param {Element} part
 * @param {`--jm-${string}`} property
 * @returns {() => void} ends it
 */
export function publishHeight(part, property) {
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => {
    const { height } = part.getBoundingClientRect();
    // A part that is being taken out has none.
    if (height > 0) style.setProperty(property, `${Math.ceil(height)}px`);
  });
  observer.observe(part);
  return () => observer.disconnect();
}
