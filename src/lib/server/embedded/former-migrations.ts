/** The commit whose migrations these are: the last one before the baseline. */
export const formerCommit = '9eaa2ac';

/**
 * The migrations that the baseline stands for, each with the start of the SHA-256 of its text: a database that went
 * through exactly these has the schema of the baseline.
 */
export const formerMigrations: ReadonlyMap<string, { name: string; checksum: string }> = new Map(
	[
		'20261123100000_create_extensions 89c607ffac4f892e',
		'20261123100100_create_territory e3b74c7332629b93',
		'20261123100200_create_site_eco f7402b4bf82dd257',
		'20261123100300_create_etablissement 827982b730290bc2',
		'20261123100400_create_friche fe1e945d5fa418cd',
		'20261123100500_create_acces_restreint c983f0f277f0fda9',
		'20261123100600_compute_membership d2b89d950741437a',
		'20261123100700_protect_tables bfec4346bb0949a1',
		'20261123100800_serve_features 5a00883f8c94a3f8',
		'20261123100900_configure_territory ac89ea9f94c6218d',
		'20261123101000_apply_imports 159025b692b232e4',
		'20261123101100_count_revisions 6d86c5d9287f9ded',
		'20261123110000_add_capacities 1987d41cba267d6e',
		'20261123110100_create_contrainte acb717a9e7333763',
		'20261123110200_search_terrains 8634f2ebaf2a9aea',
		'20261123120000_create_membre 6612884bb66eb302',
		'20261123120100_create_annonce 0ea540c64613c0bb',
		'20261123120200_manage_members 6a818214dc76b2be',
		'20261123120210_export_territory a410cdc1caa23057',
		'20261123120300_check_listings e7b557c39ecb43d7',
		'20261123120310_write_listings 4973c9144e1e7606',
		'20261123120320_read_listings 8be313b52c8ce56d',
		'20261123120330_keep_pieces f10e70187804b1dd',
		'20261123120400_search_listings fabbb5834ceb5fef',
		'20261123120410_decide_listings 9353e072001970f0',
		'20261123120420_review_listings 4cf7e1514ed2691c',
		'20261123120430_confirm_listings d8e03d83dc388314',
		'20261123120500_create_demande aef5f311847427ea',
		'20261123120510_handle_demande 532c3d9e71b83774',
		'20261123120520_count_missing_land 04568085a9f40bb8',
		'20261123120530_name_assignees 7f2e9b7ead154fac',
		'20261123120600_publish_price_on_request 19a4007c75e73212',
		'20261123120610_name_owner_to_agents a0fa0bc047580ff1',
		'20261123120620_tell_space_in_my_listings 3bb5d6b590dc2f4c',
		'20261125110000_bound_searches 4155a459ae42cc60',
		'20261125110100_forget_abandoned_imports d8cee08669e978e7',
		'20261125120000_restrict_contacts 69fde12a73d3cf64',
		'20261125120100_create_courriel 483468a8ce3a9e3e',
		'20261125120200_create_inscription b87ed524a62e68de',
		'20261125130000_count_revisions_by_class 3f40d1fe87ec52f5',
		'20261125130100_serve_pages_as_text dbca333a2ad4ef87',
		'20261125130200_judge_what_is_asked bee3ee4a004141c1',
		'20261125150000_hasten_imports 97ee8da659ceee2c',
		'20261126100000_keep_what_a_file_lacks 01b5a7248407315d',
		'20261126100100_review_imports 1c564c7550802b4f',
		'20261126100200_filter_by_meaning de22db667244d771',
		'20261126100300_prepare_imports 68ad55676f0ee1e0',
		'20261126110000_tell_who_serves 5fc725f84a27b93d',
		'20261126110100_tell_lost_from_waiting 1c891b29c840cd1c',
		'20261126110200_tell_constraints_of_listings 2603540b4e5b0efd',
		'20261126120000_serve_lines_as_they_stand 9319cb0a797bca83'
	].map((line) => {
		const [, version = '', name = '', checksum = ''] = /^(\d+)_(\w+) (\w+)$/.exec(line) ?? [];
		return [version, { name, checksum }];
	})
);
