package io.agentpack.keycloak.themes;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentPageTest {
    private static final String SENTENCE = "“Trip planner” may act for you.";

    @ParameterizedTest
    @CsvSource({
        "en, Travel app wants to let an agent act for you, Who will act for you, User profile, Yes, No",
        "de, Travel app möchte einen Agenten für Sie handeln lassen, Wer für Sie handelt, Benutzerprofil, Ja, Nein"
    })
    void saysWhoActsWithWhatAndHowToStopIt(
            String language, String title, String who, String permission, String yes, String no) {
        var page = new ConsentPage(language)
                .agent("7f", SENTENCE)
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
                .agent("1", "One may act for you.")
                .permission("Email address")
                .agent("2", "Two may act for you.")
                .render();

        assertThat(page.select("h1").text()).isEqualTo("Travel app wants to let agents act for you");
        assertThat(page.select(".agents-names li").eachText())
                .containsExactly("One may act for you.", "Two may act for you.");
        assertThat(page.select("[aria-labelledby=agents-what] li").eachText()).containsExactly("Email address");
    }

    @Test
    void saysSoWhenNothingElseIsAsked() {
        var page = new ConsentPage("en").agent("1", SENTENCE).render();

        assertThat(page.select("[aria-labelledby=agents-what] ul")).isEmpty();
        assertThat(page.select("[aria-labelledby=agents-what] p").text()).startsWith("No further permissions.");
    }

    @Test
    void showsNoIdWhenTheRealmLacksTheSentence() {
        var page = new ConsentPage("en")
                .permission("${agentConsent.7f6d}")
                .permission("Book trains")
                .render();

        assertThat(page.text())
                .contains("An agent without a name may act for you")
                .doesNotContain("7f6d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Travel app", "<b>Travel</b>"})
    void withoutAnAgentItIsKeycloaksOwnPage(String app) {
        var request = new ConsentPage("en")
                .app(app)
                .permission("${profileScopeConsentText}")
                .permission("Not ${agentConsent.1}")
                .attribute("logoUri", "https://travel.example/logo.png")
                .attribute("tosUri", "https://travel.example/terms")
                .attribute("policyUri", "https://travel.example/privacy");

        assertThat(body(request.render())).isEqualTo(body(request.renderStock()));
    }

    @Test
    void headingsLabelsAndIdsAreSound() {
        var page = new ConsentPage("en")
                .agent("1", SENTENCE)
                .permission("Book trains")
                .attribute("logoUri", "https://travel.example/logo.png")
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
                "\u202Eevil \uD83D\uDE00 \u05E9\u05DC\u05D5\u05DD"
            })
    void hostileNamesAreOnlyText(String name) {
        var page = new ConsentPage("en")
                .app(name)
                .agent("1", name)
                .permission(name)
                .render();
        var plain = new ConsentPage("en")
                .app("plain")
                .agent("1", "plain")
                .permission("plain")
                .render();

        assertThat(page.select(".agents-names li").text()).isEqualTo(name.strip());
        assertThat(page.select("[aria-labelledby=agents-what] li").text()).isEqualTo(name.strip());
        assertThat(page.select("h1").text()).startsWith(name.strip());
        assertThat(page.getAllElements().eachAttr("class"))
                .isEqualTo(plain.getAllElements().eachAttr("class"));
        assertThat(page.getAllElements()).hasSameSizeAs(plain.getAllElements());
    }

    private static String body(Document page) {
        return page.body().html().replaceAll("\\s+", " ").replaceAll("\\s*([<>])\\s*", "$1");
    }
}
