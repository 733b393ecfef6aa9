-- sitrep's tables for ClickHouse: sitrep ddl --engine clickhouse --location sitrep-data
-- The INSERTs load the files; run them again after each sitrep run, they change nothing twice.
-- `file` reads below the server's user_files; for a bucket write s3('https://...', 'Parquet') instead.

CREATE DATABASE IF NOT EXISTS sitrep;

CREATE TABLE IF NOT EXISTS sitrep.articles_files (
  `article_id` String COMMENT 'Hash of the canonical URL',
  `version` Int64 COMMENT '1 for the first text seen, 2 for the first correction, ...',
  `url` String COMMENT 'URL as fetched, after redirects',
  `canonical_url` String COMMENT 'URL without tracking, AMP and mobile variants; the article''s identity',
  `feed_id` Nullable(String) COMMENT 'Feed that showed it, or archive: and the WARC file',
  `guid` Nullable(String) COMMENT 'The entry''s own id',
  `title` Nullable(String) COMMENT 'Headline without the site''s name',
  `title_from` Nullable(String) COMMENT 'Where the headline came from: json-ld, opengraph, h1, title, feed',
  `deck` Nullable(String) COMMENT 'Standfirst below the headline',
  `text` String COMMENT 'Body: paragraphs separated by a blank line, without captions and boilerplate',
  `spans` Array(Tuple(`kind` Nullable(String), `start` Nullable(Int64), `end` Nullable(Int64))) COMMENT 'Parts of the text that are not plain prose, by start',
  `posts` Array(Tuple(`start` Nullable(Int64), `end` Nullable(Int64), `published_at` Nullable(DateTime64(6, 'UTC')))) COMMENT 'Posts of a live blog, by start',
  `captions` Array(String) COMMENT 'Picture captions with their credits; never coded',
  `authors` Array(String) COMMENT 'Persons named in the byline',
  `publisher` Nullable(String) COMMENT 'Name of the outlet',
  `publisher_domain` String COMMENT 'Registrable host of the outlet',
  `wire_source` Nullable(String) COMMENT 'Agency that wrote it: AP, Reuters, AFP, ...',
  `wire_evidence` Nullable(String) COMMENT 'The words that say so',
  `origin_publisher` String COMMENT 'Who published it first: an agency, an outlet''s name or host; else its own host',
  `origin_evidence` Nullable(String) COMMENT 'Words, link or article_id that say so; none where it is its own',
  `is_original` Bool COMMENT 'Whether nothing says that it was published before, elsewhere or by itself',
  `language` Nullable(String) COMMENT 'ISO 639-1 code',
  `language_confidence` Nullable(Float64) COMMENT '0 to 1',
  `published_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'Publication time, UTC',
  `published_from` Nullable(String) COMMENT 'Where it came from: json-ld, meta, time, feed, url, text, modified (no other day is known or shown)',
  `published_has_time` Bool COMMENT 'False where only the day is known',
  `published_utc_offset` Nullable(Int64) COMMENT 'Minutes east of UTC of the zone in which the page states the time, or that the day in its address tells',
  `modified_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'Last change that the page or feed states, UTC',
  `modified_from` Nullable(String) COMMENT 'Where it came from',
  `fetched_at` DateTime64(6, 'UTC') COMMENT 'When the page was fetched, UTC',
  `word_count` Int64 COMMENT 'Words of the text',
  `content_sha256` String COMMENT 'Hash of the normalised text; equal for word-for-word copies',
  `signature_scheme` Nullable(String) COMMENT 'How the signature was made: sketch, shingle length, size, bands, seed',
  `signature` Nullable(String) COMMENT 'Bottom-k sketch of the text''s shingles: little-endian uint32 values',
  `bands` Array(Int64) COMMENT 'Band hashes of the signature; equal bands make candidates',
  `cluster_id` Nullable(String) COMMENT 'article_id of the cluster''s original',
  `duplicate_of` Nullable(String) COMMENT 'article_id of the article this is a copy of',
  `duplicate_kind` Nullable(String) COMMENT 'exact, near or syndicated',
  `quality_flags` Array(String) COMMENT 'too_short, list, live_blog, press_release, opinion, sport, ...',
  `extractor` String COMMENT 'What found the text, with its version',
  `warc_file` Nullable(String) COMMENT 'WARC file of the raw page, relative to the output folder',
  `warc_offset` Nullable(Int64) COMMENT 'Byte offset of its record',
  `run_id` String COMMENT 'Run that published the row'
)
ENGINE = ReplacingMergeTree ORDER BY (`article_id`, `version`)
COMMENT 'A version of an article';

INSERT INTO sitrep.articles_files (`article_id`, `version`, `url`, `canonical_url`, `feed_id`, `guid`, `title`, `title_from`, `deck`, `text`, `spans`, `posts`, `captions`, `authors`, `publisher`, `publisher_domain`, `wire_source`, `wire_evidence`, `origin_publisher`, `origin_evidence`, `is_original`, `language`, `language_confidence`, `published_at`, `published_from`, `published_has_time`, `published_utc_offset`, `modified_at`, `modified_from`, `fetched_at`, `word_count`, `content_sha256`, `signature_scheme`, `signature`, `bands`, `cluster_id`, `duplicate_of`, `duplicate_kind`, `quality_flags`, `extractor`, `warc_file`, `warc_offset`, `run_id`)
SELECT `article_id`, `version`, `url`, `canonical_url`, `feed_id`, `guid`, `title`, `title_from`, `deck`, `text`, `spans`, `posts`, `captions`, `authors`, `publisher`, `publisher_domain`, `wire_source`, `wire_evidence`, `origin_publisher`, `origin_evidence`, `is_original`, `language`, `language_confidence`, `published_at`, `published_from`, `published_has_time`, `published_utc_offset`, `modified_at`, `modified_from`, `fetched_at`, `word_count`, `content_sha256`, `signature_scheme`, `signature`, `bands`, `cluster_id`, `duplicate_of`, `duplicate_kind`, `quality_flags`, `extractor`, `warc_file`, `warc_offset`, `run_id`
FROM file('sitrep-data/articles/*/part-*.parquet', 'Parquet', '`article_id` String, `version` Int64, `url` String, `canonical_url` String, `feed_id` Nullable(String), `guid` Nullable(String), `title` Nullable(String), `title_from` Nullable(String), `deck` Nullable(String), `text` String, `spans` Array(Tuple(`kind` Nullable(String), `start` Nullable(Int64), `end` Nullable(Int64))), `posts` Array(Tuple(`start` Nullable(Int64), `end` Nullable(Int64), `published_at` Nullable(DateTime64(6, ''UTC'')))), `captions` Array(String), `authors` Array(String), `publisher` Nullable(String), `publisher_domain` String, `wire_source` Nullable(String), `wire_evidence` Nullable(String), `origin_publisher` String, `origin_evidence` Nullable(String), `is_original` Bool, `language` Nullable(String), `language_confidence` Nullable(Float64), `published_at` Nullable(DateTime64(6, ''UTC'')), `published_from` Nullable(String), `published_has_time` Bool, `published_utc_offset` Nullable(Int64), `modified_at` Nullable(DateTime64(6, ''UTC'')), `modified_from` Nullable(String), `fetched_at` DateTime64(6, ''UTC''), `word_count` Int64, `content_sha256` String, `signature_scheme` Nullable(String), `signature` Nullable(String), `bands` Array(Int64), `cluster_id` Nullable(String), `duplicate_of` Nullable(String), `duplicate_kind` Nullable(String), `quality_flags` Array(String), `extractor` String, `warc_file` Nullable(String), `warc_offset` Nullable(Int64), `run_id` String')
SETTINGS input_format_parquet_allow_missing_columns = 1;

CREATE OR REPLACE VIEW sitrep.articles AS
SELECT `article_id`, `version`, `url`, `canonical_url`, `feed_id`, `guid`, `title`, `title_from`, `deck`, `text`, `spans`, `posts`, `captions`, `authors`, `publisher`, `publisher_domain`, `wire_source`, `wire_evidence`, `origin_publisher`, `origin_evidence`, `is_original`, `language`, `language_confidence`, `published_at`, `published_from`, `published_has_time`, `published_utc_offset`, `modified_at`, `modified_from`, `fetched_at`, `word_count`, `content_sha256`, `signature_scheme`, `signature`, `bands`, `cluster_id`, `duplicate_of`, `duplicate_kind`, `quality_flags`, `extractor`, `warc_file`, `warc_offset`, `run_id`
FROM sitrep.articles_files FINAL;

CREATE TABLE IF NOT EXISTS sitrep.entries_files (
  `entry_key` String COMMENT 'Hash of the entry''s identity: canonical URL, else GUID, else title and text',
  `feed_id` String COMMENT 'Feed that showed it, or archive: and the name of the WARC file that holds it',
  `url` Nullable(String) COMMENT 'Link as the feed gives it',
  `canonical_url` Nullable(String) COMMENT 'The same, canonical',
  `guid` Nullable(String) COMMENT 'The entry''s own id',
  `title` Nullable(String) COMMENT 'The entry''s title',
  `published_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'The entry''s date, UTC',
  `fingerprint` String COMMENT 'Hash of title, summary, content and dates: a change means: look again',
  `outcome` String COMMENT 'kept, known, duplicate, rejected or failed',
  `reason` String COMMENT 'Why; docs/reasons.md has a sentence for each',
  `detail` Nullable(String) COMMENT 'Particulars of a rejection or failure',
  `http_status` Nullable(Int64) COMMENT 'Status of the page''s response',
  `article_id` Nullable(String) COMMENT 'The article it led to',
  `article_version` Nullable(Int64) COMMENT 'Its version',
  `attempts` Int64 COMMENT 'Fetches tried so far; a failed entry is tried again a few times',
  `seen_at` DateTime64(6, 'UTC') COMMENT 'When the entry was seen, UTC',
  `run_id` String COMMENT 'Run that published the row'
)
ENGINE = ReplacingMergeTree ORDER BY (`entry_key`, `feed_id`, `run_id`)
COMMENT 'A feed entry or archive record and what became of it';

INSERT INTO sitrep.entries_files (`entry_key`, `feed_id`, `url`, `canonical_url`, `guid`, `title`, `published_at`, `fingerprint`, `outcome`, `reason`, `detail`, `http_status`, `article_id`, `article_version`, `attempts`, `seen_at`, `run_id`)
SELECT `entry_key`, `feed_id`, `url`, `canonical_url`, `guid`, `title`, `published_at`, `fingerprint`, `outcome`, `reason`, `detail`, `http_status`, `article_id`, `article_version`, `attempts`, `seen_at`, `run_id`
FROM file('sitrep-data/entries/*/part-*.parquet', 'Parquet', '`entry_key` String, `feed_id` String, `url` Nullable(String), `canonical_url` Nullable(String), `guid` Nullable(String), `title` Nullable(String), `published_at` Nullable(DateTime64(6, ''UTC'')), `fingerprint` String, `outcome` String, `reason` String, `detail` Nullable(String), `http_status` Nullable(Int64), `article_id` Nullable(String), `article_version` Nullable(Int64), `attempts` Int64, `seen_at` DateTime64(6, ''UTC''), `run_id` String')
SETTINGS input_format_parquet_allow_missing_columns = 1;

CREATE OR REPLACE VIEW sitrep.entries AS
SELECT `entry_key`, `feed_id`, `url`, `canonical_url`, `guid`, `title`, `published_at`, `fingerprint`, `outcome`, `reason`, `detail`, `http_status`, `article_id`, `article_version`, `attempts`, `seen_at`, `run_id`
FROM sitrep.entries_files FINAL;

CREATE TABLE IF NOT EXISTS sitrep.mentions_files (
  `event_type` String COMMENT 'PLOVER type: ASSAULT, PROTEST, ...',
  `event_mode` Nullable(String) COMMENT 'PLOVER mode: aerial, demo, ...',
  `contexts` Array(String) COMMENT 'PLOVER contexts: military, election, ...',
  `quad_class` Int64 COMMENT '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict',
  `cameo_root` String COMMENT 'CAMEO root code, 03 to 20',
  `acled_event_type` Nullable(String) COMMENT 'ACLED event type',
  `acled_sub_event_type` Nullable(String) COMMENT 'ACLED sub-event type',
  `actors` Array(Tuple(`actor_id` Nullable(String), `name` Nullable(String), `surface` Nullable(String), `country` Nullable(String), `sector` Nullable(String))) COMMENT 'Who did it',
  `recipients` Array(Tuple(`actor_id` Nullable(String), `name` Nullable(String), `surface` Nullable(String), `country` Nullable(String), `sector` Nullable(String))) COMMENT 'To whom',
  `date_start` Nullable(Date32) COMMENT 'First day',
  `date_end` Nullable(Date32) COMMENT 'Last day',
  `date_precision` Nullable(String) COMMENT 'day, week, month, year, period or publication',
  `place` Tuple(`geonames_id` Nullable(Int64), `name` Nullable(String), `surface` Nullable(String), `admin1` Nullable(String), `country` Nullable(String), `lat` Nullable(Float64), `lon` Nullable(Float64), `precision` Nullable(String)) COMMENT 'Where',
  `fatalities_low` Nullable(Int64) COMMENT 'Killed, lowest credible number; None where nothing is said',
  `fatalities_best` Nullable(Int64) COMMENT 'Killed, most reliable number; 0 only where a text says so',
  `fatalities_high` Nullable(Int64) COMMENT 'Killed, highest credible number',
  `injuries_low` Nullable(Int64) COMMENT 'Injured, lowest credible number',
  `injuries_best` Nullable(Int64) COMMENT 'Injured, most reliable number',
  `injuries_high` Nullable(Int64) COMMENT 'Injured, highest credible number',
  `tolls` Array(Tuple(`effect` Nullable(String), `group` Nullable(String), `role` Nullable(String), `low` Nullable(Int64), `best` Nullable(Int64), `high` Nullable(Int64), `cumulative_from` Nullable(Date32), `attributed_to` Nullable(String))) COMMENT 'The counts behind these numbers',
  `territory_change` Tuple(`place` Nullable(String), `from_actor` Nullable(String), `to_actor` Nullable(String)) COMMENT 'A place that changed hands',
  `confidence` Float64 COMMENT '0 to 1',
  `coder` String COMMENT 'What coded it',
  `coder_version` String COMMENT 'Version of the coder and its data',
  `mention_id` String COMMENT 'Hash of article, version and the event''s place in it',
  `event_id` Nullable(String) COMMENT 'The event; set by merging',
  `merge_reason` Nullable(String) COMMENT 'Why it joined that event, with the score, or started it',
  `article_id` String COMMENT 'The article',
  `version` Int64 COMMENT 'Its version',
  `copied_from` Nullable(String) COMMENT 'mention_id in the original, where the article is a copy',
  `publisher_domain` String COMMENT 'The outlet',
  `source_key` String COMMENT 'Independent origin: the cluster of copies or the wire behind the article',
  `published_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'When the article was published, UTC',
  `sentence` Int64 COMMENT 'Index of the sentence in the article, headline = 0',
  `char_start` Int64 COMMENT 'Start of the evidence in title + blank line + deck + blank line + text',
  `char_end` Int64 COMMENT 'End of the evidence, exclusive',
  `evidence` String COMMENT 'The sentence that tells it',
  `attributed_to` Nullable(String) COMMENT 'Who says so, where it is somebody''s statement',
  `rule` Nullable(String) COMMENT 'Frame and trigger that coded it',
  `coded_at` DateTime64(6, 'UTC') COMMENT 'When it was coded, UTC',
  `run_id` String COMMENT 'Run that published the row'
)
ENGINE = ReplacingMergeTree ORDER BY (`mention_id`)
COMMENT 'One event as one article tells it';

INSERT INTO sitrep.mentions_files (`event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `mention_id`, `event_id`, `merge_reason`, `article_id`, `version`, `copied_from`, `publisher_domain`, `source_key`, `published_at`, `sentence`, `char_start`, `char_end`, `evidence`, `attributed_to`, `rule`, `coded_at`, `run_id`)
SELECT `event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `mention_id`, `event_id`, `merge_reason`, `article_id`, `version`, `copied_from`, `publisher_domain`, `source_key`, `published_at`, `sentence`, `char_start`, `char_end`, `evidence`, `attributed_to`, `rule`, `coded_at`, `run_id`
FROM file('sitrep-data/mentions/*/part-*.parquet', 'Parquet', '`event_type` String, `event_mode` Nullable(String), `contexts` Array(String), `quad_class` Int64, `cameo_root` String, `acled_event_type` Nullable(String), `acled_sub_event_type` Nullable(String), `actors` Array(Tuple(`actor_id` Nullable(String), `name` Nullable(String), `surface` Nullable(String), `country` Nullable(String), `sector` Nullable(String))), `recipients` Array(Tuple(`actor_id` Nullable(String), `name` Nullable(String), `surface` Nullable(String), `country` Nullable(String), `sector` Nullable(String))), `date_start` Nullable(Date32), `date_end` Nullable(Date32), `date_precision` Nullable(String), `place` Tuple(`geonames_id` Nullable(Int64), `name` Nullable(String), `surface` Nullable(String), `admin1` Nullable(String), `country` Nullable(String), `lat` Nullable(Float64), `lon` Nullable(Float64), `precision` Nullable(String)), `fatalities_low` Nullable(Int64), `fatalities_best` Nullable(Int64), `fatalities_high` Nullable(Int64), `injuries_low` Nullable(Int64), `injuries_best` Nullable(Int64), `injuries_high` Nullable(Int64), `tolls` Array(Tuple(`effect` Nullable(String), `group` Nullable(String), `role` Nullable(String), `low` Nullable(Int64), `best` Nullable(Int64), `high` Nullable(Int64), `cumulative_from` Nullable(Date32), `attributed_to` Nullable(String))), `territory_change` Tuple(`place` Nullable(String), `from_actor` Nullable(String), `to_actor` Nullable(String)), `confidence` Float64, `coder` String, `coder_version` String, `mention_id` String, `event_id` Nullable(String), `merge_reason` Nullable(String), `article_id` String, `version` Int64, `copied_from` Nullable(String), `publisher_domain` String, `source_key` String, `published_at` Nullable(DateTime64(6, ''UTC'')), `sentence` Int64, `char_start` Int64, `char_end` Int64, `evidence` String, `attributed_to` Nullable(String), `rule` Nullable(String), `coded_at` DateTime64(6, ''UTC''), `run_id` String')
SETTINGS input_format_parquet_allow_missing_columns = 1;

CREATE OR REPLACE VIEW sitrep.mentions AS
SELECT `event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `mention_id`, `event_id`, `merge_reason`, `article_id`, `version`, `copied_from`, `publisher_domain`, `source_key`, `published_at`, `sentence`, `char_start`, `char_end`, `evidence`, `attributed_to`, `rule`, `coded_at`, `run_id`
FROM sitrep.mentions_files FINAL;

CREATE TABLE IF NOT EXISTS sitrep.events_files (
  `event_type` String COMMENT 'PLOVER type: ASSAULT, PROTEST, ...',
  `event_mode` Nullable(String) COMMENT 'PLOVER mode: aerial, demo, ...',
  `contexts` Array(String) COMMENT 'PLOVER contexts: military, election, ...',
  `quad_class` Int64 COMMENT '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict',
  `cameo_root` String COMMENT 'CAMEO root code, 03 to 20',
  `acled_event_type` Nullable(String) COMMENT 'ACLED event type',
  `acled_sub_event_type` Nullable(String) COMMENT 'ACLED sub-event type',
  `actors` Array(Tuple(`actor_id` Nullable(String), `name` Nullable(String), `surface` Nullable(String), `country` Nullable(String), `sector` Nullable(String))) COMMENT 'Who did it',
  `recipients` Array(Tuple(`actor_id` Nullable(String), `name` Nullable(String), `surface` Nullable(String), `country` Nullable(String), `sector` Nullable(String))) COMMENT 'To whom',
  `date_start` Nullable(Date32) COMMENT 'First day',
  `date_end` Nullable(Date32) COMMENT 'Last day',
  `date_precision` Nullable(String) COMMENT 'day, week, month, year, period or publication',
  `place` Tuple(`geonames_id` Nullable(Int64), `name` Nullable(String), `surface` Nullable(String), `admin1` Nullable(String), `country` Nullable(String), `lat` Nullable(Float64), `lon` Nullable(Float64), `precision` Nullable(String)) COMMENT 'Where',
  `fatalities_low` Nullable(Int64) COMMENT 'Killed, lowest credible number; None where nothing is said',
  `fatalities_best` Nullable(Int64) COMMENT 'Killed, most reliable number; 0 only where a text says so',
  `fatalities_high` Nullable(Int64) COMMENT 'Killed, highest credible number',
  `injuries_low` Nullable(Int64) COMMENT 'Injured, lowest credible number',
  `injuries_best` Nullable(Int64) COMMENT 'Injured, most reliable number',
  `injuries_high` Nullable(Int64) COMMENT 'Injured, highest credible number',
  `tolls` Array(Tuple(`effect` Nullable(String), `group` Nullable(String), `role` Nullable(String), `low` Nullable(Int64), `best` Nullable(Int64), `high` Nullable(Int64), `cumulative_from` Nullable(Date32), `attributed_to` Nullable(String))) COMMENT 'The counts behind these numbers',
  `territory_change` Tuple(`place` Nullable(String), `from_actor` Nullable(String), `to_actor` Nullable(String)) COMMENT 'A place that changed hands',
  `confidence` Float64 COMMENT '0 to 1',
  `coder` String COMMENT 'What coded it',
  `coder_version` String COMMENT 'Version of the coder and its data',
  `event_id` String COMMENT 'Stable id',
  `n_mentions` Int64 COMMENT 'Mentions in current article versions',
  `n_articles` Int64 COMMENT 'Articles that tell it, copies included',
  `n_sources` Int64 COMMENT 'Independent publishers, copies counted once',
  `first_reported_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'Publication time of the first report, UTC',
  `last_reported_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'Publication time of the latest report, UTC',
  `revision` Int64 COMMENT '1, and one more with every change',
  `updated_at` DateTime64(6, 'UTC') COMMENT 'When the row changed, UTC',
  `superseded_by` Nullable(String) COMMENT 'The event that this one was merged into',
  `retracted` Bool COMMENT 'True when no current article version tells it any more',
  `run_id` String COMMENT 'Run that last changed the row'
)
ENGINE = ReplacingMergeTree(`revision`) ORDER BY (`event_id`)
COMMENT 'One event of the world, current state';

INSERT INTO sitrep.events_files (`event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `event_id`, `n_mentions`, `n_articles`, `n_sources`, `first_reported_at`, `last_reported_at`, `revision`, `updated_at`, `superseded_by`, `retracted`, `run_id`)
SELECT `event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `event_id`, `n_mentions`, `n_articles`, `n_sources`, `first_reported_at`, `last_reported_at`, `revision`, `updated_at`, `superseded_by`, `retracted`, `run_id`
FROM file('sitrep-data/events/*/part-*.parquet', 'Parquet', '`event_type` String, `event_mode` Nullable(String), `contexts` Array(String), `quad_class` Int64, `cameo_root` String, `acled_event_type` Nullable(String), `acled_sub_event_type` Nullable(String), `actors` Array(Tuple(`actor_id` Nullable(String), `name` Nullable(String), `surface` Nullable(String), `country` Nullable(String), `sector` Nullable(String))), `recipients` Array(Tuple(`actor_id` Nullable(String), `name` Nullable(String), `surface` Nullable(String), `country` Nullable(String), `sector` Nullable(String))), `date_start` Nullable(Date32), `date_end` Nullable(Date32), `date_precision` Nullable(String), `place` Tuple(`geonames_id` Nullable(Int64), `name` Nullable(String), `surface` Nullable(String), `admin1` Nullable(String), `country` Nullable(String), `lat` Nullable(Float64), `lon` Nullable(Float64), `precision` Nullable(String)), `fatalities_low` Nullable(Int64), `fatalities_best` Nullable(Int64), `fatalities_high` Nullable(Int64), `injuries_low` Nullable(Int64), `injuries_best` Nullable(Int64), `injuries_high` Nullable(Int64), `tolls` Array(Tuple(`effect` Nullable(String), `group` Nullable(String), `role` Nullable(String), `low` Nullable(Int64), `best` Nullable(Int64), `high` Nullable(Int64), `cumulative_from` Nullable(Date32), `attributed_to` Nullable(String))), `territory_change` Tuple(`place` Nullable(String), `from_actor` Nullable(String), `to_actor` Nullable(String)), `confidence` Float64, `coder` String, `coder_version` String, `event_id` String, `n_mentions` Int64, `n_articles` Int64, `n_sources` Int64, `first_reported_at` Nullable(DateTime64(6, ''UTC'')), `last_reported_at` Nullable(DateTime64(6, ''UTC'')), `revision` Int64, `updated_at` DateTime64(6, ''UTC''), `superseded_by` Nullable(String), `retracted` Bool, `run_id` String')
SETTINGS input_format_parquet_allow_missing_columns = 1;

CREATE OR REPLACE VIEW sitrep.events AS
SELECT `event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `event_id`, `n_mentions`, `n_articles`, `n_sources`, `first_reported_at`, `last_reported_at`, `revision`, `updated_at`, `superseded_by`, `retracted`, `run_id`
FROM sitrep.events_files FINAL;

CREATE TABLE IF NOT EXISTS sitrep.feeds_files (
  `feed_id` String COMMENT 'Hash of the URL under which it was added',
  `url` String COMMENT 'URL to poll',
  `title` Nullable(String) COMMENT 'The feed''s own title',
  `kind` Nullable(String) COMMENT 'rss, rdf, atom, json or sitemap',
  `etag` Nullable(String) COMMENT 'ETag of the last full response',
  `last_modified` Nullable(String) COMMENT 'Last-Modified of the last full response',
  `body_sha256` Nullable(String) COMMENT 'Hash of the last body',
  `last_polled_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'Last poll, UTC',
  `last_status` Nullable(Int64) COMMENT 'HTTP status of the last poll',
  `reason` Nullable(String) COMMENT 'Outcome of the last poll; docs/reasons.md',
  `detail` Nullable(String) COMMENT 'Particulars of a failure',
  `next_due_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'Not polled before, UTC',
  `interval_s` Int64 COMMENT 'Seconds between polls at present',
  `gap_s` Nullable(Int64) COMMENT 'Median seconds between its entries: its own rhythm',
  `errors_in_row` Int64 COMMENT 'Failed polls since the last good one',
  `moved_to` Nullable(String) COMMENT 'Target of a permanent redirect',
  `moved_since` Nullable(DateTime64(6, 'UTC')) COMMENT 'Since when it redirects there, UTC',
  `retired_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'When the server said 410, UTC',
  `last_entry_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'Date of the newest entry, UTC',
  `entries_last_poll` Nullable(Int64) COMMENT 'Entries in the last body',
  `run_id` String COMMENT 'Run that last changed the row'
)
ENGINE = ReplacingMergeTree ORDER BY (`feed_id`)
COMMENT 'A feed''s state';

INSERT INTO sitrep.feeds_files (`feed_id`, `url`, `title`, `kind`, `etag`, `last_modified`, `body_sha256`, `last_polled_at`, `last_status`, `reason`, `detail`, `next_due_at`, `interval_s`, `gap_s`, `errors_in_row`, `moved_to`, `moved_since`, `retired_at`, `last_entry_at`, `entries_last_poll`, `run_id`)
SELECT `feed_id`, `url`, `title`, `kind`, `etag`, `last_modified`, `body_sha256`, `last_polled_at`, `last_status`, `reason`, `detail`, `next_due_at`, `interval_s`, `gap_s`, `errors_in_row`, `moved_to`, `moved_since`, `retired_at`, `last_entry_at`, `entries_last_poll`, `run_id`
FROM file('sitrep-data/feeds/part-*.parquet', 'Parquet', '`feed_id` String, `url` String, `title` Nullable(String), `kind` Nullable(String), `etag` Nullable(String), `last_modified` Nullable(String), `body_sha256` Nullable(String), `last_polled_at` Nullable(DateTime64(6, ''UTC'')), `last_status` Nullable(Int64), `reason` Nullable(String), `detail` Nullable(String), `next_due_at` Nullable(DateTime64(6, ''UTC'')), `interval_s` Int64, `gap_s` Nullable(Int64), `errors_in_row` Int64, `moved_to` Nullable(String), `moved_since` Nullable(DateTime64(6, ''UTC'')), `retired_at` Nullable(DateTime64(6, ''UTC'')), `last_entry_at` Nullable(DateTime64(6, ''UTC'')), `entries_last_poll` Nullable(Int64), `run_id` String')
ORDER BY `last_polled_at` NULLS FIRST
SETTINGS input_format_parquet_allow_missing_columns = 1;

CREATE OR REPLACE VIEW sitrep.feeds AS
SELECT `feed_id`, `url`, `title`, `kind`, `etag`, `last_modified`, `body_sha256`, `last_polled_at`, `last_status`, `reason`, `detail`, `next_due_at`, `interval_s`, `gap_s`, `errors_in_row`, `moved_to`, `moved_since`, `retired_at`, `last_entry_at`, `entries_last_poll`, `run_id`
FROM sitrep.feeds_files FINAL;

CREATE TABLE IF NOT EXISTS sitrep.failures_files (
  `stage` String COMMENT 'poll, fetch, clean, dedupe, code, merge or publish',
  `reason` String COMMENT 'docs/reasons.md has a sentence for each',
  `error_class` String COMMENT 'Class of the error',
  `message` String COMMENT 'Its message',
  `key` String COMMENT 'URL or id of what failed',
  `payload` Nullable(String) COMMENT 'Excerpt of the input',
  `failed_at` DateTime64(6, 'UTC') COMMENT 'When, UTC',
  `run_id` String COMMENT 'Run in which it broke'
)
ENGINE = ReplacingMergeTree ORDER BY (`stage`, `key`, `run_id`)
COMMENT 'Something that broke';

INSERT INTO sitrep.failures_files (`stage`, `reason`, `error_class`, `message`, `key`, `payload`, `failed_at`, `run_id`)
SELECT `stage`, `reason`, `error_class`, `message`, `key`, `payload`, `failed_at`, `run_id`
FROM file('sitrep-data/failures/*/part-*.parquet', 'Parquet', '`stage` String, `reason` String, `error_class` String, `message` String, `key` String, `payload` Nullable(String), `failed_at` DateTime64(6, ''UTC''), `run_id` String')
SETTINGS input_format_parquet_allow_missing_columns = 1;

CREATE OR REPLACE VIEW sitrep.failures AS
SELECT `stage`, `reason`, `error_class`, `message`, `key`, `payload`, `failed_at`, `run_id`
FROM sitrep.failures_files FINAL;

CREATE TABLE IF NOT EXISTS sitrep.runs_files (
  `run_id` String COMMENT 'Derived from the slot: the same slot is the same run',
  `run_number` Int64 COMMENT '1, 2, 3, ...: the Delta transaction version of its commits',
  `slot` DateTime64(6, 'UTC') COMMENT 'The schedule slot, UTC',
  `started_at` DateTime64(6, 'UTC') COMMENT 'UTC',
  `finished_at` DateTime64(6, 'UTC') COMMENT 'UTC',
  `pipeline` String COMMENT 'ingest, reprocess or stream',
  `versions` Array(Tuple(`name` Nullable(String), `version` Nullable(String))) COMMENT 'What made it',
  `counts` Array(Tuple(`name` Nullable(String), `value` Nullable(Int64))) COMMENT 'Entries by outcome, rows by table, seconds by stage'
)
ENGINE = ReplacingMergeTree ORDER BY (`run_id`)
COMMENT 'A published run';

INSERT INTO sitrep.runs_files (`run_id`, `run_number`, `slot`, `started_at`, `finished_at`, `pipeline`, `versions`, `counts`)
SELECT `run_id`, `run_number`, `slot`, `started_at`, `finished_at`, `pipeline`, `versions`, `counts`
FROM file('sitrep-data/runs/part-*.parquet', 'Parquet', '`run_id` String, `run_number` Int64, `slot` DateTime64(6, ''UTC''), `started_at` DateTime64(6, ''UTC''), `finished_at` DateTime64(6, ''UTC''), `pipeline` String, `versions` Array(Tuple(`name` Nullable(String), `version` Nullable(String))), `counts` Array(Tuple(`name` Nullable(String), `value` Nullable(Int64)))')
SETTINGS input_format_parquet_allow_missing_columns = 1;

CREATE OR REPLACE VIEW sitrep.runs AS
SELECT `run_id`, `run_number`, `slot`, `started_at`, `finished_at`, `pipeline`, `versions`, `counts`
FROM sitrep.runs_files FINAL;
