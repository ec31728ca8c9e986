package io.agentpack.keycloak.exchange.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.common.util.Time;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.MessageFormatterMethod;
import org.keycloak.theme.freemarker.FreeMarkerProvider;
import org.keycloak.utils.MediaType;

/** Renders our templates through the realm's login theme, whichever it is: they are theme resources, which Keycloak adds to every theme. */
public final class Pages {
    /** Next to the realm's own policy, which stays: nothing from elsewhere, no script at all, forms only to here. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Theme theme;
    private final Words words;
    private final Clock clock;
    private final Map<String, Object> model = new HashMap<>();

    private Pages(KeycloakSession session, UserModel user) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.theme = loginTheme(session);
        Locale locale = session.getContext().resolveLocale(user);
        this.words = new Words(theme, realm, locale);
        this.clock = new Clock(
                words,
                user == null ? null : user.getFirstAttribute(Wishes.ZONE),
                Instant.ofEpochMilli(Time.currentTimeMillis()));
    }

    public static Pages of(KeycloakSession session, Person person) {
        Pages pages = new Pages(session, person.user());
        pages.model.put("person", ShownText.of(person.user().getUsername(), ShownText.NAME));
        pages.model.put("stateChecker", person.stateChecker());
        return pages;
    }

    public static Pages forNobody(KeycloakSession session) {
        return new Pages(session, null);
    }

    public Words words() {
        return words;
    }

    public Clock clock() {
        return clock;
    }

    /** Instead of the links of the pages for people. */
    public Pages navigation(List<Link> links) {
        return with("nav", links);
    }

    public Pages with(String name, Object value) {
        model.put(name, value);
        return this;
    }

    public Response show(String template) {
        return show(template, Response.Status.OK);
    }

    /** @param key message that says what is wrong, and that nothing has changed */
    public Response problem(Response.Status status, String key) {
        return with("problem", key).show("agents-my-problem.ftl", status);
    }

    public Response show(String template, Response.Status status) {
        describeSurroundings();
        try {
            String html = session.getProvider(FreeMarkerProvider.class).processTemplate(model, template, theme);
            return secured(Response.status(status)
                            .type(MediaType.TEXT_HTML_UTF_8_TYPE)
                            .language(words.locale())
                            .header(HttpHeaders.CACHE_CONTROL, "no-store")
                            .entity(html))
                    .build();
        } catch (FreeMarkerException e) {
            throw new IllegalStateException(e);
        }
    }

    private void describeSurroundings() {
        Addresses addresses = Addresses.of(session);
        model.put("msg", new MessageFormatterMethod(words.locale(), words.messages()));
        model.put("lang", words.say("agentsMyLanguage"));
        model.put("darkMode", realm.getAttribute("darkMode", true));
        model.put("styles", addresses.resource(theme.getName(), "css/agents-my.css"));
        model.put("icon", addresses.resource(theme.getName(), "img/favicon.ico"));
        model.put("home", addresses.path(""));
        model.putIfAbsent("nav", forPeople(addresses));
        model.put(
                "realmName",
                ShownText.of(
                        realm.getDisplayName() == null ? realm.getName() : words.resolve(realm.getDisplayName()),
                        ShownText.NAME));
    }

    private List<Link> forPeople(Addresses addresses) {
        return List.of(
                new Link(words.say("agentsMyTitle"), addresses.path("")),
                new Link(words.say("agentsApprovalsTitle"), addresses.path("approvals")),
                new Link(words.say("agentsMyHistory"), addresses.path("history")),
                new Link(words.say("agentsMySettings"), addresses.path("settings")),
                new Link(words.say("agentsMyAccount"), addresses.account()),
                new Link(words.say("agentsMySignOut"), addresses.signOut()));
    }

    /** Keycloak's filter writes its headers over ours, so it is told to leave them and what it would have written is written here. */
    private Response.ResponseBuilder secured(Response.ResponseBuilder response) {
        session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        Map<String, String> set = realm.getBrowserSecurityHeaders();
        for (BrowserSecurityHeaders header : BrowserSecurityHeaders.values()) {
            String value = set.getOrDefault(header.getKey(), header.getDefaultValue());
            if (value != null && !value.isEmpty() && header != BrowserSecurityHeaders.REFERRER_POLICY) {
                response.header(header.getHeaderName(), value);
            }
        }
        return response
                // With Keycloak's no-referrer a browser says "Origin: null" even to the page's own server.
                .header(BrowserSecurityHeaders.REFERRER_POLICY.getHeaderName(), "same-origin")
                .header(BrowserSecurityHeaders.CONTENT_SECURITY_POLICY.getHeaderName(), POLICY);
    }

    private static Theme loginTheme(KeycloakSession session) {
        try {
            return session.theme().getTheme(Theme.Type.LOGIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
