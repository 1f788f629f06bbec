// @ts-check
/** What is said while the server is away. */

export const AWAY =
  "The server does not answer. This page goes on; other pages, another journey or speed, and saving wait.";
export const BACK = "The server is back.";
