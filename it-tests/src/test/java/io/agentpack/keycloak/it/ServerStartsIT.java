package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.server.BuildFolders;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServerStartsIT {

    @Test
    void sixJarsAreLaidOut() {
        Stream<String> names =
                BuildFolders.packJars().stream().map(jar -> jar.getFileName().toString());

        assertThat(names.map(name -> name.replaceAll("-[0-9].*", "")))
                .containsExactlyInAnyOrder(
                        "agent-domain",
                        "agent-ledger",
                        "agent-authenticator",
                        "token-exchange-provider",
                        "caep-listener",
                        "themes");
    }

    @Test
    void isReadyAndHasNothingToSayAgainstThePack() {
        KeycloakServer server = Keycloak.shared();

        assertThat(Http.get(URI.create(server.managementUrl() + "/health/ready"))
                        .status())
                .isEqualTo(200);
        assertThat(complaintsAboutThePack(untilItListened(server.log()))).isEmpty();
    }

    @Test
    void startsWithNativeSharedSignalsToo() {
        try (KeycloakServer server =
                Keycloak.start(ServerSpec.withPack().named("ssf").features("ssf"))) {
            assertThat(complaintsAboutThePack(server.log())).isEmpty();
        }
    }

    /** KC-SERVICES0047, "… is implementing the internal SPI …", is Keycloak's word on every extension of an internal SPI. */
    /** Other tests have used the shared server by now, and given it reasons to warn. */
    private static String untilItListened(String log) {
        assertThat(log).contains("Listening on");
        return log.substring(0, log.indexOf("Listening on"));
    }

    private static List<String> complaintsAboutThePack(String log) {
        return log.lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> line.contains("io.agentpack"))
                .filter(line -> !line.contains("KC-SERVICES0047"))
                .toList();
    }
}
