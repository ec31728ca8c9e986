package io.agentpack.keycloak.it.demo;

import io.agentpack.keycloak.it.demo.stage.Stage;
import io.agentpack.keycloak.it.demo.told.Teller;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.server.AdminCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code -Ddemo.keep}: everything goes on running for whoever wants to look around. */
final class KeepOpen {
    private KeepOpen() {}

    static void untilEnter(Stage stage, Teller teller) {
        AdminCredentials admin = stage.server().adminCredentials();
        Human alice = stage.cast().alice();
        String keycloak = stage.server().baseUrl().toString();
        teller.headline("Look around");
        teller.line("Admin console   " + keycloak + "/admin/master/console/#/demo/clients");
        teller.line("                user " + admin.username() + ", password " + admin.password());
        teller.line("Alice's account " + keycloak + "/realms/demo/account");
        teller.line("                user " + alice.username() + ", password " + alice.password());
        teller.say("Or in a shell (an administrator's token is good for a minute): the live runs, and the end of one.");
        curls(stage).forEach(System.out::println);
        teller.say("Enter or Ctrl-C ends it all.");
        waitForEnter();
    }

    /** Not indented and not wrapped, to be copied. */
    private static List<String> curls(Stage stage) {
        AdminCredentials admin = stage.server().adminCredentials();
        URI token = stage.server().url("/realms/master/protocol/openid-connect/token");
        URI runs = stage.server().url("/admin/realms/demo/agents/runs");
        String live =
                stage.admin().agents().runs("state=active").body().at("/0/id").asText();
        String asAdmin = "curl -s -H \"Authorization: Bearer $TOKEN\" ";
        return List.of(
                "TOKEN=$(curl -s " + token + " -d grant_type=password -d client_id=admin-cli -d username="
                        + admin.username() + " -d password=" + admin.password()
                        + " | sed 's/.*\"access_token\":\"\\([^\"]*\\).*/\\1/')",
                asAdmin + "'" + runs + "?state=active'",
                asAdmin + "-X POST " + runs + "/" + live + "/revoke -w '%{http_code}\\n'");
    }

    /** Started without a terminal there is no Enter; then a signal ends it. */
    private static void waitForEnter() {
        try {
            if (System.in.read() < 0) {
                new CountDownLatch(1).await();
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
