package io.agentpack.keycloak.themes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentPageTest {
    private static final String SENTENCE = "Agent “Trip planner” may act for you.";

    @ParameterizedTest
    @CsvSource({
        "en, Travel app wants to let an agent act for you, Who will act for you, User profile, Yes, No",
        "de, Travel app möchte einen Agenten für Sie handeln lassen, Wer für Sie handelt, Benutzerprofil, Ja, Nein"
    })
    void saysWhoActsWithWhatAndHowToStopIt(
            String language, String title, String who, String permission, String yes, String no) {
        var page = new ConsentPage(language)
                .agent(SENTENCE)
                .permission("${profileScopeConsentText}")
                .permission("Book trains")
                .render();

        assertThat(page.select("h1").text()).isEqualTo(title);
        assertThat(page.select("h2")).hasSize(3);
        assertThat(page.select("h2").first().text()).isEqualTo(who);
        assertThat(page.select("[aria-labelledby=agents-who] li").eachText()).containsExactly(SENTENCE);
        assertThat(page.select("[aria-labelledby=agents-what] li").eachText())
                .containsExactly(permission, "Book trains");
        assertThat(page.select("[aria-labelledby=agents-stop] p").text()).contains("Travel app");
        assertThat(page.select("button").eachText()).containsExactly(yes, no);
        assertThat(page.select("button").eachAttr("name")).containsExactly("accept", "cancel");
    }

    @Test
    void severalAgentsAreAllNamed() {
        var page = new ConsentPage("en")
                .agent("Agent “One” may act for you.")
                .permission("Email address")
                .agent("Agent “Two” may act for you.")
                .render();

        assertThat(page.select("h1").text()).isEqualTo("Travel app wants to let agents act for you");
        assertThat(page.select(".agents-names li").eachText())
                .containsExactly("Agent “One” may act for you.", "Agent “Two” may act for you.");
        assertThat(page.select("[aria-labelledby=agents-what] li").eachText()).containsExactly("Email address");
    }

    @Test
    void saysSoWhenNothingElseIsAsked() {
        var page = new ConsentPage("en").agent(SENTENCE).render();

        assertThat(page.select("[aria-labelledby=agents-what] ul")).isEmpty();
        assertThat(page.select("[aria-labelledby=agents-what] p").text()).startsWith("No further permissions.");
    }

    @Test
    void aTranslationInTheRealmIsUsed() {
        var page = new ConsentPage("de")
                .translated(SENTENCE, "Agent „Trip planner“ darf für Sie handeln.")
                .agent(SENTENCE)
                .render();

        assertThat(page.select(".agents-names li").text()).isEqualTo("Agent „Trip planner“ darf für Sie handeln.");
    }

    @Test
    void withoutAnAgentItAsksForThePermissionsOnly() {
        var page = new ConsentPage("en")
                .permission("${profileScopeConsentText}")
                .permission("Not ${Agent “Planner”}")
                .render();

        assertThat(page.select("h1").text()).isEqualTo("Travel app asks for your permission");
        assertThat(page.select("h2")).hasSize(1);
        assertThat(page.select("[aria-labelledby=agents-what] li").eachText())
                .containsExactly("User profile", "Not ${Agent “Planner”}");
        assertThat(page.select("button").eachAttr("name")).containsExactly("accept", "cancel");
        assertThat(page.select("input[name=code]")).hasSize(1);
    }

    @Test
    void linksToTheTermsOfTheApp() {
        var page = new ConsentPage("en")
                .agent(SENTENCE)
                .attribute("tosUri", "https://travel.example/terms")
                .attribute("policyUri", "https://travel.example/privacy")
                .render();

        assertThat(page.select("p.agents-note a").eachAttr("href"))
                .containsExactly("https://travel.example/terms", "https://travel.example/privacy");
    }

    @Test
    void headingsLabelsAndIdsAreSound() {
        var page = new ConsentPage("en")
                .agent(SENTENCE)
                .permission("Book trains")
                .attribute("tosUri", "https://travel.example/terms")
                .render();

        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("h3")).isEmpty();
        assertThat(page.select("img:not([alt])")).isEmpty();
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby"))
                .allSatisfy(id -> assertThat(page.getElementById(id)).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "</section></main><h1>Owned</h1>",
                "&lt;b&gt; &amp; <!-- --> <#assign x=1> <@x/>",
                "evil \uD83D\uDE00 \u05E9\u05DC\u05D5\u05DD"
            })
    void hostileNamesAreOnlyText(String name) {
        var page = new ConsentPage("en")
                .app(name)
                .agent("Agent “" + name + "”")
                .permission(name)
                .render();
        var plain = new ConsentPage("en")
                .app("plain")
                .agent("Agent “plain”")
                .permission("plain")
                .render();

        assertThat(page.select(".agents-names li").text()).isEqualTo("Agent “" + name + "”");
        assertThat(page.select("[aria-labelledby=agents-what] li").text()).isEqualTo(name.strip());
        assertThat(page.select("h1").text()).startsWith(name.strip());
        assertThat(page.getAllElements().eachAttr("class"))
                .isEqualTo(plain.getAllElements().eachAttr("class"));
        assertThat(page.getAllElements()).hasSameSizeAs(plain.getAllElements());
    }

    @ParameterizedTest
    @ValueSource(strings = {"${{0,broken}", "${7*7} {{7*7}}"})
    void aNameThatIsNoSoundMessageSaysItself(String name) {
        var page =
                new ConsentPage("en").app(name).agent(SENTENCE).permission(name).render();

        assertThat(page.select("h1").text()).startsWith(name);
        assertThat(page.select("[aria-labelledby=agents-what] li").text()).isEqualTo(name);
    }

    @Test
    void nothingTurnsTheDirectionOfWriting() {
        var page = new ConsentPage("en")
                .app("safe\u202Egnp.exe\u2066")
                .permission("\u200Fread")
                .render();

        assertThat(page.text()).contains("safegnp.exe asks", "read").doesNotContainPattern("[\u200F\u202E\u2066]");
    }
}
