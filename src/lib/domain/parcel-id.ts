/**
 * A parcel of the cadastre: department and commune (2A and 2B for Corsica), former commune, section, number, in 14
 * characters, as `08105000AB0012`.
 */
const parts = String.raw`(\d[\dAB]\d{3})(\d{3})([\dA-Z]{2})(\d{4})`;
const whole = parts.replaceAll('(', '(?:');

export const parcelId = new RegExp(`^${parts}$`);
/** Several, separated by `|`. */
export const parcelIdList = new RegExp(`^${whole}(\\|${whole})*$`);
export const exampleParcelId = '08105000AB0012';
