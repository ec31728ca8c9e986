package io.agentpack.keycloak.themes;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The consent page, rendered the way the server does it: same FreeMarker, same settings, same look-up of messages. */
final class ConsentPage {
    private final String language;
    private final Properties messages;
    private final List<Map<String, Object>> scopes = new ArrayList<>();
    private final Map<String, String> attributes = new HashMap<>();
    private String appName = "Travel app";

    ConsentPage(String language) {
        this.language = language;
        messages = ThemeFiles.allMessages(language);
    }

    ConsentPage app(String name) {
        appName = name;
        return this;
    }

    ConsentPage attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    /** A scope as any admin makes it. */
    ConsentPage permission(String consentText) {
        scopes.add(Map.of("consentScreenText", consentText));
        return this;
    }

    /** A scope as the pack makes it: the English sentence is the key. */
    ConsentPage agent(String sentence) {
        return permission("${" + sentence + "}");
    }

    /** A text of the realm, in the page's language. */
    ConsentPage translated(String sentence, String translation) {
        messages.setProperty(sentence, translation);
        return this;
    }

    Document render() {
        return Jsoup.parse(html("agents", "keycloak.v2", "base"));
    }

    private String html(String... themes) {
        var loaders = new ArrayList<TemplateLoader>();
        for (var theme : themes) {
            loaders.add(new ClassTemplateLoader(ConsentPage.class, "/theme/" + theme + "/login"));
        }
        @SuppressWarnings("deprecation") // the server's compatibility level
        var configuration = new Configuration();
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateLoader(new MultiTemplateLoader(loaders.toArray(TemplateLoader[]::new)));
        try {
            var html = new StringWriter();
            configuration.getTemplate("login-oauth-grant.ftl", "UTF-8").process(model(), html);
            return html.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> model() {
        var model = new HashMap<String, Object>();
        model.put("client", Map.of("clientId", "travel", "name", appName, "attributes", attributes));
        model.put("oauth", Map.of("code", "code", "clientScopesRequested", scopes));
        model.put("realm", Map.of("internationalizationEnabled", false, "displayNameHtml", "Realm"));
        model.put(
                "url",
                Map.of(
                        "oauthAction", "/consent",
                        "resourcesPath", "/resources",
                        "resourcesCommonPath", "/common",
                        "ssoLoginInOtherTabsUrl", "/sso"));
        model.put("properties", ThemeFiles.settings());
        model.put("lang", language);
        model.put("darkMode", true);
        model.put("pageId", "login-oauth-grant");
        model.put("msg", method(arguments -> format(arguments.get(0), arguments)));
        model.put("advancedMsg", method(this::advanced));
        model.put("kcSanitize", method(arguments -> arguments.get(0)));
        return model;
    }

    private String advanced(List<String> arguments) {
        var text = arguments.get(0);
        if (text.startsWith("${") && text.endsWith("}")) {
            return format(text.substring(2, text.length() - 1), arguments);
        }
        return text;
    }

    private String format(String key, List<String> arguments) {
        var pattern = messages.getProperty(key, key);
        return new MessageFormat(pattern, Locale.forLanguageTag(language))
                .format(arguments.subList(1, arguments.size()).toArray());
    }

    private static TemplateMethodModelEx method(Function<List<String>, String> body) {
        return arguments ->
                body.apply(((List<?>) arguments).stream().map(Object::toString).toList());
    }
}
