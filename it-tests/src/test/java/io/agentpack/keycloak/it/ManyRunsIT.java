package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.chromium.Chromium;
import io.agentpack.keycloak.it.kit.chromium.PageLoad;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A thousand runs for one person: the page is there at once, small, and asks nobody else for anything. */
@NeedsChromium
class ManyRunsIT {
    private static final int RUNS = Integer.getInteger("many.runs", 1000);
    private static final int AT_ONCE = 4;

    @Test
    void aThousandRunsAreThereAtOnce() throws Exception {
        TestRealm realm = TestRealm.in(Keycloak.shared(), "many-runs")
                .setting("accessTokenLifespan", 900)
                .agent(AgentSpec.delegated("planner"))
                .create();
        AtMyAgents person = AtMyAgents.newcomer(realm);
        start(person);

        List<PageLoad> loads = new ArrayList<>();
        try (Chromium chromium = Chromium.open(1280, 1000)) {
            person.signIn(chromium);
            chromium.see(String.format(Locale.ENGLISH, "%,d tasks are running for you.", RUNS));
            for (int i = 0; i < 5; i++) {
                PageLoad.forgetCached(chromium);
                chromium.visit(person.page(""));
                loads.add(PageLoad.of(chromium));
            }
            chromium.press("Older");
            chromium.see("Newer");
            chromium.press("Stop everything");
            chromium.see(String.format(Locale.ENGLISH, "%,d tasks stop at once", RUNS));
            chromium.press("Stop now");
            chromium.see("can’t be resumed");
            Eventually.get("all of it is recorded as stopped", Duration.ofSeconds(30), () -> {
                chromium.visit(person.page(""));
                return Optional.of(chromium.read()).filter(read -> read.contains("Nothing is running for you."));
            });
        }

        double median =
                loads.stream().map(PageLoad::firstPaint).sorted().toList().get(2);
        System.out.printf(
                "My agents with %d runs: first paint %.0f ms (median of 5), %d bytes%n",
                RUNS, median, loads.get(0).bytes());
        assertThat(median).isLessThan(1000);
        URI issuer = realm.issuer();
        assertThat(loads).allSatisfy(load -> {
            assertThat(load.bytes()).isBetween(10_000L, 300_000L);
            assertThat(load.origins()).containsExactly(issuer.getScheme() + "://" + issuer.getAuthority());
        });
    }

    private static void start(AtMyAgents person) throws Exception {
        String human = person.realm().humanToken(person.human(), agentScope("planner"), CALENDAR_READ);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < AT_ONCE; thread++) {
                AgentInstance planner = person.realm().instanceOf("planner");
                int from = thread;
                all.add(threads.submit(() -> {
                    for (int i = from; i < RUNS; i += AT_ONCE) {
                        person.realm()
                                .tokens()
                                .exchange(planner)
                                .subject(human)
                                .run("goal", "Goal " + i % 50)
                                .accessToken();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
