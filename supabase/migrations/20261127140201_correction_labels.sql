create or replace function public.record_to_correct(p_territory text, p_class text, p_id text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_record record;
begin
	select * into v_record from correctable_record(p_territory, p_class, p_id, false);
	return json_build_object(
		'values', v_record.given - 'geom', 'outline', v_record.given -> 'geom',
		'hasOutline', 'geom' = any (v_record.columns),
		'version', md5(v_record.given::text), 'epci', v_record.epci,
		'listing', (
			select annonce_id from annonce where p_class = 'terrain_eco' and terr_id = p_id limit 1
		),
		'history', correction_history(p_territory, p_class, p_id)
	);
end
$$;
