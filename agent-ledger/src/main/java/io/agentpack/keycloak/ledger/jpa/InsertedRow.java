package io.agentpack.keycloak.ledger.jpa;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.persister.entity.AbstractEntityPersister;

/** An entity as Hibernate would insert it. */
record InsertedRow(
        Object entity, InsertedTable table, Object id, Object[] values, SharedSessionContractImplementor hibernate) {

    static InsertedRow of(Object entity, SharedSessionContractImplementor hibernate) {
        AbstractEntityPersister persister = (AbstractEntityPersister)
                hibernate.getFactory().getMappingMetamodel().getEntityDescriptor(entity.getClass());
        return new InsertedRow(
                entity,
                InsertedTable.of(persister),
                persister.getIdentifier(entity, hibernate),
                persister.getPropertyValues(entity),
                hibernate);
    }

    String sql() {
        return table.sql();
    }

    /** Tells who listens to what Hibernate inserts: Keycloak learns in this way whether the commit has to wait for the disk. */
    void announce() {
        PreInsertEvent event = new PreInsertEvent(entity, id, values, table.entity(), hibernate);
        for (PreInsertEventListener listener : hibernate
                .getFactory()
                .getEventListenerGroups()
                .eventListenerGroup_PRE_INSERT
                .listeners()) {
            listener.onPreInsert(event);
        }
    }

    /**
     * @param first parameter of the statement that is the row's
     * @return the first after it
     */
    int bind(PreparedStatement statement, int first) throws SQLException {
        AbstractEntityPersister persister = table.entity();
        int next = first;
        persister.getIdentifierType().nullSafeSet(statement, id, next, hibernate);
        next += persister.getIdentifierColumnNames().length;
        for (int property : table.properties()) {
            persister.getPropertyTypes()[property].nullSafeSet(statement, values[property], next, hibernate);
            next += persister.getPropertyColumnNames(property).length;
        }
        return next;
    }
}
