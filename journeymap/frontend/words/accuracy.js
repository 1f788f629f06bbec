// @ts-check
/** How exactly a position is known, in words. */

/** "1.5 km", or nothing where no figure is given. @param {number} metres */
export function accuracyLength(metres) {
  if (metres <= 0) return "";
  return metres < 1000 ? `${Math.round(metres)} m` : `${Math.round(metres / 100) / 10} km`;
}

/** In a list of other words; empty where no figure is given. @param {number} metres */
export function accuracyWords(metres) {
  const length = accuracyLength(metres);
  return length && `position exact to about ${length}`;
}

/** On a line of its own. @param {number} metres */
export function accuracySentence(metres) {
  const length = accuracyLength(metres);
  return length && `Position exact to about ${length}`;
}
