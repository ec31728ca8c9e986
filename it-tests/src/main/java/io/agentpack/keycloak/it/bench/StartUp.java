package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import io.agentpack.keycloak.it.kit.server.StartTime;
import java.util.ArrayList;
import java.util.List;

/**
 * How long {@code start-dev} takes with a build that is there already, each time with a new database. With and without the
 * pack take turns, so that a busy minute of the machine hits both.
 */
record StartUp(List<StartTime> plain, List<StartTime> pack) {

    static StartUp measure(Settings settings) {
        ServerSpec plain = ServerSpec.plain().named("start-plain").forMeasuring("");
        ServerSpec pack = ServerSpec.withPack().named("start-pack").forMeasuring("");
        StartUp figures = new StartUp(new ArrayList<>(), new ArrayList<>());
        start(plain);
        start(pack);
        for (int i = 0; i < settings.starts(); i++) {
            figures.plain.add(start(plain));
            figures.pack.add(start(pack));
        }
        return figures;
    }

    private static StartTime start(ServerSpec spec) {
        try (KeycloakServer server = Keycloak.start(spec)) {
            return server.startTime();
        }
    }
}
