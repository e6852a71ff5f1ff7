/**
 * What a click on the map does: draw a corner of an outline, of one more part or of a hole, pick a parcel, or nothing but
 * mend what is there.
 */
export type Tool = 'draw' | 'add' | 'cut' | 'parcels' | 'rest';

export type Base = 'built-in' | 'plan' | 'orthophotos';
