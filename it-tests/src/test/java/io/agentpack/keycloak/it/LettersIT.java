package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.mail.MailServer;
import io.agentpack.keycloak.it.kit.mail.MailServer.Received;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People hear by e-mail what they would otherwise have to look for. */
class LettersIT {
    private static TestRealm realm;
    private static MailServer mail;

    private AtMyAgents person;

    @BeforeAll
    static void prepare() {
        mail = MailServer.start();
        realm = TestRealm.in(Keycloak.shared(), "letters")
                .setting("smtpServer", mail.settings())
                .setting("internationalizationEnabled", true)
                .setting("supportedLocales", List.of("en", "de"))
                .setting("defaultLocale", "en")
                .agent(AgentSpec.delegated("planner"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
    }

    @AfterAll
    static void close() {
        mail.close();
    }

    @BeforeEach
    void newcomer() {
        person = AtMyAgents.newcomer(realm);
        realm.admin().clients().update("planner", Map.of("name", "Holiday planner"));
    }

    @Test
    void theFirstRunOfAnAgentForAPersonIsTold() {
        person.start("planner", "Find a week", CALENDAR_READ);
        Received letter = mail.await(address(person), "Find a week");
        person.start("planner", "Find another week", CALENDAR_READ);
        person.start("researcher", "Read the news", CALENDAR_READ);
        mail.await(address(person), "Read the news");

        assertThat(letter.subject()).isEqualTo("Holiday planner works for you for the first time");
        assertThat(letter.text())
                .contains("It ends at the latest", person.page("/settings").toString());
        assertThat(letter.html()).contains("Find a week", person.page("").toString());
        assertThat(letter.link()).isEqualTo(person.page("").toString());
        assertThat(mail.to(address(person))).hasSize(2);
    }

    @Test
    void inTheReadersLanguage() {
        realm.admin().users().update(person.human().id(), Map.of("attributes", Map.of("locale", List.of("de"))));
        person.start("planner", "Eine Woche finden", CALENDAR_READ);

        Received letter = mail.await(address(person), "Eine Woche finden");

        assertThat(letter.subject()).isEqualTo("Holiday planner arbeitet zum ersten Mal für Sie");
        assertThat(letter.text()).contains("Wozu, in seinen eigenen Worten").doesNotContain("agentsMy");
    }

    @Test
    void whatSomebodyElseStopsIsToldAndWhatThePersonStopsIsNot() {
        String own = person.start("planner", "Find a week", CALENDAR_READ);
        mail.await(address(person), "Find a week");
        Browser browser = realm.browser();
        browser.open(person.page(""));
        browser.signIn(person.human());
        browser.open(person.page("/stop/run/" + AtMyAgents.run(own)));
        browser.submit(Map.of());
        String other = person.start("planner", "Find a hotel", CALENDAR_READ);
        realm.admin().agents().revoke(AtMyAgents.run(other), "It misbehaves").expect(204);

        Received letter = mail.await(address(person), "stopped by somebody else");

        assertThat(letter.subject()).isEqualTo("Stopped: Holiday planner");
        assertThat(letter.text()).contains("An administrator stopped it.").doesNotContain("It misbehaves");
        assertThat(mail.to(address(person))).hasSize(2);
    }

    @Test
    void whoWantsNoLettersGetsNone() {
        Browser browser = realm.browser();
        browser.open(person.page("/settings"));
        browser.signIn(person.human());
        browser.submit(Map.of());
        person.start("planner", "In silence", CALENDAR_READ);
        AtMyAgents other = AtMyAgents.newcomer(realm);
        other.start("planner", "Not in silence", CALENDAR_READ);
        mail.await(address(other), "Not in silence");

        assertThat(mail.to(address(person))).isEmpty();
    }

    @Test
    void administratorsHearThatNobodyAnswersForAnAgentAnyMore() {
        AtMyAgents admin = AtMyAgents.newcomer(realm);
        realm.admin().users().addClientRole(admin.human().id(), "realm-management", "manage-clients");
        Human owner = person.human();
        realm.admin().clients().setAttributes("nightly", Map.of("agent.owner", owner.username()));

        realm.admin().users().setEnabled(owner.id(), false);
        Received disabled = mail.await(address(admin), owner.username());
        realm.admin().clients().setAttributes("nightly", Map.of("agent.owner", "bob"));
        realm.admin().users().setEnabled(realm.bob().id(), true);
        realm.admin().users().delete(realm.bob().id());
        Received deleted = mail.await(address(admin), "bob");

        assertThat(disabled.text()).contains("nightly");
        assertThat(deleted.subject()).isEqualTo("Nobody answers for the agents of bob any more");
        assertThat(deleted.html()).contains("nightly");
    }

    @Test
    void aHostileNameIsOneLineOfText() {
        realm.admin()
                .clients()
                .update("planner", Map.of("name", "Evil\r\nBcc: bob@example.org\r\n\r\n<img src=x>\u202E${7*7}{0}"));
        person.start("planner", "<script>alert(1)</script>\u202E{0,broken ${7*7}", CALENDAR_READ);

        Received letter = mail.await(address(person), "alert(1)");

        assertThat(letter.subject()).startsWith("Evil Bcc: bob@example.org <img src=x>${7*7}{0}");
        assertThat(letter.html())
                .contains("&lt;script&gt;", "&lt;img src=x&gt;")
                .doesNotContain("<script", "<img", "\u202E");
        assertThat(letter.text())
                .contains("<script>alert(1)</script>{0,broken ${7*7}")
                .doesNotContain("\u202E");
        assertThat(mail.to("bob@example.org")).noneMatch(other -> other.text().contains("alert(1)"));
    }

    private static String address(AtMyAgents person) {
        return person.human().username() + "@example.org";
    }
}
