/** Layers that the visitor may show or hide: what an address calls each, and which wait for those who look for them. */
const namedLayers = {
	epci: { word: 'epci' },
	communes: { word: 'communes' },
	rivers: { word: 'rivieres' },
	ground: { word: 'routes' },
	sites: { word: 'sites' },
	plots: { word: 'terrains' },
	firms: { word: 'etablissements', hiddenAtFirst: true },
	brownfields: { word: 'friches' },
	constraints: { word: 'contraintes', hiddenAtFirst: true },
	pois: { word: 'reperes' }
} as const satisfies Record<string, { word: string; hiddenAtFirst?: true }>;

export type LayerName = keyof typeof namedLayers;
export const layerNames = Object.keys(namedLayers) as LayerName[];

export const layerWord = (name: LayerName): string => namedLayers[name].word;

/** Whether a layer is hidden until it is asked for: a calm map starts with the land. */
export const isHiddenAtFirst = (name: LayerName): boolean => 'hiddenAtFirst' in namedLayers[name];
