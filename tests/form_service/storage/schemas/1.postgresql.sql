SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.acknowledgements (
    id bigint NOT NULL,
    mailbox_hash character varying(32) NOT NULL,
    fingerprint character varying(32) NOT NULL,
    at bigint NOT NULL
);
CREATE SEQUENCE public.acknowledgements_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.acknowledgements_id_seq OWNED BY public.acknowledgements.id;
CREATE TABLE public.delivery_attempts (
    id bigint NOT NULL,
    outbox_id bigint NOT NULL,
    at bigint NOT NULL,
    seconds double precision NOT NULL,
    outcome character varying(20) NOT NULL,
    reason text NOT NULL
);
CREATE SEQUENCE public.delivery_attempts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.delivery_attempts_id_seq OWNED BY public.delivery_attempts.id;
CREATE TABLE public.feedback (
    id bigint NOT NULL,
    once character varying(64) NOT NULL,
    article character varying(200) NOT NULL,
    locale character varying(35) NOT NULL,
    helpful boolean NOT NULL,
    comment text NOT NULL,
    at bigint NOT NULL
);
CREATE SEQUENCE public.feedback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.feedback_id_seq OWNED BY public.feedback.id;
CREATE TABLE public.fruitless_searches (
    locale character varying(35) NOT NULL,
    query character varying(200) NOT NULL,
    day character varying(10) NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.outbox (
    id bigint NOT NULL,
    submission character varying(20),
    mail character varying(40) NOT NULL,
    recipient text NOT NULL,
    message_id character varying(200) NOT NULL,
    priority integer NOT NULL,
    state character varying(20) NOT NULL,
    attempts integer NOT NULL,
    due_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    created_at bigint NOT NULL,
    reason text NOT NULL
);
CREATE SEQUENCE public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;
CREATE TABLE public.photos (
    id bigint NOT NULL,
    token character varying(40) NOT NULL,
    submission character varying(20),
    width integer NOT NULL,
    height integer NOT NULL,
    content bytea NOT NULL,
    preview bytea NOT NULL,
    stored_at bigint NOT NULL
);
CREATE SEQUENCE public.photos_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.photos_id_seq OWNED BY public.photos.id;
CREATE TABLE public.rate_limits (
    key character varying(32) NOT NULL,
    "window" bigint NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.schema_version (
    version integer NOT NULL
);
CREATE TABLE public.submissions (
    reference character varying(20) NOT NULL,
    once character varying(64) NOT NULL,
    form character varying(20) NOT NULL,
    locale character varying(35) NOT NULL,
    topic character varying(80) NOT NULL,
    route character varying(80) NOT NULL,
    state character varying(20) NOT NULL,
    urgent boolean NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    mailbox text NOT NULL,
    order_number text NOT NULL,
    message text NOT NULL,
    details json NOT NULL,
    score integer NOT NULL,
    reasons json NOT NULL,
    network character varying(32),
    arrived_at bigint NOT NULL,
    answer_by bigint NOT NULL
);
ALTER TABLE ONLY public.acknowledgements ALTER COLUMN id SET DEFAULT nextval('public.acknowledgements_id_seq'::regclass);
ALTER TABLE ONLY public.delivery_attempts ALTER COLUMN id SET DEFAULT nextval('public.delivery_attempts_id_seq'::regclass);
ALTER TABLE ONLY public.feedback ALTER COLUMN id SET DEFAULT nextval('public.feedback_id_seq'::regclass);
ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);
ALTER TABLE ONLY public.photos ALTER COLUMN id SET DEFAULT nextval('public.photos_id_seq'::regclass);
INSERT INTO public.delivery_attempts VALUES (1, 1, 1795420800000, 1.5, 'deferred', '451');
INSERT INTO public.outbox VALUES (1, 'REF-0001', 'ticket', 'payments@marigold.example', 'REF-0001.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (2, 'REF-0001', 'acknowledgement', 'shopper1@example.com', 'REF-0001.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (3, 'REF-0002', 'ticket', 'payments@marigold.example', 'REF-0002.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (4, 'REF-0002', 'acknowledgement', 'shopper2@example.com', 'REF-0002.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (5, 'REF-0003', 'ticket', 'payments@marigold.example', 'REF-0003.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (6, 'REF-0003', 'acknowledgement', 'shopper3@example.com', 'REF-0003.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (7, 'REF-0004', 'ticket', 'payments@marigold.example', 'REF-0004.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (8, 'REF-0004', 'acknowledgement', 'shopper4@example.com', 'REF-0004.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (9, 'REF-0005', 'ticket', 'payments@marigold.example', 'REF-0005.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (10, 'REF-0005', 'acknowledgement', 'shopper5@example.com', 'REF-0005.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (11, 'REF-0006', 'ticket', 'payments@marigold.example', 'REF-0006.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (12, 'REF-0006', 'acknowledgement', 'shopper6@example.com', 'REF-0006.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (13, 'REF-0007', 'ticket', 'payments@marigold.example', 'REF-0007.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (14, 'REF-0007', 'acknowledgement', 'shopper7@example.com', 'REF-0007.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (15, 'REF-0008', 'ticket', 'payments@marigold.example', 'REF-0008.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (16, 'REF-0008', 'acknowledgement', 'shopper8@example.com', 'REF-0008.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (17, 'REF-0009', 'ticket', 'payments@marigold.example', 'REF-0009.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (18, 'REF-0009', 'acknowledgement', 'shopper9@example.com', 'REF-0009.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (19, 'REF-0010', 'ticket', 'payments@marigold.example', 'REF-0010.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (20, 'REF-0010', 'acknowledgement', 'shopper10@example.com', 'REF-0010.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (21, 'REF-0011', 'ticket', 'payments@marigold.example', 'REF-0011.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (22, 'REF-0011', 'acknowledgement', 'shopper11@example.com', 'REF-0011.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (23, 'REF-0012', 'ticket', 'payments@marigold.example', 'REF-0012.ticket@marigold.example', 0, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.outbox VALUES (24, 'REF-0012', 'acknowledgement', 'shopper12@example.com', 'REF-0012.acknowledgement@marigold.example', 2, 'queued', 0, 1795420800000, 1795420800000, 1795420800000, '');
INSERT INTO public.schema_version VALUES (1);
INSERT INTO public.submissions VALUES ('REF-0001', 'once 1', 'contact', 'bg', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper1@example.com', 'shopper1@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0002', 'once 2', 'contact', 'ru', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper2@example.com', 'shopper2@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0003', 'once 3', 'contact', 'ar', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper3@example.com', 'shopper3@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0004', 'once 4', 'contact', 'en', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper4@example.com', 'shopper4@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0005', 'once 5', 'contact', 'bg', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper5@example.com', 'shopper5@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0006', 'once 6', 'contact', 'ru', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper6@example.com', 'shopper6@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0007', 'once 7', 'contact', 'ar', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper7@example.com', 'shopper7@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0008', 'once 8', 'contact', 'en', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper8@example.com', 'shopper8@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0009', 'once 9', 'contact', 'bg', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper9@example.com', 'shopper9@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0010', 'once 10', 'contact', 'ru', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper10@example.com', 'shopper10@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0011', 'once 11', 'contact', 'ar', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper11@example.com', 'shopper11@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
INSERT INTO public.submissions VALUES ('REF-0012', 'once 12', 'contact', 'en', 'payment', 'payments', 'accepted', false, 'Anna', 'shopper12@example.com', 'shopper12@example.com', '', 'Hello', '{}', 0, '[]', NULL, 1795420800000, 1795420800000);
SELECT pg_catalog.setval('public.acknowledgements_id_seq', 1, false);
SELECT pg_catalog.setval('public.delivery_attempts_id_seq', 1, true);
SELECT pg_catalog.setval('public.feedback_id_seq', 1, false);
SELECT pg_catalog.setval('public.outbox_id_seq', 24, true);
SELECT pg_catalog.setval('public.photos_id_seq', 1, false);
ALTER TABLE ONLY public.acknowledgements
    ADD CONSTRAINT acknowledgements_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.delivery_attempts
    ADD CONSTRAINT delivery_attempts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_once_key UNIQUE (once);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.fruitless_searches
    ADD CONSTRAINT fruitless_searches_pkey PRIMARY KEY (locale, query, day);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.photos
    ADD CONSTRAINT photos_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rate_limits
    ADD CONSTRAINT rate_limits_pkey PRIMARY KEY (key, "window");
ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_once_key UNIQUE (once);
ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_pkey PRIMARY KEY (reference);
CREATE INDEX acknowledgements_by_mailbox ON public.acknowledgements USING btree (mailbox_hash, at);
CREATE INDEX ix_acknowledgements_at ON public.acknowledgements USING btree (at);
CREATE INDEX ix_delivery_attempts_outbox_id ON public.delivery_attempts USING btree (outbox_id);
CREATE INDEX ix_feedback_at ON public.feedback USING btree (at);
CREATE INDEX outbox_by_state ON public.outbox USING btree (state, changed_at);
CREATE INDEX outbox_by_submission ON public.outbox USING btree (submission);
CREATE INDEX outbox_pending ON public.outbox USING btree (priority, due_at, id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'sending'::character varying, 'deferred'::character varying])::text[]));
CREATE INDEX photos_by_submission ON public.photos USING btree (submission);
CREATE INDEX photos_by_token ON public.photos USING btree (token);
CREATE INDEX submissions_by_mailbox ON public.submissions USING btree (mailbox);
CREATE INDEX submissions_by_order ON public.submissions USING btree (order_number);
CREATE INDEX submissions_by_state ON public.submissions USING btree (state, arrived_at);
CREATE INDEX submissions_by_time ON public.submissions USING btree (arrived_at);
ALTER TABLE ONLY public.delivery_attempts
    ADD CONSTRAINT delivery_attempts_outbox_id_fkey FOREIGN KEY (outbox_id) REFERENCES public.outbox(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_submission_fkey FOREIGN KEY (submission) REFERENCES public.submissions(reference) ON DELETE CASCADE;
ALTER TABLE ONLY public.photos
    ADD CONSTRAINT photos_submission_fkey FOREIGN KEY (submission) REFERENCES public.submissions(reference) ON DELETE CASCADE;
