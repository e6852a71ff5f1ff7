/** What a click on the map does: draw a corner, pick a parcel, or nothing but mend what is there. */
export type Tool = 'draw' | 'parcels' | 'rest';

export type Base = 'built-in' | 'plan' | 'orthophotos';
