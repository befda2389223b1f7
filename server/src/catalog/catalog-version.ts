/**
 * In an UPDATE of a program: gives its catalog a new version, so that nothing counts that is kept of the one before. It is the moment in
 * milliseconds, or one more than before: the version of a state that the database lost, for it was restored or a standby took
 * over, is not given a second time to another state.
 */
export const newCatalogVersion =
  'catalog_version = greatest(catalog_version + 1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)';
