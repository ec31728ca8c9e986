package io.agentpack.keycloak.ledger.jpa;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEvent;

/**
 * Blanks what was written about a person in free text (goals of their runs, reasons of stops) when the person is deleted. What stays is evidence
 * without a name: the ledger knows people by Keycloak's id, which means nothing once the person is gone.
 */
final class ForgetPerson {
    private ForgetPerson() {}

    static void on(ProviderEvent event) {
        if (event instanceof UserRemovedEvent removed) {
            KeycloakSession session = removed.getKeycloakSession();
            // Last of all, because other listeners of the same event still write the rows that are to be blanked.
            session.getTransactionManager().enlistPrepare(new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                    forget(session, removed.getRealm(), removed.getUser().getId());
                }

                @Override
                protected void rollbackImpl() {}
            });
        }
    }

    private static void forget(KeycloakSession session, RealmModel realm, String userId) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        String theirs = "r.realmId = :realm and r.subjectId = :user";
        em.flush();
        update(
                em,
                "update CauseEntity c set c.note = null where c.note is not null and c.id in"
                        + " (select r.causeId from RunEntity r where r.causeId is not null and " + theirs + ")",
                realm,
                userId);
        update(
                em,
                "update JournalEntity j set j.note = null where j.note is not null and j.runId in"
                        + " (select r.id from RunEntity r where " + theirs + ")",
                realm,
                userId);
        update(em, "update RunEntity r set r.goal = null where r.goal is not null and " + theirs, realm, userId);
    }

    private static void update(EntityManager em, String jpql, RealmModel realm, String userId) {
        em.createQuery(jpql)
                .setParameter("realm", realm.getId())
                .setParameter("user", userId)
                .executeUpdate();
    }
}
