package io.agentpack.keycloak.exchange.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManageAddressesTest {
    private static final ManageAddresses AT = new ManageAddresses(
            URI.create("https://id.example.org/realms/acme/agents/manage"),
            URI.create("https://id.example.org/admin/acme/console/"),
            "/realms/acme/protocol/openid-connect/logout");

    @Test
    void whateverANameIsItStaysWithinItsPlace() {
        assertThat(AT.page(Map.of("name", "a/b?c=d&e#f\n", "what", "attesters"), "acme", "stop"))
                .hasToString("https://id.example.org/realms/acme/agents/manage/acme/stop"
                        + "?name=a%2Fb%3Fc%3Dd%26e%23f%0A&what=attesters");
        assertThat(AT.page(Map.of(), "a realm/../x").getRawPath()).endsWith("/manage/a%20realm%2F..%2Fx");
        assertThat(AT.inConsole("a realm", "clients"))
                .isEqualTo("https://id.example.org/admin/acme/console/#/a%20realm/clients");
    }

    @Test
    void emptyFiltersAreLeftOut() {
        assertThat(AT.page(Map.of("client", "", "state", "active"), "acme", "runs")
                        .getRawQuery())
                .isEqualTo("state=active");
    }
}
