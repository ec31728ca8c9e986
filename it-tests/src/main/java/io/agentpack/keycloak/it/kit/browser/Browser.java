package io.agentpack.keycloak.it.kit.browser;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A person at Keycloak's login and consent pages: authorization code flow with PKCE, cookies, forms. */
public final class Browser {
    private final TokenEndpoint realm;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .cookieHandler(new Cookies())
            .build();

    private RegisteredClient app;
    private Pkce pkce;
    private String language = "en";
    private Page page;

    public Browser(TokenEndpoint realm) {
        this.realm = realm;
    }

    /** What the person wants to read, e.g. {@code de}. */
    public Browser speaking(String acceptLanguage) {
        language = acceptLanguage;
        return this;
    }

    /** The app sends the person to Keycloak. */
    public Page authorize(RegisteredClient app, String... scopes) {
        this.app = app;
        pkce = Pkce.fresh();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", app.clientId());
        query.put("redirect_uri", app.redirectUri());
        query.put("scope", String.join(" ", scopes));
        query.put("state", "state");
        query.put("code_challenge", pkce.challenge());
        query.put("code_challenge_method", "S256");
        return open(realm.url("/protocol/openid-connect/auth?" + Query.write(query)));
    }

    public Page signIn(Human human) {
        return submit(Map.of("username", human.username(), "password", human.password()));
    }

    public Page accept() {
        return submit(Map.of("accept", "Yes"));
    }

    public Page deny() {
        return submit(Map.of("cancel", "No"));
    }

    /** The app trades the code it was given for tokens. */
    public Reply tokens() {
        return realm.code(app, page.parameter("code"), app.redirectUri(), pkce.verifier());
    }

    /** Any page of this Keycloak, with this person's cookies. */
    public Page open(URI url) {
        return follow(request(url).GET());
    }

    /** The page's form, with its hidden fields and these. */
    public Page submit(Map<String, String> fields) {
        return submitTo(page.url().resolve(page.form().action()), fields);
    }

    /** The page's form, with its hidden fields and these, sent to an address that the page doesn't name. */
    public Page submitTo(URI url, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(page.form().hidden());
        all.putAll(fields);
        return follow(request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Query.write(all))));
    }

    private HttpRequest.Builder request(URI url) {
        return Http.request(url).header("Accept-Language", language).header("Accept", "text/html");
    }

    /** Follows redirects as long as they stay here; the app's own address is only read. */
    private Page follow(HttpRequest.Builder first) {
        HttpResponse<String> response = send(first);
        while (response.statusCode() / 100 == 3) {
            URI target = response.uri()
                    .resolve(response.headers().firstValue("Location").orElseThrow());
            if (!target.getAuthority().equals(realm.issuer().getAuthority())) {
                page = new Page(target, response.statusCode(), "");
                return page;
            }
            response = send(request(target).GET());
        }
        page = new Page(response.uri(), response.statusCode(), response.body());
        return page;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
