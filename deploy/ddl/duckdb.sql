-- sitrep's tables for DuckDB: sitrep ddl --engine duckdb --location sitrep-data
-- A table that has no file yet, as `failures` in good times, is an error: run this again when it has.

CREATE SCHEMA IF NOT EXISTS sitrep;

CREATE OR REPLACE VIEW sitrep.articles AS
SELECT "article_id", "version", "url", "canonical_url", "feed_id", "guid", "title", "title_from", "deck", "text", "spans", "posts", "captions", "authors", "publisher", "publisher_domain", "wire_source", "wire_evidence", "origin_publisher", "origin_evidence", "is_original", "language", "language_confidence", "published_at", "published_from", "published_has_time", "published_utc_offset", "modified_at", "modified_from", "fetched_at", "word_count", "content_sha256", "signature_scheme", "signature", "bands", "cluster_id", "duplicate_of", "duplicate_kind", "quality_flags", "extractor", "warc_file", "warc_offset", "run_id", "dt"
FROM (FROM read_parquet('sitrep-data/articles/*/part-*.parquet', union_by_name = true, hive_partitioning = true, hive_types = {'dt': DATE}) UNION ALL BY NAME SELECT
  NULL::VARCHAR AS "article_id",
  NULL::BIGINT AS "version",
  NULL::VARCHAR AS "url",
  NULL::VARCHAR AS "canonical_url",
  NULL::VARCHAR AS "feed_id",
  NULL::VARCHAR AS "guid",
  NULL::VARCHAR AS "title",
  NULL::VARCHAR AS "title_from",
  NULL::VARCHAR AS "deck",
  NULL::VARCHAR AS "text",
  NULL::STRUCT("kind" VARCHAR, "start" BIGINT, "end" BIGINT)[] AS "spans",
  NULL::STRUCT("start" BIGINT, "end" BIGINT, "published_at" TIMESTAMP WITH TIME ZONE)[] AS "posts",
  NULL::VARCHAR[] AS "captions",
  NULL::VARCHAR[] AS "authors",
  NULL::VARCHAR AS "publisher",
  NULL::VARCHAR AS "publisher_domain",
  NULL::VARCHAR AS "wire_source",
  NULL::VARCHAR AS "wire_evidence",
  NULL::VARCHAR AS "origin_publisher",
  NULL::VARCHAR AS "origin_evidence",
  NULL::BOOLEAN AS "is_original",
  NULL::VARCHAR AS "language",
  NULL::DOUBLE AS "language_confidence",
  NULL::TIMESTAMP WITH TIME ZONE AS "published_at",
  NULL::VARCHAR AS "published_from",
  NULL::BOOLEAN AS "published_has_time",
  NULL::BIGINT AS "published_utc_offset",
  NULL::TIMESTAMP WITH TIME ZONE AS "modified_at",
  NULL::VARCHAR AS "modified_from",
  NULL::TIMESTAMP WITH TIME ZONE AS "fetched_at",
  NULL::BIGINT AS "word_count",
  NULL::VARCHAR AS "content_sha256",
  NULL::VARCHAR AS "signature_scheme",
  NULL::BLOB AS "signature",
  NULL::BIGINT[] AS "bands",
  NULL::VARCHAR AS "cluster_id",
  NULL::VARCHAR AS "duplicate_of",
  NULL::VARCHAR AS "duplicate_kind",
  NULL::VARCHAR[] AS "quality_flags",
  NULL::VARCHAR AS "extractor",
  NULL::VARCHAR AS "warc_file",
  NULL::BIGINT AS "warc_offset",
  NULL::VARCHAR AS "run_id"
  WHERE FALSE)
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY "article_id", "version" ORDER BY "run_id" DESC NULLS LAST) = 1;

COMMENT ON VIEW sitrep.articles IS 'A version of an article';

COMMENT ON COLUMN sitrep.articles."article_id" IS 'Hash of the canonical URL';

COMMENT ON COLUMN sitrep.articles."version" IS '1 for the first text seen, 2 for the first correction, ...';

COMMENT ON COLUMN sitrep.articles."url" IS 'URL as fetched, after redirects';

COMMENT ON COLUMN sitrep.articles."canonical_url" IS 'URL without tracking, AMP and mobile variants; the article''s identity';

COMMENT ON COLUMN sitrep.articles."feed_id" IS 'Feed that showed it, or archive: and the WARC file';

COMMENT ON COLUMN sitrep.articles."guid" IS 'The entry''s own id';

COMMENT ON COLUMN sitrep.articles."title" IS 'Headline without the site''s name';

COMMENT ON COLUMN sitrep.articles."title_from" IS 'Where the headline came from: json-ld, opengraph, h1, title, feed';

COMMENT ON COLUMN sitrep.articles."deck" IS 'Standfirst below the headline';

COMMENT ON COLUMN sitrep.articles."text" IS 'Body: paragraphs separated by a blank line, without captions and boilerplate';

COMMENT ON COLUMN sitrep.articles."spans" IS 'Parts of the text that are not plain prose, by start';

COMMENT ON COLUMN sitrep.articles."posts" IS 'Posts of a live blog, by start';

COMMENT ON COLUMN sitrep.articles."captions" IS 'Picture captions with their credits; never coded';

COMMENT ON COLUMN sitrep.articles."authors" IS 'Persons named in the byline';

COMMENT ON COLUMN sitrep.articles."publisher" IS 'Name of the outlet';

COMMENT ON COLUMN sitrep.articles."publisher_domain" IS 'Registrable host of the outlet';

COMMENT ON COLUMN sitrep.articles."wire_source" IS 'Agency that wrote it: AP, Reuters, AFP, ...';

COMMENT ON COLUMN sitrep.articles."wire_evidence" IS 'The words that say so';

COMMENT ON COLUMN sitrep.articles."origin_publisher" IS 'Who published it first: an agency, an outlet''s name or host; else its own host';

COMMENT ON COLUMN sitrep.articles."origin_evidence" IS 'Words, link or article_id that say so; none where it is its own';

COMMENT ON COLUMN sitrep.articles."is_original" IS 'Whether nothing says that it was published before, elsewhere or by itself';

COMMENT ON COLUMN sitrep.articles."language" IS 'ISO 639-1 code';

COMMENT ON COLUMN sitrep.articles."language_confidence" IS '0 to 1';

COMMENT ON COLUMN sitrep.articles."published_at" IS 'Publication time, UTC';

COMMENT ON COLUMN sitrep.articles."published_from" IS 'Where it came from: json-ld, meta, time, feed, url, text, modified (no other day is known or shown)';

COMMENT ON COLUMN sitrep.articles."published_has_time" IS 'False where only the day is known';

COMMENT ON COLUMN sitrep.articles."published_utc_offset" IS 'Minutes east of UTC of the zone in which the page states the time, or that the day in its address tells';

COMMENT ON COLUMN sitrep.articles."modified_at" IS 'Last change that the page or feed states, UTC';

COMMENT ON COLUMN sitrep.articles."modified_from" IS 'Where it came from';

COMMENT ON COLUMN sitrep.articles."fetched_at" IS 'When the page was fetched, UTC';

COMMENT ON COLUMN sitrep.articles."word_count" IS 'Words of the text';

COMMENT ON COLUMN sitrep.articles."content_sha256" IS 'Hash of the normalised text; equal for word-for-word copies';

COMMENT ON COLUMN sitrep.articles."signature_scheme" IS 'How the signature was made: sketch, shingle length, size, bands, seed';

COMMENT ON COLUMN sitrep.articles."signature" IS 'Bottom-k sketch of the text''s shingles: little-endian uint32 values';

COMMENT ON COLUMN sitrep.articles."bands" IS 'Band hashes of the signature; equal bands make candidates';

COMMENT ON COLUMN sitrep.articles."cluster_id" IS 'article_id of the cluster''s original';

COMMENT ON COLUMN sitrep.articles."duplicate_of" IS 'article_id of the article this is a copy of';

COMMENT ON COLUMN sitrep.articles."duplicate_kind" IS 'exact, near or syndicated';

COMMENT ON COLUMN sitrep.articles."quality_flags" IS 'too_short, list, live_blog, press_release, opinion, sport, ...';

COMMENT ON COLUMN sitrep.articles."extractor" IS 'What found the text, with its version';

COMMENT ON COLUMN sitrep.articles."warc_file" IS 'WARC file of the raw page, relative to the output folder';

COMMENT ON COLUMN sitrep.articles."warc_offset" IS 'Byte offset of its record';

COMMENT ON COLUMN sitrep.articles."run_id" IS 'Run that published the row';

CREATE OR REPLACE VIEW sitrep.entries AS
SELECT "entry_key", "feed_id", "url", "canonical_url", "guid", "title", "published_at", "fingerprint", "outcome", "reason", "detail", "http_status", "article_id", "article_version", "attempts", "seen_at", "run_id", "dt"
FROM (FROM read_parquet('sitrep-data/entries/*/part-*.parquet', union_by_name = true, hive_partitioning = true, hive_types = {'dt': DATE}) UNION ALL BY NAME SELECT
  NULL::VARCHAR AS "entry_key",
  NULL::VARCHAR AS "feed_id",
  NULL::VARCHAR AS "url",
  NULL::VARCHAR AS "canonical_url",
  NULL::VARCHAR AS "guid",
  NULL::VARCHAR AS "title",
  NULL::TIMESTAMP WITH TIME ZONE AS "published_at",
  NULL::VARCHAR AS "fingerprint",
  NULL::VARCHAR AS "outcome",
  NULL::VARCHAR AS "reason",
  NULL::VARCHAR AS "detail",
  NULL::BIGINT AS "http_status",
  NULL::VARCHAR AS "article_id",
  NULL::BIGINT AS "article_version",
  NULL::BIGINT AS "attempts",
  NULL::TIMESTAMP WITH TIME ZONE AS "seen_at",
  NULL::VARCHAR AS "run_id"
  WHERE FALSE)
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY "entry_key", "feed_id", "run_id" ORDER BY "run_id" DESC NULLS LAST) = 1;

COMMENT ON VIEW sitrep.entries IS 'A feed entry or archive record and what became of it';

COMMENT ON COLUMN sitrep.entries."entry_key" IS 'Hash of the entry''s identity: canonical URL, else GUID, else title and text';

COMMENT ON COLUMN sitrep.entries."feed_id" IS 'Feed that showed it, or archive: and the name of the WARC file that holds it';

COMMENT ON COLUMN sitrep.entries."url" IS 'Link as the feed gives it';

COMMENT ON COLUMN sitrep.entries."canonical_url" IS 'The same, canonical';

COMMENT ON COLUMN sitrep.entries."guid" IS 'The entry''s own id';

COMMENT ON COLUMN sitrep.entries."title" IS 'The entry''s title';

COMMENT ON COLUMN sitrep.entries."published_at" IS 'The entry''s date, UTC';

COMMENT ON COLUMN sitrep.entries."fingerprint" IS 'Hash of title, summary, content and dates: a change means: look again';

COMMENT ON COLUMN sitrep.entries."outcome" IS 'kept, known, duplicate, rejected or failed';

COMMENT ON COLUMN sitrep.entries."reason" IS 'Why; docs/reasons.md has a sentence for each';

COMMENT ON COLUMN sitrep.entries."detail" IS 'Particulars of a rejection or failure';

COMMENT ON COLUMN sitrep.entries."http_status" IS 'Status of the page''s response';

COMMENT ON COLUMN sitrep.entries."article_id" IS 'The article it led to';

COMMENT ON COLUMN sitrep.entries."article_version" IS 'Its version';

COMMENT ON COLUMN sitrep.entries."attempts" IS 'Fetches tried so far; a failed entry is tried again a few times';

COMMENT ON COLUMN sitrep.entries."seen_at" IS 'When the entry was seen, UTC';

COMMENT ON COLUMN sitrep.entries."run_id" IS 'Run that published the row';

CREATE OR REPLACE VIEW sitrep.mentions AS
SELECT "event_type", "event_mode", "contexts", "quad_class", "cameo_root", "acled_event_type", "acled_sub_event_type", "actors", "recipients", "date_start", "date_end", "date_precision", "place", "fatalities_low", "fatalities_best", "fatalities_high", "injuries_low", "injuries_best", "injuries_high", "tolls", "territory_change", "confidence", "coder", "coder_version", "mention_id", "event_id", "merge_reason", "article_id", "version", "copied_from", "publisher_domain", "source_key", "published_at", "sentence", "char_start", "char_end", "evidence", "attributed_to", "rule", "coded_at", "run_id", "dt"
FROM (FROM read_parquet('sitrep-data/mentions/*/part-*.parquet', union_by_name = true, hive_partitioning = true, hive_types = {'dt': DATE}) UNION ALL BY NAME SELECT
  NULL::VARCHAR AS "event_type",
  NULL::VARCHAR AS "event_mode",
  NULL::VARCHAR[] AS "contexts",
  NULL::BIGINT AS "quad_class",
  NULL::VARCHAR AS "cameo_root",
  NULL::VARCHAR AS "acled_event_type",
  NULL::VARCHAR AS "acled_sub_event_type",
  NULL::STRUCT("actor_id" VARCHAR, "name" VARCHAR, "surface" VARCHAR, "country" VARCHAR, "sector" VARCHAR)[] AS "actors",
  NULL::STRUCT("actor_id" VARCHAR, "name" VARCHAR, "surface" VARCHAR, "country" VARCHAR, "sector" VARCHAR)[] AS "recipients",
  NULL::DATE AS "date_start",
  NULL::DATE AS "date_end",
  NULL::VARCHAR AS "date_precision",
  NULL::STRUCT("geonames_id" BIGINT, "name" VARCHAR, "surface" VARCHAR, "admin1" VARCHAR, "country" VARCHAR, "lat" DOUBLE, "lon" DOUBLE, "precision" VARCHAR) AS "place",
  NULL::BIGINT AS "fatalities_low",
  NULL::BIGINT AS "fatalities_best",
  NULL::BIGINT AS "fatalities_high",
  NULL::BIGINT AS "injuries_low",
  NULL::BIGINT AS "injuries_best",
  NULL::BIGINT AS "injuries_high",
  NULL::STRUCT("effect" VARCHAR, "group" VARCHAR, "role" VARCHAR, "low" BIGINT, "best" BIGINT, "high" BIGINT, "cumulative_from" DATE, "attributed_to" VARCHAR)[] AS "tolls",
  NULL::STRUCT("place" VARCHAR, "from_actor" VARCHAR, "to_actor" VARCHAR) AS "territory_change",
  NULL::DOUBLE AS "confidence",
  NULL::VARCHAR AS "coder",
  NULL::VARCHAR AS "coder_version",
  NULL::VARCHAR AS "mention_id",
  NULL::VARCHAR AS "event_id",
  NULL::VARCHAR AS "merge_reason",
  NULL::VARCHAR AS "article_id",
  NULL::BIGINT AS "version",
  NULL::VARCHAR AS "copied_from",
  NULL::VARCHAR AS "publisher_domain",
  NULL::VARCHAR AS "source_key",
  NULL::TIMESTAMP WITH TIME ZONE AS "published_at",
  NULL::BIGINT AS "sentence",
  NULL::BIGINT AS "char_start",
  NULL::BIGINT AS "char_end",
  NULL::VARCHAR AS "evidence",
  NULL::VARCHAR AS "attributed_to",
  NULL::VARCHAR AS "rule",
  NULL::TIMESTAMP WITH TIME ZONE AS "coded_at",
  NULL::VARCHAR AS "run_id"
  WHERE FALSE)
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY "mention_id" ORDER BY "run_id" DESC NULLS LAST) = 1;

COMMENT ON VIEW sitrep.mentions IS 'One event as one article tells it';

COMMENT ON COLUMN sitrep.mentions."event_type" IS 'PLOVER type: ASSAULT, PROTEST, ...';

COMMENT ON COLUMN sitrep.mentions."event_mode" IS 'PLOVER mode: aerial, demo, ...';

COMMENT ON COLUMN sitrep.mentions."contexts" IS 'PLOVER contexts: military, election, ...';

COMMENT ON COLUMN sitrep.mentions."quad_class" IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';

COMMENT ON COLUMN sitrep.mentions."cameo_root" IS 'CAMEO root code, 03 to 20';

COMMENT ON COLUMN sitrep.mentions."acled_event_type" IS 'ACLED event type';

COMMENT ON COLUMN sitrep.mentions."acled_sub_event_type" IS 'ACLED sub-event type';

COMMENT ON COLUMN sitrep.mentions."actors" IS 'Who did it';

COMMENT ON COLUMN sitrep.mentions."recipients" IS 'To whom';

COMMENT ON COLUMN sitrep.mentions."date_start" IS 'First day';

COMMENT ON COLUMN sitrep.mentions."date_end" IS 'Last day';

COMMENT ON COLUMN sitrep.mentions."date_precision" IS 'day, week, month, year, period or publication';

COMMENT ON COLUMN sitrep.mentions."place" IS 'Where';

COMMENT ON COLUMN sitrep.mentions."fatalities_low" IS 'Killed, lowest credible number; None where nothing is said';

COMMENT ON COLUMN sitrep.mentions."fatalities_best" IS 'Killed, most reliable number; 0 only where a text says so';

COMMENT ON COLUMN sitrep.mentions."fatalities_high" IS 'Killed, highest credible number';

COMMENT ON COLUMN sitrep.mentions."injuries_low" IS 'Injured, lowest credible number';

COMMENT ON COLUMN sitrep.mentions."injuries_best" IS 'Injured, most reliable number';

COMMENT ON COLUMN sitrep.mentions."injuries_high" IS 'Injured, highest credible number';

COMMENT ON COLUMN sitrep.mentions."tolls" IS 'The counts behind these numbers';

COMMENT ON COLUMN sitrep.mentions."territory_change" IS 'A place that changed hands';

COMMENT ON COLUMN sitrep.mentions."confidence" IS '0 to 1';

COMMENT ON COLUMN sitrep.mentions."coder" IS 'What coded it';

COMMENT ON COLUMN sitrep.mentions."coder_version" IS 'Version of the coder and its data';

COMMENT ON COLUMN sitrep.mentions."mention_id" IS 'Hash of article, version and the event''s place in it';

COMMENT ON COLUMN sitrep.mentions."event_id" IS 'The event; set by merging';

COMMENT ON COLUMN sitrep.mentions."merge_reason" IS 'Why it joined that event, with the score, or started it';

COMMENT ON COLUMN sitrep.mentions."article_id" IS 'The article';

COMMENT ON COLUMN sitrep.mentions."version" IS 'Its version';

COMMENT ON COLUMN sitrep.mentions."copied_from" IS 'mention_id in the original, where the article is a copy';

COMMENT ON COLUMN sitrep.mentions."publisher_domain" IS 'The outlet';

COMMENT ON COLUMN sitrep.mentions."source_key" IS 'Independent origin: the cluster of copies or the wire behind the article';

COMMENT ON COLUMN sitrep.mentions."published_at" IS 'When the article was published, UTC';

COMMENT ON COLUMN sitrep.mentions."sentence" IS 'Index of the sentence in the article, headline = 0';

COMMENT ON COLUMN sitrep.mentions."char_start" IS 'Start of the evidence in title + blank line + deck + blank line + text';

COMMENT ON COLUMN sitrep.mentions."char_end" IS 'End of the evidence, exclusive';

COMMENT ON COLUMN sitrep.mentions."evidence" IS 'The sentence that tells it';

COMMENT ON COLUMN sitrep.mentions."attributed_to" IS 'Who says so, where it is somebody''s statement';

COMMENT ON COLUMN sitrep.mentions."rule" IS 'Frame and trigger that coded it';

COMMENT ON COLUMN sitrep.mentions."coded_at" IS 'When it was coded, UTC';

COMMENT ON COLUMN sitrep.mentions."run_id" IS 'Run that published the row';

CREATE OR REPLACE VIEW sitrep.events AS
SELECT "event_type", "event_mode", "contexts", "quad_class", "cameo_root", "acled_event_type", "acled_sub_event_type", "actors", "recipients", "date_start", "date_end", "date_precision", "place", "fatalities_low", "fatalities_best", "fatalities_high", "injuries_low", "injuries_best", "injuries_high", "tolls", "territory_change", "confidence", "coder", "coder_version", "event_id", "n_mentions", "n_articles", "n_sources", "first_reported_at", "last_reported_at", "revision", "updated_at", "superseded_by", "retracted", "run_id", "month"
FROM (FROM read_parquet('sitrep-data/events/*/part-*.parquet', union_by_name = true, hive_partitioning = true, hive_types = {'month': VARCHAR}) UNION ALL BY NAME SELECT
  NULL::VARCHAR AS "event_type",
  NULL::VARCHAR AS "event_mode",
  NULL::VARCHAR[] AS "contexts",
  NULL::BIGINT AS "quad_class",
  NULL::VARCHAR AS "cameo_root",
  NULL::VARCHAR AS "acled_event_type",
  NULL::VARCHAR AS "acled_sub_event_type",
  NULL::STRUCT("actor_id" VARCHAR, "name" VARCHAR, "surface" VARCHAR, "country" VARCHAR, "sector" VARCHAR)[] AS "actors",
  NULL::STRUCT("actor_id" VARCHAR, "name" VARCHAR, "surface" VARCHAR, "country" VARCHAR, "sector" VARCHAR)[] AS "recipients",
  NULL::DATE AS "date_start",
  NULL::DATE AS "date_end",
  NULL::VARCHAR AS "date_precision",
  NULL::STRUCT("geonames_id" BIGINT, "name" VARCHAR, "surface" VARCHAR, "admin1" VARCHAR, "country" VARCHAR, "lat" DOUBLE, "lon" DOUBLE, "precision" VARCHAR) AS "place",
  NULL::BIGINT AS "fatalities_low",
  NULL::BIGINT AS "fatalities_best",
  NULL::BIGINT AS "fatalities_high",
  NULL::BIGINT AS "injuries_low",
  NULL::BIGINT AS "injuries_best",
  NULL::BIGINT AS "injuries_high",
  NULL::STRUCT("effect" VARCHAR, "group" VARCHAR, "role" VARCHAR, "low" BIGINT, "best" BIGINT, "high" BIGINT, "cumulative_from" DATE, "attributed_to" VARCHAR)[] AS "tolls",
  NULL::STRUCT("place" VARCHAR, "from_actor" VARCHAR, "to_actor" VARCHAR) AS "territory_change",
  NULL::DOUBLE AS "confidence",
  NULL::VARCHAR AS "coder",
  NULL::VARCHAR AS "coder_version",
  NULL::VARCHAR AS "event_id",
  NULL::BIGINT AS "n_mentions",
  NULL::BIGINT AS "n_articles",
  NULL::BIGINT AS "n_sources",
  NULL::TIMESTAMP WITH TIME ZONE AS "first_reported_at",
  NULL::TIMESTAMP WITH TIME ZONE AS "last_reported_at",
  NULL::BIGINT AS "revision",
  NULL::TIMESTAMP WITH TIME ZONE AS "updated_at",
  NULL::VARCHAR AS "superseded_by",
  NULL::BOOLEAN AS "retracted",
  NULL::VARCHAR AS "run_id"
  WHERE FALSE)
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY "event_id" ORDER BY "revision" DESC NULLS LAST) = 1;

COMMENT ON VIEW sitrep.events IS 'One event of the world, current state';

COMMENT ON COLUMN sitrep.events."event_type" IS 'PLOVER type: ASSAULT, PROTEST, ...';

COMMENT ON COLUMN sitrep.events."event_mode" IS 'PLOVER mode: aerial, demo, ...';

COMMENT ON COLUMN sitrep.events."contexts" IS 'PLOVER contexts: military, election, ...';

COMMENT ON COLUMN sitrep.events."quad_class" IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';

COMMENT ON COLUMN sitrep.events."cameo_root" IS 'CAMEO root code, 03 to 20';

COMMENT ON COLUMN sitrep.events."acled_event_type" IS 'ACLED event type';

COMMENT ON COLUMN sitrep.events."acled_sub_event_type" IS 'ACLED sub-event type';

COMMENT ON COLUMN sitrep.events."actors" IS 'Who did it';

COMMENT ON COLUMN sitrep.events."recipients" IS 'To whom';

COMMENT ON COLUMN sitrep.events."date_start" IS 'First day';

COMMENT ON COLUMN sitrep.events."date_end" IS 'Last day';

COMMENT ON COLUMN sitrep.events."date_precision" IS 'day, week, month, year, period or publication';

COMMENT ON COLUMN sitrep.events."place" IS 'Where';

COMMENT ON COLUMN sitrep.events."fatalities_low" IS 'Killed, lowest credible number; None where nothing is said';

COMMENT ON COLUMN sitrep.events."fatalities_best" IS 'Killed, most reliable number; 0 only where a text says so';

COMMENT ON COLUMN sitrep.events."fatalities_high" IS 'Killed, highest credible number';

COMMENT ON COLUMN sitrep.events."injuries_low" IS 'Injured, lowest credible number';

COMMENT ON COLUMN sitrep.events."injuries_best" IS 'Injured, most reliable number';

COMMENT ON COLUMN sitrep.events."injuries_high" IS 'Injured, highest credible number';

COMMENT ON COLUMN sitrep.events."tolls" IS 'The counts behind these numbers';

COMMENT ON COLUMN sitrep.events."territory_change" IS 'A place that changed hands';

COMMENT ON COLUMN sitrep.events."confidence" IS '0 to 1';

COMMENT ON COLUMN sitrep.events."coder" IS 'What coded it';

COMMENT ON COLUMN sitrep.events."coder_version" IS 'Version of the coder and its data';

COMMENT ON COLUMN sitrep.events."event_id" IS 'Stable id';

COMMENT ON COLUMN sitrep.events."n_mentions" IS 'Mentions in current article versions';

COMMENT ON COLUMN sitrep.events."n_articles" IS 'Articles that tell it, copies included';

COMMENT ON COLUMN sitrep.events."n_sources" IS 'Independent publishers, copies counted once';

COMMENT ON COLUMN sitrep.events."first_reported_at" IS 'Publication time of the first report, UTC';

COMMENT ON COLUMN sitrep.events."last_reported_at" IS 'Publication time of the latest report, UTC';

COMMENT ON COLUMN sitrep.events."revision" IS '1, and one more with every change';

COMMENT ON COLUMN sitrep.events."updated_at" IS 'When the row changed, UTC';

COMMENT ON COLUMN sitrep.events."superseded_by" IS 'The event that this one was merged into';

COMMENT ON COLUMN sitrep.events."retracted" IS 'True when no current article version tells it any more';

COMMENT ON COLUMN sitrep.events."run_id" IS 'Run that last changed the row';

CREATE OR REPLACE VIEW sitrep.feeds AS
SELECT "feed_id", "url", "title", "kind", "etag", "last_modified", "body_sha256", "last_polled_at", "last_status", "reason", "detail", "next_due_at", "interval_s", "gap_s", "errors_in_row", "moved_to", "moved_since", "retired_at", "last_entry_at", "entries_last_poll", "run_id"
FROM (FROM read_parquet('sitrep-data/feeds/part-*.parquet', union_by_name = true) UNION ALL BY NAME SELECT
  NULL::VARCHAR AS "feed_id",
  NULL::VARCHAR AS "url",
  NULL::VARCHAR AS "title",
  NULL::VARCHAR AS "kind",
  NULL::VARCHAR AS "etag",
  NULL::VARCHAR AS "last_modified",
  NULL::VARCHAR AS "body_sha256",
  NULL::TIMESTAMP WITH TIME ZONE AS "last_polled_at",
  NULL::BIGINT AS "last_status",
  NULL::VARCHAR AS "reason",
  NULL::VARCHAR AS "detail",
  NULL::TIMESTAMP WITH TIME ZONE AS "next_due_at",
  NULL::BIGINT AS "interval_s",
  NULL::BIGINT AS "gap_s",
  NULL::BIGINT AS "errors_in_row",
  NULL::VARCHAR AS "moved_to",
  NULL::TIMESTAMP WITH TIME ZONE AS "moved_since",
  NULL::TIMESTAMP WITH TIME ZONE AS "retired_at",
  NULL::TIMESTAMP WITH TIME ZONE AS "last_entry_at",
  NULL::BIGINT AS "entries_last_poll",
  NULL::VARCHAR AS "run_id"
  WHERE FALSE)
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY "feed_id" ORDER BY "last_polled_at" DESC NULLS LAST) = 1;

COMMENT ON VIEW sitrep.feeds IS 'A feed''s state';

COMMENT ON COLUMN sitrep.feeds."feed_id" IS 'Hash of the URL under which it was added';

COMMENT ON COLUMN sitrep.feeds."url" IS 'URL to poll';

COMMENT ON COLUMN sitrep.feeds."title" IS 'The feed''s own title';

COMMENT ON COLUMN sitrep.feeds."kind" IS 'rss, rdf, atom, json or sitemap';

COMMENT ON COLUMN sitrep.feeds."etag" IS 'ETag of the last full response';

COMMENT ON COLUMN sitrep.feeds."last_modified" IS 'Last-Modified of the last full response';

COMMENT ON COLUMN sitrep.feeds."body_sha256" IS 'Hash of the last body';

COMMENT ON COLUMN sitrep.feeds."last_polled_at" IS 'Last poll, UTC';

COMMENT ON COLUMN sitrep.feeds."last_status" IS 'HTTP status of the last poll';

COMMENT ON COLUMN sitrep.feeds."reason" IS 'Outcome of the last poll; docs/reasons.md';

COMMENT ON COLUMN sitrep.feeds."detail" IS 'Particulars of a failure';

COMMENT ON COLUMN sitrep.feeds."next_due_at" IS 'Not polled before, UTC';

COMMENT ON COLUMN sitrep.feeds."interval_s" IS 'Seconds between polls at present';

COMMENT ON COLUMN sitrep.feeds."gap_s" IS 'Median seconds between its entries: its own rhythm';

COMMENT ON COLUMN sitrep.feeds."errors_in_row" IS 'Failed polls since the last good one';

COMMENT ON COLUMN sitrep.feeds."moved_to" IS 'Target of a permanent redirect';

COMMENT ON COLUMN sitrep.feeds."moved_since" IS 'Since when it redirects there, UTC';

COMMENT ON COLUMN sitrep.feeds."retired_at" IS 'When the server said 410, UTC';

COMMENT ON COLUMN sitrep.feeds."last_entry_at" IS 'Date of the newest entry, UTC';

COMMENT ON COLUMN sitrep.feeds."entries_last_poll" IS 'Entries in the last body';

COMMENT ON COLUMN sitrep.feeds."run_id" IS 'Run that last changed the row';

CREATE OR REPLACE VIEW sitrep.failures AS
SELECT "stage", "reason", "error_class", "message", "key", "payload", "failed_at", "run_id", "dt"
FROM (FROM read_parquet('sitrep-data/failures/*/part-*.parquet', union_by_name = true, hive_partitioning = true, hive_types = {'dt': DATE}) UNION ALL BY NAME SELECT
  NULL::VARCHAR AS "stage",
  NULL::VARCHAR AS "reason",
  NULL::VARCHAR AS "error_class",
  NULL::VARCHAR AS "message",
  NULL::VARCHAR AS "key",
  NULL::VARCHAR AS "payload",
  NULL::TIMESTAMP WITH TIME ZONE AS "failed_at",
  NULL::VARCHAR AS "run_id"
  WHERE FALSE)
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY "stage", "key", "run_id" ORDER BY "run_id" DESC NULLS LAST) = 1;

COMMENT ON VIEW sitrep.failures IS 'Something that broke';

COMMENT ON COLUMN sitrep.failures."stage" IS 'poll, fetch, clean, dedupe, code, merge or publish';

COMMENT ON COLUMN sitrep.failures."reason" IS 'docs/reasons.md has a sentence for each';

COMMENT ON COLUMN sitrep.failures."error_class" IS 'Class of the error';

COMMENT ON COLUMN sitrep.failures."message" IS 'Its message';

COMMENT ON COLUMN sitrep.failures."key" IS 'URL or id of what failed';

COMMENT ON COLUMN sitrep.failures."payload" IS 'Excerpt of the input';

COMMENT ON COLUMN sitrep.failures."failed_at" IS 'When, UTC';

COMMENT ON COLUMN sitrep.failures."run_id" IS 'Run in which it broke';

CREATE OR REPLACE VIEW sitrep.runs AS
SELECT "run_id", "run_number", "slot", "started_at", "finished_at", "pipeline", "versions", "counts"
FROM (FROM read_parquet('sitrep-data/runs/part-*.parquet', union_by_name = true) UNION ALL BY NAME SELECT
  NULL::VARCHAR AS "run_id",
  NULL::BIGINT AS "run_number",
  NULL::TIMESTAMP WITH TIME ZONE AS "slot",
  NULL::TIMESTAMP WITH TIME ZONE AS "started_at",
  NULL::TIMESTAMP WITH TIME ZONE AS "finished_at",
  NULL::VARCHAR AS "pipeline",
  NULL::STRUCT("name" VARCHAR, "version" VARCHAR)[] AS "versions",
  NULL::STRUCT("name" VARCHAR, "value" BIGINT)[] AS "counts"
  WHERE FALSE)
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY "run_id" ORDER BY "run_id" DESC NULLS LAST) = 1;

COMMENT ON VIEW sitrep.runs IS 'A published run';

COMMENT ON COLUMN sitrep.runs."run_id" IS 'Derived from the slot: the same slot is the same run';

COMMENT ON COLUMN sitrep.runs."run_number" IS '1, 2, 3, ...: the Delta transaction version of its commits';

COMMENT ON COLUMN sitrep.runs."slot" IS 'The schedule slot, UTC';

COMMENT ON COLUMN sitrep.runs."started_at" IS 'UTC';

COMMENT ON COLUMN sitrep.runs."finished_at" IS 'UTC';

COMMENT ON COLUMN sitrep.runs."pipeline" IS 'ingest, reprocess or stream';

COMMENT ON COLUMN sitrep.runs."versions" IS 'What made it';

COMMENT ON COLUMN sitrep.runs."counts" IS 'Entries by outcome, rows by table, seconds by stage';
