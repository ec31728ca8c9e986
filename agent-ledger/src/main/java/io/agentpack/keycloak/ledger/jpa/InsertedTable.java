package io.agentpack.keycloak.ledger.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.hibernate.persister.entity.AbstractEntityPersister;

/**
 * How rows of a table are inserted, as Hibernate knows it.
 *
 * @param properties those that have columns of their own: not what stands for the id once more, where that has several columns
 */
record InsertedTable(AbstractEntityPersister entity, String sql, int[] properties) {
    private static final Map<AbstractEntityPersister, InsertedTable> KNOWN = new ConcurrentHashMap<>();

    static InsertedTable of(AbstractEntityPersister entity) {
        return KNOWN.computeIfAbsent(entity, InsertedTable::read);
    }

    private static InsertedTable read(AbstractEntityPersister entity) {
        boolean[] insertable = entity.getPropertyInsertability();
        int[] properties = IntStream.range(0, insertable.length)
                .filter(property -> insertable[property])
                .toArray();
        List<String> columns = new ArrayList<>(List.of(entity.getIdentifierColumnNames()));
        for (int property : properties) {
            columns.addAll(List.of(entity.getPropertyColumnNames(property)));
        }
        String sql = "insert into " + entity.getTableName() + " (" + String.join(",", columns) + ") values ("
                + "?,".repeat(columns.size() - 1) + "?)";
        return new InsertedTable(entity, sql, properties);
    }
}
