/** Plots in one dossier at most: it is read plot by plot, and set within seconds. */
export const mostPlots = 12;
