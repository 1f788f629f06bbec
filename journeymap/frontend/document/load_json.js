// @ts-check
/** Data of the page's: from the server, or packed within the page. */

/** Whether an address stands for data within the page. @param {string} address */
export const isPacked = (address) => address.startsWith("#");

/**
 * @param {string} address "#id" stands for a script element that holds the data as gzip in base64
 * @returns {Promise<any>}
 */
export async function loadJson(address) {
  if (!isPacked(address)) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} for ${address}`);
    return response.json();
  }
  const packed = document.getElementById(address.slice(1))?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}
