package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.JournalEntry;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** Something that was done to a run while it lived: written once. */
@Entity
@Table(name = "AGENT_RUN_JOURNAL")
@Access(AccessType.FIELD)
public class JournalEntity {
    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "RUN_ID", length = 36)
    String runId;

    @Column(name = "KIND", length = 32)
    String kind;

    @Column(name = "HAPPENED_AT")
    long happenedAt;

    @Column(name = "BY_USER", length = 255)
    String byUser;

    @Column(name = "NOTE", length = 2000)
    String note;

    protected JournalEntity() {}

    JournalEntity(String id, String runId, JournalEntry entry) {
        this.id = id;
        this.runId = runId;
        this.kind = entry.kind();
        this.happenedAt = entry.at().toEpochMilli();
        this.byUser = entry.byUser().orElse(null);
        this.note = entry.note().orElse(null);
    }

    JournalEntry toEntry() {
        return new JournalEntry(
                kind, Instant.ofEpochMilli(happenedAt), Optional.ofNullable(byUser), Optional.ofNullable(note));
    }
}
