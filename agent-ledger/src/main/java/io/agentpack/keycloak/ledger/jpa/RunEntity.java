package io.agentpack.keycloak.ledger.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Columns of a run; {@link RunMapping} gives them meaning. Times are milliseconds since 1970. */
@Entity
@Table(name = "AGENT_RUN")
@Access(AccessType.FIELD)
public class RunEntity {
    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "ISSUER", length = 1024)
    String issuer;

    @Column(name = "ROOT_ID", length = 36)
    String rootId;

    @Column(name = "PARENT_ID", length = 36)
    String parentId;

    @Column(name = "DEPTH")
    int depth;

    @Column(name = "AGENT_UUID", length = 36)
    String agentUuid;

    @Column(name = "AGENT", length = 255)
    String agent;

    @Column(name = "AUTHORITY", length = 16)
    String authority;

    @Column(name = "ENVIRONMENT", length = 64)
    String environment;

    @Column(name = "LOCALITY", length = 16)
    String locality;

    @Column(name = "SUBJECT_ID", length = 255)
    String subjectId;

    @Column(name = "HUMAN_SESSION_ID", length = 36)
    String humanSessionId;

    @Column(name = "SUBJECT_CLIENT_UUID", length = 36)
    String subjectClientUuid;

    @Column(name = "SUBJECT_TOKEN_ID", length = 255)
    String subjectTokenId;

    @Column(name = "CONSENT_SCOPE", length = 255)
    String consentScope;

    @Column(name = "OWNER", length = 255)
    String owner;

    @Column(name = "CHAIN", length = 4000)
    String chain;

    @Column(name = "ATTESTER", length = 255)
    String attester;

    @Column(name = "INSTANCE", length = 1024)
    String instance;

    @Column(name = "GOAL", length = 1024)
    String goal;

    @Column(name = "SCOPE", length = 4000)
    String scope;

    /** Those that it starts with, see {@link AudienceRows}. */
    @Column(name = "AUDIENCES", length = 4000)
    String audiences;

    @Column(name = "STARTED_AT")
    long startedAt;

    @Column(name = "DEADLINE")
    long deadline;

    @Column(name = "STATE", length = 16)
    String state;

    @Column(name = "ENDED_AT")
    Long endedAt;

    @Column(name = "CAUSE_ID", length = 36)
    String causeId;

    @Column(name = "CAUSE", length = 32)
    String cause;
}
