package io.agentpack.keycloak.ledger.approval;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of AGENT_APPROVAL. Written once; every later change is a conditional update that seals anew. */
@Entity
@Table(name = "AGENT_APPROVAL")
@Access(AccessType.FIELD)
public class ApprovalEntity {
    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "CODE_HASH", length = 64)
    String codeHash;

    @Column(name = "RUN_ID", length = 36)
    String runId;

    @Column(name = "AGENT_UUID", length = 36)
    String agentUuid;

    @Column(name = "AGENT", length = 255)
    String agent;

    @Column(name = "INSTANCE", length = 1024)
    String instance;

    @Column(name = "INSTANCE_KEY", length = 255)
    String instanceKey;

    @Column(name = "SUBJECT_ID", length = 255)
    String subjectId;

    @Column(name = "ENVIRONMENT", length = 64)
    String environment;

    @Column(name = "APPROVER", length = 255)
    String approver;

    @Column(name = "APPROVER_ID", length = 255)
    String approverId;

    @Column(name = "HELD", length = 4000)
    String held;

    @Column(name = "ASKED", length = 4000)
    String asked;

    @Column(name = "GOAL", length = 1024)
    String goal;

    @Column(name = "REQUEST")
    String request;

    @Column(name = "STATE", length = 16)
    String state;

    @Column(name = "REQUESTED_AT")
    long requestedAt;

    @Column(name = "EXPIRES_AT")
    long expiresAt;

    @Column(name = "POLLED_AT")
    Long polledAt;

    @Column(name = "POLL_SECONDS")
    int pollSeconds;

    @Column(name = "DECIDER", length = 16)
    String decider;

    @Column(name = "DECIDED_BY", length = 255)
    String decidedBy;

    @Column(name = "DECIDED_AT")
    Long decidedAt;

    @Column(name = "NOTE", length = 2000)
    String note;

    @Column(name = "REDEEMED_AT")
    Long redeemedAt;

    @Column(name = "TOKEN_ID", length = 255)
    String tokenId;

    @Column(name = "BACKCHANNEL_ID", length = 64)
    String backchannelId;

    @Column(name = "SEAL", length = 255)
    String seal;

    protected ApprovalEntity() {}
}
