package io.agentpack.keycloak.it.demo;

import io.agentpack.keycloak.it.demo.stage.Stage;
import io.agentpack.keycloak.it.demo.told.Teller;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.server.AdminCredentials;
import java.io.IOException;
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
        teller.say("Or in a shell (an administrator's token is good for a minute):");
        curls(keycloak, admin).forEach(System.out::println);
        teller.say("Enter or Ctrl-C ends it all.");
        waitForEnter();
    }

    /** Not indented and not wrapped, to be copied. */
    private static java.util.List<String> curls(String keycloak, AdminCredentials admin) {
        String runs = keycloak + "/admin/realms/demo/agents/runs";
        return java.util.List.of(
                "TOKEN=$(curl -s " + keycloak + "/realms/master/protocol/openid-connect/token -d grant_type=password"
                        + " -d client_id=admin-cli -d username=" + admin.username() + " -d password=" + admin.password()
                        + " | sed 's/.*\"access_token\":\"\\([^\"]*\\).*/\\1/')",
                "curl -s -H \"Authorization: Bearer $TOKEN\" '" + runs + "?state=active'",
                "curl -s -H \"Authorization: Bearer $TOKEN\" " + keycloak + "/admin/realms/demo/agents/setup");
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
