package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that ended runs: kept as evidence of who and why, and until it is worked off as the work that is left: marking what hangs under the
 * runs it hit. Written once; every later change is a conditional update.
 */
@Entity
@Table(name = "AGENT_CAUSE")
@Access(AccessType.FIELD)
public class CauseEntity {
    /** Something under the runs that it hit may not be recorded and told. */
    static final String OPEN = "open";
    /** Only sessions of what fell may be left. */
    static final String TOLD = "told";

    static final String DONE = "done";

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

    @Column(name = "STATE", length = 16)
    String state;

    /** What the runs hang on that it hits, where they are too many for the transaction that stops them; else null. */
    @Column(name = "HITS", length = 2000)
    String hits;

    @Column(name = "LEASED_BY", length = 64)
    String leasedBy;

    @Column(name = "LEASED_UNTIL")
    long leasedUntil;

    protected CauseEntity() {}

    CauseEntity(String realmId, Cause cause, Optional<String> hits, boolean open) {
        this.id = cause.id();
        this.realmId = realmId;
        this.kind = cause.kind().value();
        this.happenedAt = cause.at().toEpochMilli();
        this.byUser = cause.byUser().orElse(null);
        this.note = cause.note().orElse(null);
        this.state = open ? OPEN : DONE;
        this.hits = hits.orElse(null);
    }

    Cause toCause() {
        return new Cause(
                id,
                CauseKind.of(kind).orElseThrow(),
                Instant.ofEpochMilli(happenedAt),
                Optional.ofNullable(byUser),
                Optional.ofNullable(note));
    }
}
