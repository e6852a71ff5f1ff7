-- Everybody may search; row-level security decides what is found.

grant execute on function
	public.verdict_among, public.verdict_between, public.verdict_on_hall, public.may_hold_hall,
	public.distance_km, public.box_around,
	public.nearest_km, public.bracket_headcount, public.verdict_on_firms,
	public.verdict_on_headcount, public.verdict_on_brownfields, public.flattened_km,
	public.verdict_on_corridor, public.search_area, public.area_near, public.verdict_on_shape,
	public.verdict_on_text, public.corridor_line, public.search_box, public.terrains_matching,
	public.terrains_search, public.area_net_area
	to anon, authenticated, service_role;
