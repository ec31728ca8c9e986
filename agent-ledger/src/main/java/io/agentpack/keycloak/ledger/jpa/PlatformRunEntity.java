package io.agentpack.keycloak.ledger.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Which run a platform's own name for it stands for. */
@Entity
@Table(name = "AGENT_PLATFORM_RUN")
@Access(AccessType.FIELD)
public class PlatformRunEntity {
    @Id
    @Column(name = "ID", length = 64)
    String id;

    @Column(name = "RUN_ID", length = 36)
    String runId;

    @Column(name = "PLATFORM_RUN", length = 1024)
    String platformRun;

    @Column(name = "CLAIMED_AT")
    long claimedAt;

    protected PlatformRunEntity() {}

    PlatformRunEntity(String id, String runId, String platformRun, long claimedAt) {
        this.id = id;
        this.runId = runId;
        this.platformRun = platformRun;
        this.claimedAt = claimedAt;
    }
}
