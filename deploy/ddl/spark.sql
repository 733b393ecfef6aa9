-- sitrep's tables for Spark: sitrep ddl --engine spark --location s3a://example-bucket/sitrep
-- Plain Parquet, for a Spark without Delta Lake; run the MSCK statements again for new partitions.
-- With Delta Lake one line a table is enough: CREATE TABLE t USING DELTA LOCATION '...'.

CREATE SCHEMA IF NOT EXISTS sitrep;

CREATE TABLE IF NOT EXISTS sitrep.articles_files (
  `article_id` STRING COMMENT 'Hash of the canonical URL',
  `version` BIGINT COMMENT '1 for the first text seen, 2 for the first correction, ...',
  `url` STRING COMMENT 'URL as fetched, after redirects',
  `canonical_url` STRING COMMENT 'URL without tracking, AMP and mobile variants; the article\'s identity',
  `feed_id` STRING COMMENT 'Feed that showed it, or archive: and the WARC file',
  `guid` STRING COMMENT 'The entry\'s own id',
  `title` STRING COMMENT 'Headline without the site\'s name',
  `title_from` STRING COMMENT 'Where the headline came from: json-ld, opengraph, h1, title, feed',
  `deck` STRING COMMENT 'Standfirst below the headline',
  `text` STRING COMMENT 'Body: paragraphs separated by a blank line, without captions and boilerplate',
  `spans` ARRAY<STRUCT<`kind`: STRING, `start`: BIGINT, `end`: BIGINT>> COMMENT 'Parts of the text that are not plain prose, by start',
  `posts` ARRAY<STRUCT<`start`: BIGINT, `end`: BIGINT, `published_at`: TIMESTAMP>> COMMENT 'Posts of a live blog, by start',
  `captions` ARRAY<STRING> COMMENT 'Picture captions with their credits; never coded',
  `authors` ARRAY<STRING> COMMENT 'Persons named in the byline',
  `publisher` STRING COMMENT 'Name of the outlet',
  `publisher_domain` STRING COMMENT 'Registrable host of the outlet',
  `wire_source` STRING COMMENT 'Agency that wrote it: AP, Reuters, AFP, ...',
  `wire_evidence` STRING COMMENT 'The words that say so',
  `origin_publisher` STRING COMMENT 'Who published it first: an agency, an outlet\'s name or host; else its own host',
  `origin_evidence` STRING COMMENT 'Words, link or article_id that say so; none where it is its own',
  `is_original` BOOLEAN COMMENT 'Whether nothing says that it was published before, elsewhere or by itself',
  `language` STRING COMMENT 'ISO 639-1 code',
  `language_confidence` DOUBLE COMMENT '0 to 1',
  `published_at` TIMESTAMP COMMENT 'Publication time, UTC',
  `published_from` STRING COMMENT 'Where it came from: json-ld, meta, time, feed, url, text, modified (no other day is known or shown)',
  `published_has_time` BOOLEAN COMMENT 'False where only the day is known',
  `published_utc_offset` BIGINT COMMENT 'Minutes east of UTC of the zone in which the page states the time, or that the day in its address tells',
  `modified_at` TIMESTAMP COMMENT 'Last change that the page or feed states, UTC',
  `modified_from` STRING COMMENT 'Where it came from',
  `fetched_at` TIMESTAMP COMMENT 'When the page was fetched, UTC',
  `word_count` BIGINT COMMENT 'Words of the text',
  `content_sha256` STRING COMMENT 'Hash of the normalised text; equal for word-for-word copies',
  `signature_scheme` STRING COMMENT 'How the signature was made: sketch, shingle length, size, bands, seed',
  `signature` BINARY COMMENT 'Bottom-k sketch of the text\'s shingles: little-endian uint32 values',
  `bands` ARRAY<BIGINT> COMMENT 'Band hashes of the signature; equal bands make candidates',
  `cluster_id` STRING COMMENT 'article_id of the cluster\'s original',
  `duplicate_of` STRING COMMENT 'article_id of the article this is a copy of',
  `duplicate_kind` STRING COMMENT 'exact, near or syndicated',
  `quality_flags` ARRAY<STRING> COMMENT 'too_short, list, live_blog, press_release, opinion, sport, ...',
  `extractor` STRING COMMENT 'What found the text, with its version',
  `warc_file` STRING COMMENT 'WARC file of the raw page, relative to the output folder',
  `warc_offset` BIGINT COMMENT 'Byte offset of its record',
  `run_id` STRING COMMENT 'Run that published the row',
  `dt` DATE
)
USING PARQUET PARTITIONED BY (`dt`)
COMMENT 'A version of an article'
LOCATION 's3a://example-bucket/sitrep/articles';

MSCK REPAIR TABLE sitrep.articles_files;

CREATE OR REPLACE VIEW sitrep.articles (
  `article_id` COMMENT 'Hash of the canonical URL',
  `version` COMMENT '1 for the first text seen, 2 for the first correction, ...',
  `url` COMMENT 'URL as fetched, after redirects',
  `canonical_url` COMMENT 'URL without tracking, AMP and mobile variants; the article\'s identity',
  `feed_id` COMMENT 'Feed that showed it, or archive: and the WARC file',
  `guid` COMMENT 'The entry\'s own id',
  `title` COMMENT 'Headline without the site\'s name',
  `title_from` COMMENT 'Where the headline came from: json-ld, opengraph, h1, title, feed',
  `deck` COMMENT 'Standfirst below the headline',
  `text` COMMENT 'Body: paragraphs separated by a blank line, without captions and boilerplate',
  `spans` COMMENT 'Parts of the text that are not plain prose, by start',
  `posts` COMMENT 'Posts of a live blog, by start',
  `captions` COMMENT 'Picture captions with their credits; never coded',
  `authors` COMMENT 'Persons named in the byline',
  `publisher` COMMENT 'Name of the outlet',
  `publisher_domain` COMMENT 'Registrable host of the outlet',
  `wire_source` COMMENT 'Agency that wrote it: AP, Reuters, AFP, ...',
  `wire_evidence` COMMENT 'The words that say so',
  `origin_publisher` COMMENT 'Who published it first: an agency, an outlet\'s name or host; else its own host',
  `origin_evidence` COMMENT 'Words, link or article_id that say so; none where it is its own',
  `is_original` COMMENT 'Whether nothing says that it was published before, elsewhere or by itself',
  `language` COMMENT 'ISO 639-1 code',
  `language_confidence` COMMENT '0 to 1',
  `published_at` COMMENT 'Publication time, UTC',
  `published_from` COMMENT 'Where it came from: json-ld, meta, time, feed, url, text, modified (no other day is known or shown)',
  `published_has_time` COMMENT 'False where only the day is known',
  `published_utc_offset` COMMENT 'Minutes east of UTC of the zone in which the page states the time, or that the day in its address tells',
  `modified_at` COMMENT 'Last change that the page or feed states, UTC',
  `modified_from` COMMENT 'Where it came from',
  `fetched_at` COMMENT 'When the page was fetched, UTC',
  `word_count` COMMENT 'Words of the text',
  `content_sha256` COMMENT 'Hash of the normalised text; equal for word-for-word copies',
  `signature_scheme` COMMENT 'How the signature was made: sketch, shingle length, size, bands, seed',
  `signature` COMMENT 'Bottom-k sketch of the text\'s shingles: little-endian uint32 values',
  `bands` COMMENT 'Band hashes of the signature; equal bands make candidates',
  `cluster_id` COMMENT 'article_id of the cluster\'s original',
  `duplicate_of` COMMENT 'article_id of the article this is a copy of',
  `duplicate_kind` COMMENT 'exact, near or syndicated',
  `quality_flags` COMMENT 'too_short, list, live_blog, press_release, opinion, sport, ...',
  `extractor` COMMENT 'What found the text, with its version',
  `warc_file` COMMENT 'WARC file of the raw page, relative to the output folder',
  `warc_offset` COMMENT 'Byte offset of its record',
  `run_id` COMMENT 'Run that published the row',
  `dt` COMMENT 'Partition'
)
COMMENT 'A version of an article' AS
SELECT `article_id`, `version`, `url`, `canonical_url`, `feed_id`, `guid`, `title`, `title_from`, `deck`, `text`, `spans`, `posts`, `captions`, `authors`, `publisher`, `publisher_domain`, `wire_source`, `wire_evidence`, `origin_publisher`, `origin_evidence`, `is_original`, `language`, `language_confidence`, `published_at`, `published_from`, `published_has_time`, `published_utc_offset`, `modified_at`, `modified_from`, `fetched_at`, `word_count`, `content_sha256`, `signature_scheme`, `signature`, `bands`, `cluster_id`, `duplicate_of`, `duplicate_kind`, `quality_flags`, `extractor`, `warc_file`, `warc_offset`, `run_id`, `dt`
FROM (SELECT *, row_number() OVER (PARTITION BY `article_id`, `version` ORDER BY `run_id` DESC NULLS LAST) AS place_of_row FROM sitrep.articles_files) AS ranked
WHERE place_of_row = 1;

CREATE TABLE IF NOT EXISTS sitrep.entries_files (
  `entry_key` STRING COMMENT 'Hash of the entry\'s identity: canonical URL, else GUID, else title and text',
  `feed_id` STRING COMMENT 'Feed that showed it, or archive: and the name of the WARC file that holds it',
  `url` STRING COMMENT 'Link as the feed gives it',
  `canonical_url` STRING COMMENT 'The same, canonical',
  `guid` STRING COMMENT 'The entry\'s own id',
  `title` STRING COMMENT 'The entry\'s title',
  `published_at` TIMESTAMP COMMENT 'The entry\'s date, UTC',
  `fingerprint` STRING COMMENT 'Hash of title, summary, content and dates: a change means: look again',
  `outcome` STRING COMMENT 'kept, known, duplicate, rejected or failed',
  `reason` STRING COMMENT 'Why; docs/reasons.md has a sentence for each',
  `detail` STRING COMMENT 'Particulars of a rejection or failure',
  `http_status` BIGINT COMMENT 'Status of the page\'s response',
  `article_id` STRING COMMENT 'The article it led to',
  `article_version` BIGINT COMMENT 'Its version',
  `attempts` BIGINT COMMENT 'Fetches tried so far; a failed entry is tried again a few times',
  `seen_at` TIMESTAMP COMMENT 'When the entry was seen, UTC',
  `run_id` STRING COMMENT 'Run that published the row',
  `dt` DATE
)
USING PARQUET PARTITIONED BY (`dt`)
COMMENT 'A feed entry or archive record and what became of it'
LOCATION 's3a://example-bucket/sitrep/entries';

MSCK REPAIR TABLE sitrep.entries_files;

CREATE OR REPLACE VIEW sitrep.entries (
  `entry_key` COMMENT 'Hash of the entry\'s identity: canonical URL, else GUID, else title and text',
  `feed_id` COMMENT 'Feed that showed it, or archive: and the name of the WARC file that holds it',
  `url` COMMENT 'Link as the feed gives it',
  `canonical_url` COMMENT 'The same, canonical',
  `guid` COMMENT 'The entry\'s own id',
  `title` COMMENT 'The entry\'s title',
  `published_at` COMMENT 'The entry\'s date, UTC',
  `fingerprint` COMMENT 'Hash of title, summary, content and dates: a change means: look again',
  `outcome` COMMENT 'kept, known, duplicate, rejected or failed',
  `reason` COMMENT 'Why; docs/reasons.md has a sentence for each',
  `detail` COMMENT 'Particulars of a rejection or failure',
  `http_status` COMMENT 'Status of the page\'s response',
  `article_id` COMMENT 'The article it led to',
  `article_version` COMMENT 'Its version',
  `attempts` COMMENT 'Fetches tried so far; a failed entry is tried again a few times',
  `seen_at` COMMENT 'When the entry was seen, UTC',
  `run_id` COMMENT 'Run that published the row',
  `dt` COMMENT 'Partition'
)
COMMENT 'A feed entry or archive record and what became of it' AS
SELECT `entry_key`, `feed_id`, `url`, `canonical_url`, `guid`, `title`, `published_at`, `fingerprint`, `outcome`, `reason`, `detail`, `http_status`, `article_id`, `article_version`, `attempts`, `seen_at`, `run_id`, `dt`
FROM (SELECT *, row_number() OVER (PARTITION BY `entry_key`, `feed_id`, `run_id` ORDER BY `run_id` DESC NULLS LAST) AS place_of_row FROM sitrep.entries_files) AS ranked
WHERE place_of_row = 1;

CREATE TABLE IF NOT EXISTS sitrep.mentions_files (
  `event_type` STRING COMMENT 'PLOVER type: ASSAULT, PROTEST, ...',
  `event_mode` STRING COMMENT 'PLOVER mode: aerial, demo, ...',
  `contexts` ARRAY<STRING> COMMENT 'PLOVER contexts: military, election, ...',
  `quad_class` BIGINT COMMENT '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict',
  `cameo_root` STRING COMMENT 'CAMEO root code, 03 to 20',
  `acled_event_type` STRING COMMENT 'ACLED event type',
  `acled_sub_event_type` STRING COMMENT 'ACLED sub-event type',
  `actors` ARRAY<STRUCT<`actor_id`: STRING, `name`: STRING, `surface`: STRING, `country`: STRING, `sector`: STRING>> COMMENT 'Who did it',
  `recipients` ARRAY<STRUCT<`actor_id`: STRING, `name`: STRING, `surface`: STRING, `country`: STRING, `sector`: STRING>> COMMENT 'To whom',
  `date_start` DATE COMMENT 'First day',
  `date_end` DATE COMMENT 'Last day',
  `date_precision` STRING COMMENT 'day, week, month, year, period or publication',
  `place` STRUCT<`geonames_id`: BIGINT, `name`: STRING, `surface`: STRING, `admin1`: STRING, `country`: STRING, `lat`: DOUBLE, `lon`: DOUBLE, `precision`: STRING> COMMENT 'Where',
  `fatalities_low` BIGINT COMMENT 'Killed, lowest credible number; None where nothing is said',
  `fatalities_best` BIGINT COMMENT 'Killed, most reliable number; 0 only where a text says so',
  `fatalities_high` BIGINT COMMENT 'Killed, highest credible number',
  `injuries_low` BIGINT COMMENT 'Injured, lowest credible number',
  `injuries_best` BIGINT COMMENT 'Injured, most reliable number',
  `injuries_high` BIGINT COMMENT 'Injured, highest credible number',
  `tolls` ARRAY<STRUCT<`effect`: STRING, `group`: STRING, `role`: STRING, `low`: BIGINT, `best`: BIGINT, `high`: BIGINT, `cumulative_from`: DATE, `attributed_to`: STRING>> COMMENT 'The counts behind these numbers',
  `territory_change` STRUCT<`place`: STRING, `from_actor`: STRING, `to_actor`: STRING> COMMENT 'A place that changed hands',
  `confidence` DOUBLE COMMENT '0 to 1',
  `coder` STRING COMMENT 'What coded it',
  `coder_version` STRING COMMENT 'Version of the coder and its data',
  `mention_id` STRING COMMENT 'Hash of article, version and the event\'s place in it',
  `event_id` STRING COMMENT 'The event; set by merging',
  `merge_reason` STRING COMMENT 'Why it joined that event, with the score, or started it',
  `article_id` STRING COMMENT 'The article',
  `version` BIGINT COMMENT 'Its version',
  `copied_from` STRING COMMENT 'mention_id in the original, where the article is a copy',
  `publisher_domain` STRING COMMENT 'The outlet',
  `source_key` STRING COMMENT 'Independent origin: the cluster of copies or the wire behind the article',
  `published_at` TIMESTAMP COMMENT 'When the article was published, UTC',
  `sentence` BIGINT COMMENT 'Index of the sentence in the article, headline = 0',
  `char_start` BIGINT COMMENT 'Start of the evidence in title + blank line + deck + blank line + text',
  `char_end` BIGINT COMMENT 'End of the evidence, exclusive',
  `evidence` STRING COMMENT 'The sentence that tells it',
  `attributed_to` STRING COMMENT 'Who says so, where it is somebody\'s statement',
  `rule` STRING COMMENT 'Frame and trigger that coded it',
  `coded_at` TIMESTAMP COMMENT 'When it was coded, UTC',
  `run_id` STRING COMMENT 'Run that published the row',
  `dt` DATE
)
USING PARQUET PARTITIONED BY (`dt`)
COMMENT 'One event as one article tells it'
LOCATION 's3a://example-bucket/sitrep/mentions';

MSCK REPAIR TABLE sitrep.mentions_files;

CREATE OR REPLACE VIEW sitrep.mentions (
  `event_type` COMMENT 'PLOVER type: ASSAULT, PROTEST, ...',
  `event_mode` COMMENT 'PLOVER mode: aerial, demo, ...',
  `contexts` COMMENT 'PLOVER contexts: military, election, ...',
  `quad_class` COMMENT '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict',
  `cameo_root` COMMENT 'CAMEO root code, 03 to 20',
  `acled_event_type` COMMENT 'ACLED event type',
  `acled_sub_event_type` COMMENT 'ACLED sub-event type',
  `actors` COMMENT 'Who did it',
  `recipients` COMMENT 'To whom',
  `date_start` COMMENT 'First day',
  `date_end` COMMENT 'Last day',
  `date_precision` COMMENT 'day, week, month, year, period or publication',
  `place` COMMENT 'Where',
  `fatalities_low` COMMENT 'Killed, lowest credible number; None where nothing is said',
  `fatalities_best` COMMENT 'Killed, most reliable number; 0 only where a text says so',
  `fatalities_high` COMMENT 'Killed, highest credible number',
  `injuries_low` COMMENT 'Injured, lowest credible number',
  `injuries_best` COMMENT 'Injured, most reliable number',
  `injuries_high` COMMENT 'Injured, highest credible number',
  `tolls` COMMENT 'The counts behind these numbers',
  `territory_change` COMMENT 'A place that changed hands',
  `confidence` COMMENT '0 to 1',
  `coder` COMMENT 'What coded it',
  `coder_version` COMMENT 'Version of the coder and its data',
  `mention_id` COMMENT 'Hash of article, version and the event\'s place in it',
  `event_id` COMMENT 'The event; set by merging',
  `merge_reason` COMMENT 'Why it joined that event, with the score, or started it',
  `article_id` COMMENT 'The article',
  `version` COMMENT 'Its version',
  `copied_from` COMMENT 'mention_id in the original, where the article is a copy',
  `publisher_domain` COMMENT 'The outlet',
  `source_key` COMMENT 'Independent origin: the cluster of copies or the wire behind the article',
  `published_at` COMMENT 'When the article was published, UTC',
  `sentence` COMMENT 'Index of the sentence in the article, headline = 0',
  `char_start` COMMENT 'Start of the evidence in title + blank line + deck + blank line + text',
  `char_end` COMMENT 'End of the evidence, exclusive',
  `evidence` COMMENT 'The sentence that tells it',
  `attributed_to` COMMENT 'Who says so, where it is somebody\'s statement',
  `rule` COMMENT 'Frame and trigger that coded it',
  `coded_at` COMMENT 'When it was coded, UTC',
  `run_id` COMMENT 'Run that published the row',
  `dt` COMMENT 'Partition'
)
COMMENT 'One event as one article tells it' AS
SELECT `event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `mention_id`, `event_id`, `merge_reason`, `article_id`, `version`, `copied_from`, `publisher_domain`, `source_key`, `published_at`, `sentence`, `char_start`, `char_end`, `evidence`, `attributed_to`, `rule`, `coded_at`, `run_id`, `dt`
FROM (SELECT *, row_number() OVER (PARTITION BY `mention_id` ORDER BY `run_id` DESC NULLS LAST) AS place_of_row FROM sitrep.mentions_files) AS ranked
WHERE place_of_row = 1;

CREATE TABLE IF NOT EXISTS sitrep.events_files (
  `event_type` STRING COMMENT 'PLOVER type: ASSAULT, PROTEST, ...',
  `event_mode` STRING COMMENT 'PLOVER mode: aerial, demo, ...',
  `contexts` ARRAY<STRING> COMMENT 'PLOVER contexts: military, election, ...',
  `quad_class` BIGINT COMMENT '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict',
  `cameo_root` STRING COMMENT 'CAMEO root code, 03 to 20',
  `acled_event_type` STRING COMMENT 'ACLED event type',
  `acled_sub_event_type` STRING COMMENT 'ACLED sub-event type',
  `actors` ARRAY<STRUCT<`actor_id`: STRING, `name`: STRING, `surface`: STRING, `country`: STRING, `sector`: STRING>> COMMENT 'Who did it',
  `recipients` ARRAY<STRUCT<`actor_id`: STRING, `name`: STRING, `surface`: STRING, `country`: STRING, `sector`: STRING>> COMMENT 'To whom',
  `date_start` DATE COMMENT 'First day',
  `date_end` DATE COMMENT 'Last day',
  `date_precision` STRING COMMENT 'day, week, month, year, period or publication',
  `place` STRUCT<`geonames_id`: BIGINT, `name`: STRING, `surface`: STRING, `admin1`: STRING, `country`: STRING, `lat`: DOUBLE, `lon`: DOUBLE, `precision`: STRING> COMMENT 'Where',
  `fatalities_low` BIGINT COMMENT 'Killed, lowest credible number; None where nothing is said',
  `fatalities_best` BIGINT COMMENT 'Killed, most reliable number; 0 only where a text says so',
  `fatalities_high` BIGINT COMMENT 'Killed, highest credible number',
  `injuries_low` BIGINT COMMENT 'Injured, lowest credible number',
  `injuries_best` BIGINT COMMENT 'Injured, most reliable number',
  `injuries_high` BIGINT COMMENT 'Injured, highest credible number',
  `tolls` ARRAY<STRUCT<`effect`: STRING, `group`: STRING, `role`: STRING, `low`: BIGINT, `best`: BIGINT, `high`: BIGINT, `cumulative_from`: DATE, `attributed_to`: STRING>> COMMENT 'The counts behind these numbers',
  `territory_change` STRUCT<`place`: STRING, `from_actor`: STRING, `to_actor`: STRING> COMMENT 'A place that changed hands',
  `confidence` DOUBLE COMMENT '0 to 1',
  `coder` STRING COMMENT 'What coded it',
  `coder_version` STRING COMMENT 'Version of the coder and its data',
  `event_id` STRING COMMENT 'Stable id',
  `n_mentions` BIGINT COMMENT 'Mentions in current article versions',
  `n_articles` BIGINT COMMENT 'Articles that tell it, copies included',
  `n_sources` BIGINT COMMENT 'Independent publishers, copies counted once',
  `first_reported_at` TIMESTAMP COMMENT 'Publication time of the first report, UTC',
  `last_reported_at` TIMESTAMP COMMENT 'Publication time of the latest report, UTC',
  `revision` BIGINT COMMENT '1, and one more with every change',
  `updated_at` TIMESTAMP COMMENT 'When the row changed, UTC',
  `superseded_by` STRING COMMENT 'The event that this one was merged into',
  `retracted` BOOLEAN COMMENT 'True when no current article version tells it any more',
  `run_id` STRING COMMENT 'Run that last changed the row',
  `month` STRING
)
USING PARQUET PARTITIONED BY (`month`)
COMMENT 'One event of the world, current state'
LOCATION 's3a://example-bucket/sitrep/events';

MSCK REPAIR TABLE sitrep.events_files;

CREATE OR REPLACE VIEW sitrep.events (
  `event_type` COMMENT 'PLOVER type: ASSAULT, PROTEST, ...',
  `event_mode` COMMENT 'PLOVER mode: aerial, demo, ...',
  `contexts` COMMENT 'PLOVER contexts: military, election, ...',
  `quad_class` COMMENT '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict',
  `cameo_root` COMMENT 'CAMEO root code, 03 to 20',
  `acled_event_type` COMMENT 'ACLED event type',
  `acled_sub_event_type` COMMENT 'ACLED sub-event type',
  `actors` COMMENT 'Who did it',
  `recipients` COMMENT 'To whom',
  `date_start` COMMENT 'First day',
  `date_end` COMMENT 'Last day',
  `date_precision` COMMENT 'day, week, month, year, period or publication',
  `place` COMMENT 'Where',
  `fatalities_low` COMMENT 'Killed, lowest credible number; None where nothing is said',
  `fatalities_best` COMMENT 'Killed, most reliable number; 0 only where a text says so',
  `fatalities_high` COMMENT 'Killed, highest credible number',
  `injuries_low` COMMENT 'Injured, lowest credible number',
  `injuries_best` COMMENT 'Injured, most reliable number',
  `injuries_high` COMMENT 'Injured, highest credible number',
  `tolls` COMMENT 'The counts behind these numbers',
  `territory_change` COMMENT 'A place that changed hands',
  `confidence` COMMENT '0 to 1',
  `coder` COMMENT 'What coded it',
  `coder_version` COMMENT 'Version of the coder and its data',
  `event_id` COMMENT 'Stable id',
  `n_mentions` COMMENT 'Mentions in current article versions',
  `n_articles` COMMENT 'Articles that tell it, copies included',
  `n_sources` COMMENT 'Independent publishers, copies counted once',
  `first_reported_at` COMMENT 'Publication time of the first report, UTC',
  `last_reported_at` COMMENT 'Publication time of the latest report, UTC',
  `revision` COMMENT '1, and one more with every change',
  `updated_at` COMMENT 'When the row changed, UTC',
  `superseded_by` COMMENT 'The event that this one was merged into',
  `retracted` COMMENT 'True when no current article version tells it any more',
  `run_id` COMMENT 'Run that last changed the row',
  `month` COMMENT 'Partition'
)
COMMENT 'One event of the world, current state' AS
SELECT `event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `event_id`, `n_mentions`, `n_articles`, `n_sources`, `first_reported_at`, `last_reported_at`, `revision`, `updated_at`, `superseded_by`, `retracted`, `run_id`, `month`
FROM (SELECT *, row_number() OVER (PARTITION BY `event_id` ORDER BY `revision` DESC NULLS LAST) AS place_of_row FROM sitrep.events_files) AS ranked
WHERE place_of_row = 1;

CREATE TABLE IF NOT EXISTS sitrep.feeds_files (
  `feed_id` STRING COMMENT 'Hash of the URL under which it was added',
  `url` STRING COMMENT 'URL to poll',
  `title` STRING COMMENT 'The feed\'s own title',
  `kind` STRING COMMENT 'rss, rdf, atom, json or sitemap',
  `etag` STRING COMMENT 'ETag of the last full response',
  `last_modified` STRING COMMENT 'Last-Modified of the last full response',
  `body_sha256` STRING COMMENT 'Hash of the last body',
  `last_polled_at` TIMESTAMP COMMENT 'Last poll, UTC',
  `last_status` BIGINT COMMENT 'HTTP status of the last poll',
  `reason` STRING COMMENT 'Outcome of the last poll; docs/reasons.md',
  `detail` STRING COMMENT 'Particulars of a failure',
  `next_due_at` TIMESTAMP COMMENT 'Not polled before, UTC',
  `interval_s` BIGINT COMMENT 'Seconds between polls at present',
  `gap_s` BIGINT COMMENT 'Median seconds between its entries: its own rhythm',
  `errors_in_row` BIGINT COMMENT 'Failed polls since the last good one',
  `moved_to` STRING COMMENT 'Target of a permanent redirect',
  `moved_since` TIMESTAMP COMMENT 'Since when it redirects there, UTC',
  `retired_at` TIMESTAMP COMMENT 'When the server said 410, UTC',
  `last_entry_at` TIMESTAMP COMMENT 'Date of the newest entry, UTC',
  `entries_last_poll` BIGINT COMMENT 'Entries in the last body',
  `run_id` STRING COMMENT 'Run that last changed the row'
)
USING PARQUET
COMMENT 'A feed\'s state'
LOCATION 's3a://example-bucket/sitrep/feeds';

CREATE OR REPLACE VIEW sitrep.feeds (
  `feed_id` COMMENT 'Hash of the URL under which it was added',
  `url` COMMENT 'URL to poll',
  `title` COMMENT 'The feed\'s own title',
  `kind` COMMENT 'rss, rdf, atom, json or sitemap',
  `etag` COMMENT 'ETag of the last full response',
  `last_modified` COMMENT 'Last-Modified of the last full response',
  `body_sha256` COMMENT 'Hash of the last body',
  `last_polled_at` COMMENT 'Last poll, UTC',
  `last_status` COMMENT 'HTTP status of the last poll',
  `reason` COMMENT 'Outcome of the last poll; docs/reasons.md',
  `detail` COMMENT 'Particulars of a failure',
  `next_due_at` COMMENT 'Not polled before, UTC',
  `interval_s` COMMENT 'Seconds between polls at present',
  `gap_s` COMMENT 'Median seconds between its entries: its own rhythm',
  `errors_in_row` COMMENT 'Failed polls since the last good one',
  `moved_to` COMMENT 'Target of a permanent redirect',
  `moved_since` COMMENT 'Since when it redirects there, UTC',
  `retired_at` COMMENT 'When the server said 410, UTC',
  `last_entry_at` COMMENT 'Date of the newest entry, UTC',
  `entries_last_poll` COMMENT 'Entries in the last body',
  `run_id` COMMENT 'Run that last changed the row'
)
COMMENT 'A feed\'s state' AS
SELECT `feed_id`, `url`, `title`, `kind`, `etag`, `last_modified`, `body_sha256`, `last_polled_at`, `last_status`, `reason`, `detail`, `next_due_at`, `interval_s`, `gap_s`, `errors_in_row`, `moved_to`, `moved_since`, `retired_at`, `last_entry_at`, `entries_last_poll`, `run_id`
FROM (SELECT *, row_number() OVER (PARTITION BY `feed_id` ORDER BY `last_polled_at` DESC NULLS LAST) AS place_of_row FROM sitrep.feeds_files) AS ranked
WHERE place_of_row = 1;

CREATE TABLE IF NOT EXISTS sitrep.failures_files (
  `stage` STRING COMMENT 'poll, fetch, clean, dedupe, code, merge or publish',
  `reason` STRING COMMENT 'docs/reasons.md has a sentence for each',
  `error_class` STRING COMMENT 'Class of the error',
  `message` STRING COMMENT 'Its message',
  `key` STRING COMMENT 'URL or id of what failed',
  `payload` STRING COMMENT 'Excerpt of the input',
  `failed_at` TIMESTAMP COMMENT 'When, UTC',
  `run_id` STRING COMMENT 'Run in which it broke',
  `dt` DATE
)
USING PARQUET PARTITIONED BY (`dt`)
COMMENT 'Something that broke'
LOCATION 's3a://example-bucket/sitrep/failures';

MSCK REPAIR TABLE sitrep.failures_files;

CREATE OR REPLACE VIEW sitrep.failures (
  `stage` COMMENT 'poll, fetch, clean, dedupe, code, merge or publish',
  `reason` COMMENT 'docs/reasons.md has a sentence for each',
  `error_class` COMMENT 'Class of the error',
  `message` COMMENT 'Its message',
  `key` COMMENT 'URL or id of what failed',
  `payload` COMMENT 'Excerpt of the input',
  `failed_at` COMMENT 'When, UTC',
  `run_id` COMMENT 'Run in which it broke',
  `dt` COMMENT 'Partition'
)
COMMENT 'Something that broke' AS
SELECT `stage`, `reason`, `error_class`, `message`, `key`, `payload`, `failed_at`, `run_id`, `dt`
FROM (SELECT *, row_number() OVER (PARTITION BY `stage`, `key`, `run_id` ORDER BY `run_id` DESC NULLS LAST) AS place_of_row FROM sitrep.failures_files) AS ranked
WHERE place_of_row = 1;

CREATE TABLE IF NOT EXISTS sitrep.runs_files (
  `run_id` STRING COMMENT 'Derived from the slot: the same slot is the same run',
  `run_number` BIGINT COMMENT '1, 2, 3, ...: the Delta transaction version of its commits',
  `slot` TIMESTAMP COMMENT 'The schedule slot, UTC',
  `started_at` TIMESTAMP COMMENT 'UTC',
  `finished_at` TIMESTAMP COMMENT 'UTC',
  `pipeline` STRING COMMENT 'ingest, reprocess or stream',
  `versions` ARRAY<STRUCT<`name`: STRING, `version`: STRING>> COMMENT 'What made it',
  `counts` ARRAY<STRUCT<`name`: STRING, `value`: BIGINT>> COMMENT 'Entries by outcome, rows by table, seconds by stage'
)
USING PARQUET
COMMENT 'A published run'
LOCATION 's3a://example-bucket/sitrep/runs';

CREATE OR REPLACE VIEW sitrep.runs (
  `run_id` COMMENT 'Derived from the slot: the same slot is the same run',
  `run_number` COMMENT '1, 2, 3, ...: the Delta transaction version of its commits',
  `slot` COMMENT 'The schedule slot, UTC',
  `started_at` COMMENT 'UTC',
  `finished_at` COMMENT 'UTC',
  `pipeline` COMMENT 'ingest, reprocess or stream',
  `versions` COMMENT 'What made it',
  `counts` COMMENT 'Entries by outcome, rows by table, seconds by stage'
)
COMMENT 'A published run' AS
SELECT `run_id`, `run_number`, `slot`, `started_at`, `finished_at`, `pipeline`, `versions`, `counts`
FROM (SELECT *, row_number() OVER (PARTITION BY `run_id` ORDER BY `run_id` DESC NULLS LAST) AS place_of_row FROM sitrep.runs_files) AS ranked
WHERE place_of_row = 1;
