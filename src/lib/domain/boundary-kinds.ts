/**
 * What lies beyond a part of the limit of a plot, a site or a drawn area, as far as it can be told: another plot, the
 * limit of the site that it is or lies in, that site along neither, or what is no site.
 */
export const boundaryKinds = ['plot', 'site', 'inside', 'other'] as const;
export type BoundaryKind = (typeof boundaryKinds)[number];

/** Those that may have a setback of their own; along the others it is the one that holds everywhere. */
export const setBoundaryKinds = ['plot', 'site', 'inside'] as const satisfies BoundaryKind[];
export type SetBoundaryKind = (typeof setBoundaryKinds)[number];
