package io.agentpack.keycloak.it.demo.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The realm to import. What must differ from run to run (passwords, addresses) is filled in. */
record RealmFile(String resource) {

    String filledWith(Map<String, String> values) {
        String json = read();
        for (Map.Entry<String, String> value : values.entrySet()) {
            String place = "${" + value.getKey() + "}";
            if (!json.contains(place)) {
                throw new IllegalStateException(resource + " has no " + place);
            }
            json = json.replace(place, value.getValue());
        }
        return json;
    }

    private String read() {
        try (InputStream file = RealmFile.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
