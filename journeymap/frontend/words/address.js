// @ts-check
/** Sentences for what an address asks for in vain. */

const MAX_VALUE_LENGTH = 40;

/**
 * @typedef {"moment"|"beyond"|"unknowable"|"reading"|"zone"|"speed"|"theme"|"map"|"layer"|"event"} Refusal
 */

/** Why a value cannot be taken. @type {Record<Refusal, (places: {asked: string, max: number}) => string>} */
const REFUSALS = {
  moment: ({ asked }) => `The address asks for ${asked}, which is not a time such as 2023-09-12T02:15Z.`,
  beyond: ({ asked }) => `The address asks for ${asked}, which lies outside this timeline; its nearest end is shown.`,
  unknowable: ({ asked }) => `The address asks for ${asked}, but no report of this journey has a date of publication.`,
  reading: ({ asked }) => `The address asks for ${asked}, which is neither happened nor known.`,
  zone: ({ asked }) => `The address asks for ${asked}, which is not a time zone; local times are shown.`,
  speed: ({ asked, max }) => `The address asks for ${asked}, which is not a whole number of km/h from 1 to ${max}.`,
  theme: ({ asked }) => `The address asks for ${asked}, which is neither light nor dark.`,
  map: ({ asked }) => `The address asks for ${asked}, which is not a zoom/latitude/longitude.`,
  layer: ({ asked }) => `The address asks for ${asked}, which is not a background of this map.`,
  event: ({ asked }) => `The address asks for ${asked}, which has no place on this map.`,
};

/**
 * @param {Refusal} why
 * @param {string} name of the parameter
 * @param {string} value
 * @param {number} [max] greatest value that can be taken
 */
export function refusal(why, name, value, max = NaN) {
  const shown = value.length > MAX_VALUE_LENGTH ? `${value.slice(0, MAX_VALUE_LENGTH)}…` : value;
  return REFUSALS[why]({ asked: `${name}=${shown}`, max });
}
