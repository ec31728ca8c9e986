package io.agentpack.keycloak.ledger.jpa;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * Rows that the transaction at hand adds as its last: what a start of a run writes. All of them go to the database in one trip where it takes
 * several statements at once, since each further trip makes every start wait; elsewhere Hibernate writes them one by one.
 *
 * <p>They are not in the persistence context: until the transaction has committed nobody finds them, this transaction neither.
 */
public final class NewRows {
    private static final String ATTRIBUTE = NewRows.class.getName();

    private final List<Supplier<Stream<?>>> entities = new ArrayList<>();
    private boolean written;

    private NewRows() {}

    /** Those of the transaction at hand. */
    public static NewRows in(KeycloakSession session) {
        NewRows known = session.getAttribute(ATTRIBUTE, NewRows.class);
        if (known != null) {
            return known;
        }
        NewRows rows = new NewRows();
        session.setAttribute(ATTRIBUTE, rows);
        session.getTransactionManager().enlistPrepare(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                rows.write(session.getProvider(JpaConnectionProvider.class).getEntityManager());
            }

            @Override
            protected void rollbackImpl() {}
        });
        return rows;
    }

    /** @param added entities whose ids nobody has yet, asked for when they are written: what makes the token may still change them */
    public void add(Supplier<Stream<?>> added) {
        if (written) {
            throw new IllegalStateException("the rows of this transaction are written");
        }
        entities.add(added);
    }

    private void write(EntityManager em) {
        written = true;
        List<?> rows = entities.stream().flatMap(Supplier::get).toList();
        if (OneTrip.isPossible(em)) {
            OneTrip.insert(rows, em);
        } else {
            rows.forEach(em::persist);
        }
    }
}
