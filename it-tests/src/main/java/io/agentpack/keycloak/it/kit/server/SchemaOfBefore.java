package io.agentpack.keycloak.it.kit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The pack's tables as an earlier version left them, with rows in them, so that every start on PostgreSQL is an upgrade. */
final class SchemaOfBefore {
    private static final String FILE = "/schema/before-cascade.sql";

    private SchemaOfBefore() {}

    static String sql() {
        try (InputStream file = SchemaOfBefore.class.getResourceAsStream(FILE)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
