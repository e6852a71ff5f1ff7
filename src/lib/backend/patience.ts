/**
 * Marks a request of this process that may take its time, the reading of a whole territory: seconds that a statement
 * may run. What comes from outside never carries it (server/rest-gate.ts).
 */
export const patienceHeader = 'x-forgeterre-patience';

/** Seconds that such a request is given. */
export const patientSeconds = 120;
