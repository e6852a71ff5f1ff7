-- Rights stand in one file a subject, after all tables and functions. What was granted by default is taken back
-- first, because hosted Supabase grants every new table and function to anon: what no file gives, nobody has.
-- Functions that are given to nobody are called by functions with the rights of their owner, or by triggers.

revoke all on all tables in schema public from public, anon, authenticated;
revoke all on all sequences in schema public from public, anon, authenticated;
revoke all on all functions in schema public from public, anon, authenticated;
grant usage on schema public, extensions to anon, authenticated, service_role;

grant execute on function
	public.box_geometry
	to public, anon, authenticated, service_role;

grant execute on function
	public.fold_text, public.is_day, public.truth_of
	to anon, authenticated, service_role;

grant execute on function
	public.sector_of, public.paris_month
	to service_role;
