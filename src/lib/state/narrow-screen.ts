/** Whether the parts of the map's page stand one above the other, with a sheet at the foot (MapFrame.svelte). */
export const isNarrowScreen = () => matchMedia('(max-width: 1023.98px)').matches;
