// @ts-check
/** Building elements without ever parsing text as markup: data reaches the page as text nodes only. */

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node|string|null)} children null is left out
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/**
 * @param {string} tag
 * @param {Record<string, string|number>} attributes
 * @param {...Node} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/**
 * A link to another site, or null for anything but http and https: `javascript:` is an address too.
 * @param {string|null} url
 * @param {string} [words] what is shown; the host when left out
 */
export function outwardLink(url, words) {
  if (!url) return null;
  let address;
  try {
    address = new URL(url);
  } catch {
    return null;
  }
  if (address.protocol !== "http:" && address.protocol !== "https:") return null;
  return element(
    "a",
    { href: address.href, target: "_blank", rel: "noopener noreferrer" },
    words ?? address.hostname.replace(/^www\./, ""),
  );
}

/**
 * Style sheets beside a module, loaded once per page; resolved when they apply.
 * @param {string[]} names
 * @param {string} base address of the asking module
 */
export function styleSheets(names, base) {
  return Promise.all(names.map((name) => {
    const href = new URL(name, base).href;
    const present = [...document.querySelectorAll("link")].some((link) => link.href === href && link.sheet);
    if (present) return null;
    const link = /** @type {HTMLLinkElement} */ (element("link", { rel: "stylesheet", href }));
    return new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => reject(new Error(`no style sheet at ${href}`));
      document.head.append(link);
    });
  }));
}
