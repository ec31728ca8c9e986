-- The tables of the pack before cascades were worked off afterwards, as PostgreSQL dumps them, with two rows of that time.
CREATE TABLE public.agent_cause (
    id character varying(36) NOT NULL,
    realm_id character varying(36) NOT NULL,
    kind character varying(32) NOT NULL,
    happened_at bigint NOT NULL,
    by_user character varying(255),
    note character varying(2000)
);
CREATE TABLE public.agent_run (
    id character varying(36) NOT NULL,
    realm_id character varying(36) NOT NULL,
    issuer character varying(1024) NOT NULL,
    root_id character varying(36) NOT NULL,
    parent_id character varying(36),
    depth integer NOT NULL,
    agent_uuid character varying(36) NOT NULL,
    agent character varying(255) NOT NULL,
    authority character varying(16) NOT NULL,
    environment character varying(64) NOT NULL,
    locality character varying(16) NOT NULL,
    subject_id character varying(255) NOT NULL,
    human_session_id character varying(36),
    subject_client_uuid character varying(36),
    subject_token_id character varying(255),
    owner character varying(255) NOT NULL,
    chain character varying(4000),
    attester character varying(255) NOT NULL,
    instance character varying(1024) NOT NULL,
    goal character varying(1024),
    scope character varying(4000),
    started_at bigint NOT NULL,
    deadline bigint NOT NULL,
    state character varying(16) NOT NULL,
    ended_at bigint,
    cause_id character varying(36),
    cause character varying(32)
);
CREATE TABLE public.agent_run_audience (
    run_id character varying(36) NOT NULL,
    audience character varying(255) NOT NULL
);
CREATE TABLE public.agent_signal (
    id character varying(36) NOT NULL,
    realm_id character varying(36) NOT NULL,
    run_id character varying(36) NOT NULL,
    receiver character varying(255) NOT NULL,
    cause_id character varying(36) NOT NULL,
    state character varying(16) NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    due_at bigint NOT NULL,
    leased_by character varying(64),
    leased_until bigint DEFAULT 0 NOT NULL,
    created_at bigint NOT NULL,
    ended_at bigint,
    last_error character varying(255),
    claims text NOT NULL
);
CREATE TABLE public.databasechangelog_agent_ledg (
    id character varying(255) NOT NULL,
    author character varying(255) NOT NULL,
    filename character varying(255) NOT NULL,
    dateexecuted timestamp without time zone NOT NULL,
    orderexecuted integer NOT NULL,
    exectype character varying(10) NOT NULL,
    md5sum character varying(35),
    description character varying(255),
    comments character varying(255),
    tag character varying(255),
    liquibase character varying(20),
    contexts character varying(255),
    labels character varying(255),
    deployment_id character varying(10)
);
INSERT INTO public.databasechangelog_agent_ledg VALUES ('runs-1', 'agent-pack', 'META-INF/agent-ledger/changelog-runs-1.xml', '2026-11-24 00:22:37.683896', 1, 'EXECUTED', '9:fc8914713baa698241e926f9a7895c5a', 'createTable tableName=AGENT_RUN; addPrimaryKey constraintName=PK_AGENT_RUN, tableName=AGENT_RUN; createIndex indexName=IDX_AGENT_RUN_ROOT, tableName=AGENT_RUN; createIndex indexName=IDX_AGENT_RUN_PARENT, tableName=AGENT_RUN; createIndex indexName=...', '', NULL, '4.33.0', NULL, NULL, '5479739920');
INSERT INTO public.databasechangelog_agent_ledg VALUES ('agent-signals-1', 'agent-pack', 'META-INF/agent-ledger/changelog-signals-1.xml', '2026-11-24 00:22:37.857251', 2, 'EXECUTED', '9:439eb73091edb40f8b9d479889877b6e', 'createTable tableName=AGENT_SIGNAL; addUniqueConstraint constraintName=UC_AGENT_SIGNAL, tableName=AGENT_SIGNAL; createIndex indexName=IDX_AGENT_SIGNAL_DUE, tableName=AGENT_SIGNAL; createIndex indexName=IDX_AGENT_SIGNAL_RECEIVER, tableName=AGENT_SI...', '', NULL, '4.33.0', NULL, NULL, '5479739920');
ALTER TABLE ONLY public.agent_cause
    ADD CONSTRAINT pk_agent_cause PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_run
    ADD CONSTRAINT pk_agent_run PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_run_audience
    ADD CONSTRAINT pk_agent_run_audience PRIMARY KEY (run_id, audience);
ALTER TABLE ONLY public.agent_signal
    ADD CONSTRAINT pk_agent_signal PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_signal
    ADD CONSTRAINT uc_agent_signal UNIQUE (run_id, receiver, cause_id);
CREATE INDEX idx_agent_run_agent ON public.agent_run USING btree (agent_uuid, state);
CREATE INDEX idx_agent_run_cause ON public.agent_run USING btree (cause_id);
CREATE INDEX idx_agent_run_human ON public.agent_run USING btree (human_session_id);
CREATE INDEX idx_agent_run_live ON public.agent_run USING btree (state, deadline);
CREATE INDEX idx_agent_run_parent ON public.agent_run USING btree (parent_id, state);
CREATE INDEX idx_agent_run_root ON public.agent_run USING btree (root_id, state);
CREATE INDEX idx_agent_run_started ON public.agent_run USING btree (realm_id, started_at);
CREATE INDEX idx_agent_run_subj_client ON public.agent_run USING btree (subject_client_uuid);
CREATE INDEX idx_agent_run_subj_token ON public.agent_run USING btree (subject_token_id);
CREATE INDEX idx_agent_run_subject ON public.agent_run USING btree (realm_id, subject_id);
CREATE INDEX idx_agent_signal_due ON public.agent_signal USING btree (state, due_at);
CREATE INDEX idx_agent_signal_receiver ON public.agent_signal USING btree (receiver, state, due_at);
-- Dated 2100, since retention would delete what is old.
INSERT INTO public.agent_cause (id, realm_id, kind, happened_at, by_user, note) VALUES ('cause-of-before', 'realm-of-before', 'admin_revoked', 4102441200000, NULL, NULL);
INSERT INTO public.agent_run (id, realm_id, issuer, root_id, depth, agent_uuid, agent, authority, environment, locality, subject_id, owner, attester, instance, started_at, deadline, state, ended_at, cause_id, cause) VALUES ('run-of-before', 'realm-of-before', 'https://kc.example/realms/before', 'run-of-before', 0, 'uuid', 'planner', 'delegated', 'production', 'remote', 'alice', 'alice', 'acme', 'instance', 4102441200000, 4102444800000, 'revoked', 4102441200000, 'cause-of-before', 'admin_revoked');
