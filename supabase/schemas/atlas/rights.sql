-- Published rows are public to read, and nothing is public to write; what is restricted is the service's alone.

grant all on table
	public.site_eco, public.terrain_eco, public.unite_fonciere, public.etablissement,
	public.friche, public.poi, public.acces_restreint, public.contrainte, public.part_contrainte,
	public.ligne_terrain
	to service_role;
grant select on table
	public.site_eco, public.terrain_eco, public.unite_fonciere, public.etablissement,
	public.friche, public.poi, public.contrainte, public.part_contrainte,
	public.ligne_terrain
	to anon, authenticated;

alter table public.site_eco enable row level security;
alter table public.terrain_eco enable row level security;
alter table public.unite_fonciere enable row level security;
alter table public.etablissement enable row level security;
alter table public.friche enable row level security;
alter table public.poi enable row level security;
alter table public.acces_restreint enable row level security;
alter table public.contrainte enable row level security;
alter table public.part_contrainte enable row level security;
alter table public.ligne_terrain enable row level security;

create policy lecture_publique on public.site_eco
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.terrain_eco
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.unite_fonciere
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.etablissement
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.friche
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.poi
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.contrainte
	for select to anon, authenticated using (publie);
-- Who sees the plot sees what covers it, and reads its line.
create policy lecture_publique on public.part_contrainte
	for select to anon, authenticated using (
		exists (select from public.terrain_eco as plot where plot.terr_id = part_contrainte.terr_id)
	);
create policy lecture_publique on public.ligne_terrain
	for select to anon, authenticated using (
		exists (select from public.terrain_eco as plot where plot.terr_id = ligne_terrain.terr_id)
	);

grant execute on function
	public.collection_definition, public.allowed_values, public.collection_columns,
	public.collection_schema, public.collections_summary, public.filter_condition,
	public.features_page, public.feature_by_id
	to public, anon, authenticated, service_role;

grant execute on function
	public.collection_summary, public.indexed_geometry, public.collection_tables,
	public.page_condition, public.collection_date, public.refuse_filter, public.period_condition,
	public.property_condition, public.share_columns, public.page_of_lines, public.lines_named, public.page_statement,
	public.line_expression, public.page_keys, public.kept_line, public.lines_of, public.kept_page_statement, public.schema_version,
	public.count_statement, public.check_page, public.lines_after, public.features_text,
	public.features_after, public.features_named, public.vertex_mean, public.real_expression
	to anon, authenticated, service_role;

grant execute on function
	public.membership_of, public.area_ha, public.complete_site_eco, public.complete_terrain_eco,
	public.complete_unite_fonciere, public.complete_friche, public.complete_membership,
	public.recompute_membership, public.follow_new_communes, public.follow_changed_communes,
	public.follow_removed_communes, public.forget_restricted, public.demo_clear,
	public.lines_lock, public.lines_keep, public.forget_lines, public.forget_lines_of_sites, public.forget_lines_of_territory,
	public.recompute_shares, public.keep_shares, public.follow_outline, public.follow_configuration
	to service_role;

grant execute on function
	public.knows_constraint, public.net_area_rules, public.ground_net_area, public.plot_net_area,
	public.bounded_net_area, public.site_net_area, public.setbacks_by_boundary, public.edges_of,
	public.crossing_at, public.runs_against, public.boundary_parts, public.told_boundaries, public.setback_strips,
	public.net_area_ha, public.located_plots, public.counted_ground, public.plots_net_area, public.united_surface,
	public.united_net_areas
	to anon, authenticated, service_role;

-- What is computed belongs to the server.
grant all on table public.halle_calculee to service_role;

alter table public.halle_calculee enable row level security;

grant execute on function
	public.forget_halls, public.forget_halls_among, public.forget_halls_under_constraints,
	public.forget_halls_of_rules, public.ground_fingerprint, public.halls_keep, public.halls_due,
	public.is_free_land, public.plots_around, public.forget_assembled, public.follow_places, public.follow_places_of_plots,
	public.follow_boundaries, public.follow_boundaries_of_sites,
	public.assembly_fingerprint, public.assembled_due, public.assembled_keep
	to service_role;
