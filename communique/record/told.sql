-- ------------------------------------------------------------------ told: all pages together
-- Made anew of accounts and decisions, never edited: what is wrong here is corrected there. `n` is the order.
-- The number of sources is that of `origins`, never that of pages: json_array_length(origins).

CREATE TABLE origin (
  -- One hand that pages come from: an agency, an outlet, an author, or nobody knows whose.
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,             -- agency, outlet, author, unknown
  name TEXT,
  articles TEXT NOT NULL          -- JSON list of article ids, in the order of publication
) STRICT;

CREATE TABLE trace (
  -- Why a page belongs to an origin.
  origin INTEGER NOT NULL REFERENCES origin (n),
  n INTEGER NOT NULL,
  article TEXT NOT NULL REFERENCES article (id),
  how TEXT NOT NULL,
  start INTEGER, stop INTEGER,    -- the words of a credit
  other TEXT,                     -- the article whose text it carries
  PRIMARY KEY (origin, n)
) STRICT;
CREATE INDEX trace_article ON trace (article);

CREATE TABLE party (
  -- Somebody who acts, across all pages.
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  sector TEXT,
  wikidata TEXT,
  actors TEXT NOT NULL            -- JSON list of actor ids
) STRICT;

CREATE TABLE happening (
  -- What one or more pages tell as events, told once.
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  mode TEXT,
  status TEXT NOT NULL,
  actors TEXT NOT NULL,           -- JSON list of party ids
  recipients TEXT NOT NULL,       -- JSON list of party ids
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  place_id TEXT, place_name TEXT, place_kind TEXT, place_country TEXT,
  place_lat REAL, place_lon REAL, place_geonames INTEGER, place_wikidata TEXT,
  origins TEXT NOT NULL,          -- JSON list of origin ids that are known
  unknown_origins TEXT NOT NULL,  -- JSON list of those that are not
  articles TEXT NOT NULL         -- JSON list of article ids behind them
) STRICT;

CREATE TABLE happening_fact (
  -- The events (facts of articles) that tell a happening, first published first.
  happening INTEGER NOT NULL REFERENCES happening (n),
  n INTEGER NOT NULL,
  fact TEXT NOT NULL REFERENCES fact (id),
  PRIMARY KEY (happening, n)
) STRICT;
CREATE INDEX happening_fact_fact ON happening_fact (fact);

CREATE TABLE story (
  -- Pages on one course of events.
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  articles TEXT NOT NULL,
  origins TEXT NOT NULL
) STRICT;

CREATE TABLE moment (
  -- What happened on one day, or in one span of days.
  story INTEGER NOT NULL REFERENCES story (n),
  n INTEGER NOT NULL,
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  happenings TEXT NOT NULL,
  PRIMARY KEY (story, n)
) STRICT;

CREATE TABLE difference (
  -- Something that is told in two or more ways; who is right is not said.
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,             -- number, date, place, parties, status, statement, correction
  about TEXT NOT NULL,            -- id of a happening, party or article
  subject TEXT NOT NULL,          -- what differs
  how TEXT NOT NULL
) STRICT;

CREATE TABLE version (
  -- What some of the pages say.
  difference INTEGER NOT NULL REFERENCES difference (n),
  n INTEGER NOT NULL,
  value TEXT NOT NULL,
  facts TEXT NOT NULL,            -- JSON list of fact ids
  origins TEXT NOT NULL, unknown_origins TEXT NOT NULL, articles TEXT NOT NULL,
  words_start INTEGER, words_stop INTEGER,                   -- in the text of the first fact's article
  PRIMARY KEY (difference, n)
) STRICT;

CREATE TABLE round (
  -- A round of talks and who sat at the table.
  n INTEGER PRIMARY KEY,
  happening TEXT NOT NULL,
  number INTEGER,
  host TEXT, mediator TEXT
) STRICT;

CREATE TABLE delegation (
  -- A side at talks and the people said to be there for it.
  round INTEGER NOT NULL REFERENCES round (n),
  n INTEGER NOT NULL,
  party TEXT NOT NULL,
  members TEXT NOT NULL,
  PRIMARY KEY (round, n)
) STRICT;

CREATE TABLE course (
  -- A party's position on an issue over time.
  n INTEGER PRIMARY KEY,
  party TEXT NOT NULL,
  issue TEXT NOT NULL,
  moves TEXT NOT NULL             -- JSON list: from one stand to the next, nearer, further or steady
) STRICT;

CREATE TABLE stand (
  -- Where a party stood at one time.
  course INTEGER NOT NULL REFERENCES course (n),
  n INTEGER NOT NULL,
  stance TEXT NOT NULL,
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  dated INTEGER NOT NULL,         -- 1: the day it is told of; 0: the day of publication
  facts TEXT NOT NULL,
  origins TEXT NOT NULL, unknown_origins TEXT NOT NULL, articles TEXT NOT NULL,
  PRIMARY KEY (course, n)
) STRICT;

CREATE TABLE proposed (
  -- A proposal with its versions.
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  authors TEXT NOT NULL           -- JSON list of party ids
) STRICT;

CREATE TABLE draft (
  -- One version of a proposal.
  proposed INTEGER NOT NULL REFERENCES proposed (n),
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  points INTEGER,
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  facts TEXT NOT NULL,
  origins TEXT NOT NULL, unknown_origins TEXT NOT NULL, articles TEXT NOT NULL,
  PRIMARY KEY (proposed, n)
) STRICT;

CREATE TABLE answer (
  -- What somebody did to a version of a proposal.
  proposed INTEGER NOT NULL,
  draft INTEGER NOT NULL,
  n INTEGER NOT NULL,
  status TEXT NOT NULL,
  by_whom TEXT NOT NULL,          -- JSON list of party ids; []: nobody is named
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  condition_start INTEGER, condition_stop INTEGER,           -- in the text of the first fact's article
  facts TEXT NOT NULL,
  origins TEXT NOT NULL, unknown_origins TEXT NOT NULL, articles TEXT NOT NULL,
  PRIMARY KEY (proposed, draft, n),
  FOREIGN KEY (proposed, draft) REFERENCES draft (proposed, n)
) STRICT;

CREATE TABLE question (
  -- An issue left open by the last pages that speak of it.
  n INTEGER PRIMARY KEY,
  issue TEXT NOT NULL,
  state TEXT NOT NULL,
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  facts TEXT NOT NULL,
  origins TEXT NOT NULL, unknown_origins TEXT NOT NULL, articles TEXT NOT NULL
) STRICT;

CREATE TABLE question_evidence (
  -- The sentences that leave an issue open; they may hold no fact.
  question INTEGER NOT NULL REFERENCES question (n),
  n INTEGER NOT NULL,
  article TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  cue_start INTEGER NOT NULL, cue_stop INTEGER NOT NULL,
  quote TEXT NOT NULL,
  PRIMARY KEY (question, n)
) STRICT;

CREATE TABLE holding (
  -- Who holds what, as last told.
  n INTEGER PRIMARY KEY,
  what TEXT NOT NULL,
  holder TEXT,                    -- party id
  place TEXT,                     -- as the pages name it
  extent TEXT,
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  facts TEXT NOT NULL,
  origins TEXT NOT NULL, unknown_origins TEXT NOT NULL, articles TEXT NOT NULL
) STRICT;

-- ------------------------------------------------------------------ full text
-- Kept in step by the program: a dossier has no triggers, so that a file from a stranger can do nothing of its own.

CREATE VIRTUAL TABLE article_words USING fts5 (
  headline, text, content = 'article', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE evidence_words USING fts5 (
  quote, content = 'evidence', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- ------------------------------------------------------------------ views for people

CREATE VIEW current_event AS
  -- Events of pages as they stand now, names instead of ids.
  SELECT e.id, a.publisher, a.published_edtf AS published, e.type, e.mode, e.status, e.when_edtf AS "when",
    (SELECT group_concat(x.name, '; ') FROM json_each(e.actors) AS j
       JOIN actor AS x ON x.article = e.article AND x.id = j.value) AS who,
    (SELECT group_concat(x.name, '; ') FROM json_each(e.recipients) AS j
       JOIN actor AS x ON x.article = e.article AND x.id = j.value) AS whom,
    (SELECT p.name FROM place AS p WHERE p.article = e.article AND p.id = e.place) AS place,
    (SELECT v.quote FROM evidence AS v WHERE v.article = e.article AND v.fact = e.id AND v.n = 0) AS quote, a.url, e.article
  FROM event AS e JOIN article AS a ON a.id = e.article WHERE NOT a.superseded;

CREATE VIEW current_statement AS
  -- Statements of pages as they stand now: who said what, in the page's words.
  SELECT s.id, a.publisher, a.published_edtf AS published, s.act, s.sourcing, s.form,
    (SELECT group_concat(x.name, '; ') FROM json_each(s.speakers) AS j
       JOIN actor AS x ON x.article = s.article AND x.id = j.value) AS speaker,
    (SELECT group_concat(substr(a.text, (j.value ->> 0) + 1, (j.value ->> 1) - (j.value ->> 0)), ' ... ')
       FROM json_each(s.content) AS j) AS content,
    (SELECT v.quote FROM evidence AS v WHERE v.article = s.article AND v.fact = s.id AND v.n = 0) AS quote, a.url, s.article
  FROM statement AS s JOIN article AS a ON a.id = s.article WHERE NOT a.superseded;

CREATE VIEW involved AS
  -- Who is in which fact as what, one row for each: for joins, counts and pivot tables.
  SELECT e.article, e.id AS fact, 'actor' AS part, j.value AS actor FROM event AS e, json_each(e.actors) AS j
  UNION ALL SELECT e.article, e.id, 'recipient', j.value FROM event AS e, json_each(e.recipients) AS j
  UNION ALL SELECT e.article, e.id, 'participant', j.value
    FROM event AS e, json_each(e.meeting_participants) AS j WHERE e.meeting_participants IS NOT NULL
  UNION ALL SELECT s.article, s.id, 'speaker', j.value FROM statement AS s, json_each(s.speakers) AS j
  UNION ALL SELECT s.article, s.id, 'addressee', j.value FROM statement AS s, json_each(s.addressees) AS j;

CREATE VIEW told_happening AS
  -- What happened, with the number of independent sources and the first sentence that tells it.
  SELECT h.n, h.when_edtf AS "when", h.type, h.mode, h.status,
    (SELECT group_concat(p.name, '; ') FROM json_each(h.actors) AS j JOIN party AS p ON p.id = j.value) AS who,
    (SELECT group_concat(p.name, '; ') FROM json_each(h.recipients) AS j JOIN party AS p ON p.id = j.value) AS whom,
    h.place_name AS place, json_array_length(h.origins) AS sources, json_array_length(h.articles) AS articles,
    (SELECT v.quote FROM happening_fact AS f JOIN fact AS c ON c.id = f.fact
       JOIN evidence AS v ON v.article = c.article AND v.fact = c.id AND v.n = 0
       WHERE f.happening = h.n AND f.n = 0) AS quote
  FROM happening AS h;

CREATE VIEW told_difference AS
  -- What is told in two or more ways: one row for each way.
  SELECT d.n, d.kind, d.subject, v.value, json_array_length(v.origins) AS sources,
    (SELECT e.quote FROM fact AS c JOIN evidence AS e ON e.article = c.article AND e.fact = c.id AND e.n = 0
       WHERE c.id = v.facts ->> 0) AS quote
  FROM difference AS d JOIN version AS v ON v.difference = d.n;
