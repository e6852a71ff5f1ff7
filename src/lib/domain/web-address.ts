/** Whether a text is an address that a link may lead to: http:// or https://, and nothing that a browser would run. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/$.?#].\S*$/.test(text);
