/**
 * False in the page's script, where the build writes it out and takes away what hangs on it: what only the server says
 * of a criterion stands with the criterion and never travels.
 */
export const isServer: boolean = (import.meta as { env?: { SSR?: boolean } }).env?.SSR !== false;
