package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.chromium.Chromium;
import io.agentpack.keycloak.it.kit.chromium.Markup;
import io.agentpack.keycloak.it.kit.chromium.Screen;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever names a client, a scope, a realm or a goal chooses what people read, and nothing else: every page looks as with a plain name. */
@NeedsChromium
class HostileTextIT {
    /** Lengths that Keycloak's own tables have room for. */
    private static final int NAME = 255;

    /** Longer ones are refused, and so are control characters. */
    private static final int GOAL = 256;

    private static final int CONSENT_TEXT = 2000;

    /** It shows what ran before, too, so its size says nothing. */
    private static final String OVERVIEW = "overview";

    private static final Map<String, String> HOSTILE = new LinkedHashMap<>();

    static {
        HOSTILE.put("script", "<script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\"><x-planted>");
        HOSTILE.put("quotes", "a\" onmouseover=\"window.hacked=1\" b='</title></bdi></li><x-planted>");
        HOSTILE.put("direction", "safe\u202Egnp.exe\u2066\u200F\u2067");
        HOSTILE.put(
                "emoji and right to left",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627");
        HOSTILE.put("piled up", "Z" + "\u0301".repeat(200));
        HOSTILE.put("long", "x".repeat(10_000));
        HOSTILE.put("template", "${7*7} #{7*7} [=7*7] <#assign x=1><@x/> {{7*7}}");
        HOSTILE.put("message", "{0} {1,number} it's {broken");
        HOSTILE.put("key", "${{0,broken}");
        HOSTILE.put("lines", "one\r\nSet-Cookie: a=b\r\n\r\n<x-planted>");
    }

    private static TestRealm realm;
    private static Chromium chromium;
    private static AtMyAgents person;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "hostile-text")
                .setting("loginTheme", "agents")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
        person = new AtMyAgents(realm, realm.alice());
        person.consent("planner", CALENDAR_READ);
        realm.admin().agents().stopUser(realm.alice().id()).expect(200);
        chromium = Chromium.open(1280, 1000);
        person.signIn(chromium);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyPageLooksAsWithAPlainName() {
        Map<String, Markup> plain = pages("plain");
        List<String> found = new ArrayList<>();
        HOSTILE.forEach((kind, text) -> {
            Map<String, Markup> hostile = pages(text);
            hostile.forEach((page, markup) -> {
                markup.planted().stream()
                        .filter(what -> !plain.get(page).planted().contains(what))
                        .forEach(what -> found.add(kind + " on " + page + ": " + what));
                if (!page.equals(OVERVIEW)
                        && markup.elements() != plain.get(page).elements()) {
                    found.add(kind + " on " + page + ": " + markup.elements() + " elements instead of "
                            + plain.get(page).elements());
                }
            });
        });

        assertThat(found).isEmpty();
    }

    /** Every sink says the text; then each page is looked at. */
    private static Map<String, Markup> pages(String text) {
        call(text);
        String running = person.start("planner", cut(text.replaceAll("\\p{Cntrl}", " "), GOAL), CALENDAR_READ);
        String run = AtMyAgents.run(running);
        person.passOn(running, "researcher");
        Map<String, Markup> pages = new LinkedHashMap<>();
        for (String page : List.of(
                "/task/" + run,
                "/stop/run/" + run,
                "/stop/agent/" + realm.admin().clients().idOf("planner"),
                "/permissions/" + realm.admin().clients().idOf("consent-app") + "/"
                        + realm.admin().clients().idOf("planner"))) {
            pages.put(page.replaceAll("/[^/]*-[^/]*", ""), look(person.page(page)));
        }
        pages.put(OVERVIEW, look(person.page("")));
        // Keycloak shows the realm's own name as HTML there: its administrator's business.
        realm.admin().update(Map.of("displayName", "Acme"));
        pages.put("consent", look(consentPage()));
        realm.admin().agents().stopUser(realm.alice().id()).expect(200);
        pages.put("over", look(person.page("/task/" + run)));
        return pages;
    }

    private static void call(String text) {
        realm.admin().update(Map.of("displayName", text));
        for (String client : List.of("planner", "researcher", "consent-app", "calendar-api")) {
            realm.admin().clients().update(client, Map.of("name", cut(text, NAME), "description", cut(text, NAME)));
        }
        realm.admin().scopes().say(CALENDAR_READ, cut(text, CONSENT_TEXT));
    }

    private static Markup look(URI page) {
        chromium.visit(page);
        Markup markup = Markup.of(chromium);
        assertThat(chromium.read())
                .as(page.toString())
                .isNotBlank()
                .doesNotContain("Internal server error", "We are sorry");
        Screen.resize(chromium, 320, 800);
        boolean wide = chromium.scrollsSideways();
        Screen.resize(chromium, 1280, 1000);
        return wide ? markup.and("scrolls sideways at 320 pixels") : markup;
    }

    private static URI consentPage() {
        return realm.tokens()
                .url("/protocol/openid-connect/auth?response_type=code&client_id="
                        + realm.consentApp().clientId() + "&redirect_uri="
                        + realm.consentApp().redirectUri()
                        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
                        + "&scope=openid%20calendar:read%20" + agentScope("researcher"));
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
