package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.chromium.Chromium;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A person stops a task in a real browser: four clicks from the address, signing in included. */
@NeedsChromium
class MyAgentsInBrowserIT {
    private static final Path PICTURES = Path.of("target", "pictures");

    @Test
    void aPersonStopsWhatRunsForThem() {
        TestRealm realm = TestRealm.in(Keycloak.shared(), "my-agents-browser")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String token = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(human)
                .run("goal", "Find a week for the holiday")
                .accessToken();
        realm.tokens().exchange(realm.instanceOf("researcher")).subject(token).accessToken();

        try (Chromium chromium = Chromium.open(375, 900)) {
            chromium.visit(realm.tokens().url("/agents/my"));
            chromium.type("Username or email", realm.alice().username());
            chromium.type("Password", realm.alice().password());
            chromium.press("Sign In");
            chromium.see("Find a week for the holiday");
            chromium.photograph(PICTURES.resolve("my-agents-phone.png"));
            chromium.press("Stop this task of planner");
            chromium.see("What will happen");
            chromium.press("Stop now");
            chromium.see("Stopped");
            chromium.photograph(PICTURES.resolve("my-agents-stopped-phone.png"));
        }

        assertThat(realm.tokens()
                        .introspect(realm.calendarApi(), token)
                        .body()
                        .path("active")
                        .asBoolean(true))
                .isFalse();
    }
}
