package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.revocation.Cause;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One thing that ended runs: kept as evidence of who and why. */
@Entity
@Table(name = "AGENT_CAUSE")
@Access(AccessType.FIELD)
public class CauseEntity {
    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "KIND", length = 32)
    String kind;

    @Column(name = "HAPPENED_AT")
    long happenedAt;

    @Column(name = "BY_USER", length = 255)
    String byUser;

    @Column(name = "NOTE", length = 2000)
    String note;

    protected CauseEntity() {}

    CauseEntity(String realmId, Cause cause) {
        this.id = cause.id();
        this.realmId = realmId;
        this.kind = cause.kind().value();
        this.happenedAt = cause.at().toEpochMilli();
        this.byUser = cause.byUser().orElse(null);
        this.note = cause.note().orElse(null);
    }
}
