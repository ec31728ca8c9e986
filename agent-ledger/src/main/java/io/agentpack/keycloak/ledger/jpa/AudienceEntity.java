package io.agentpack.keycloak.ledger.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** An audience that tokens of a run were good for. */
@Entity
@Table(name = "AGENT_RUN_AUDIENCE")
@IdClass(AudienceEntity.Key.class)
@Access(AccessType.FIELD)
public class AudienceEntity {
    @Id
    @Column(name = "RUN_ID", length = 36)
    String runId;

    @Id
    @Column(name = "AUDIENCE", length = 255)
    String audience;

    protected AudienceEntity() {}

    AudienceEntity(String runId, String audience) {
        this.runId = runId;
        this.audience = audience;
    }

    /** Primary key. */
    public record Key(String runId, String audience) implements Serializable {}
}
