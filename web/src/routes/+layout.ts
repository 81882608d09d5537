/** A single-page app: the server sends files, the browser renders. */
export const ssr = false;
