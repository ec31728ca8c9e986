package io.agentpack.keycloak.ledger.jpa;

import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jboss.logging.Logger;

/**
 * Inserts rows of several tables as one statement. PostgreSQL's driver sends its parts at once and waits for one answer; Hibernate batches only rows
 * of the same table. Tables, columns and types are those that Hibernate knows of the entities.
 */
final class OneTrip {
    /** Where Hibernate's own statements are logged, too. */
    private static final Logger SQL = Logger.getLogger("org.hibernate.SQL");

    private OneTrip() {}

    static boolean isPossible(EntityManager em) {
        return hibernate(em).getFactory().getJdbcServices().getDialect() instanceof PostgreSQLDialect;
    }

    /** If one of them fails, the transaction has failed. */
    static void insert(List<?> entities, EntityManager em) {
        SharedSessionContractImplementor hibernate = hibernate(em);
        List<InsertedRow> rows = entities.stream()
                .map(entity -> InsertedRow.of(entity, hibernate))
                .toList();
        rows.forEach(InsertedRow::announce);
        rows.forEach(row -> SQL.debug(row.sql()));
        String sql = rows.stream().map(InsertedRow::sql).collect(Collectors.joining(";"));
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int next = 1;
                for (InsertedRow row : rows) {
                    next = row.bind(statement, next);
                }
                statement.execute();
            }
        });
    }

    private static SharedSessionContractImplementor hibernate(EntityManager em) {
        return em.unwrap(SharedSessionContractImplementor.class);
    }
}
