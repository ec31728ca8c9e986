package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.JournalEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Moves rows between active and suspended, and writes down who did it. */
public final class HoldRows {
    private final EntityManager em;

    private HoldRows(EntityManager em) {
        this.em = em;
    }

    public static HoldRows in(KeycloakSession session) {
        return new HoldRows(session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    /**
     * The row stays locked until the transaction ends, so that a stop comes before or after, never in between.
     *
     * @return whether the run was in state {@code from} and before its deadline, and is in state {@code to} now
     */
    public boolean move(RealmModel realm, String runId, RunState from, RunState to, JournalEntry entry) {
        RunEntity row = em.find(RunEntity.class, runId);
        if (row == null || !row.realmId.equals(realm.getId())) {
            return false;
        }
        em.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        if (!from.value().equals(row.state) || entry.at().toEpochMilli() >= row.deadline) {
            return false;
        }
        row.state = to.value();
        em.persist(new JournalEntity(KeycloakModelUtils.generateId(), runId, entry));
        return true;
    }
}
