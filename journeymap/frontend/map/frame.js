// @ts-check
/** What a map does to the page around it, where that is a page of the same site. */

/** Names the frame that this page is shown in, where it is a page of the same site. @param {string} name */
export function nameFrame(name) {
  if (window.frameElement) window.frameElement.setAttribute("title", name);
}
