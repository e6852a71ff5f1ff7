/** Name of the parameter of the plan's page that says its axis. */
export const axisParameter = 'axe';
