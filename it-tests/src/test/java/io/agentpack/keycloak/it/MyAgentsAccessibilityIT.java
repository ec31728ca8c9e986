package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.chromium.Axe;
import io.agentpack.keycloak.it.kit.chromium.Chromium;
import io.agentpack.keycloak.it.kit.chromium.Screen;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** WCAG 2.2 AA by axe, 320 pixels wide, light and dark: every page for people. */
@NeedsChromium
class MyAgentsAccessibilityIT {
    private static final Path PICTURES = Path.of("target", "pictures");

    private static TestRealm realm;
    private static Chromium chromium;
    private static AtMyAgents person;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "my-agents-accessible")
                .setting("loginTheme", "agents")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.owner", "bob")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
        realm.admin()
                .clients()
                .update("planner", Map.of("name", "Holiday planner", "description", "Finds and books holidays"));
        person = new AtMyAgents(realm, realm.alice());
        chromium = Chromium.open(1280, 1000);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyPageForEveryEye() {
        String running = person.start("planner", "Find a week for the holiday", CALENDAR_READ);
        person.passOn(running, "researcher");
        person.consent("planner", CALENDAR_READ);
        person.signIn(chromium);
        String over = stopOne();
        String permission = "/permissions/" + realm.admin().clients().idOf("consent-app") + "/"
                + realm.admin().clients().idOf("planner");

        List<String> found = new ArrayList<>();
        for (String page : List.of(
                "",
                "/history",
                "/settings?saved=true",
                "/task/" + AtMyAgents.run(running),
                "/stop/run/" + AtMyAgents.run(running),
                "/stop/agent/" + realm.admin().clients().idOf("planner"),
                "/stop/all/-",
                "/stop/agent/" + realm.admin().clients().idOf("app"),
                permission,
                over)) {
            look(page, person.page(page), "body", found);
        }

        assertThat(found).isEmpty();
    }

    @Test
    void aRealmWithoutDarkModeStaysLight() {
        person.signIn(chromium);
        realm.admin().update(Map.of("attributes", Map.of("darkMode", "false")));
        try {
            Screen.prefer(chromium, true);
            chromium.reload();
            assertThat(Screen.isDark(chromium, "body")).isFalse();
        } finally {
            realm.admin().update(Map.of("attributes", Map.of("darkMode", "true")));
            Screen.prefer(chromium, false);
        }
    }

    @Test
    void theConsentPage() {
        AtMyAgents newcomer = AtMyAgents.newcomer(realm);
        newcomer.signIn(chromium);
        List<String> found = new ArrayList<>();
        URI asking = realm.tokens()
                .url("/protocol/openid-connect/auth?response_type=code&client_id="
                        + realm.consentApp().clientId() + "&redirect_uri="
                        + realm.consentApp().redirectUri()
                        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
                        + "&scope=openid%20calendar:read%20" + agentScope("planner"));
        look("consent", asking, ".pf-v5-c-login__main", found);

        assertThat(chromium.read())
                .contains(
                        "Holiday planner",
                        "Finds and books holidays",
                        "bob answers for it",
                        "for at most 1 hour",
                        "may pass work on",
                        "You can stop it at any time");
        chromium.photograph(PICTURES.resolve("consent-en.png"));
        assertThat(found).isEmpty();

        chromium.visit(asking);
        chromium.press("Yes");
        chromium.visit(newcomer.page(""));
        chromium.see("You have allowed these apps");
        chromium.see("Take back");
    }

    private static void look(String name, URI address, String css, List<String> found) {
        for (boolean dark : List.of(false, true)) {
            Screen.prefer(chromium, dark);
            Screen.resize(chromium, 1280, 1000);
            chromium.visit(address);
            Axe.violations(chromium).forEach(wrong -> found.add(name + (dark ? " dark: " : " light: ") + wrong));
            if (Screen.isDark(chromium, css) != dark) {
                found.add(name + " doesn't follow the wish for " + (dark ? "dark" : "light"));
            }
            Screen.resize(chromium, 320, 800);
            if (chromium.scrollsSideways()) {
                found.add(name + " scrolls sideways at 320 pixels");
            }
            Axe.violations(chromium).forEach(wrong -> found.add(name + " at 320 pixels: " + wrong));
        }
        Screen.prefer(chromium, false);
        Screen.resize(chromium, 1280, 1000);
    }

    /** @return address of the page that says what did happen */
    private static String stopOne() {
        String token = person.start("researcher", "Read the news", CALENDAR_READ);
        chromium.visit(person.page("/stop/run/" + AtMyAgents.run(token)));
        chromium.press("Stop now");
        chromium.see("Who was told");
        String path = chromium.address().getPath();
        return path.substring(path.indexOf("/agents/my") + "/agents/my".length());
    }
}
