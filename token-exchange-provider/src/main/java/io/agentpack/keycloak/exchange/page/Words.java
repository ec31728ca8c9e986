package io.agentpack.keycloak.exchange.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/**
 * What pages say, in the reader's language: the pack's own words over those of the realm's login theme, over both the texts of the realm
 * (Realm settings &gt; Localization).
 */
public final class Words {
    /** Bundles of our own: of two jars with a {@code messages} bundle among their theme resources Keycloak would read only one. */
    private static final List<String> BUNDLES = List.of("agents-my", "agents-approvals", "agents-manage");

    private final Locale locale;
    private final Properties messages = new Properties();

    public Words(Theme theme, RealmModel realm, Locale locale) {
        this.locale = locale;
        try {
            messages.putAll(theme.getEnhancedMessages(realm, locale));
            for (String bundle : BUNDLES) {
                theme.getMessages(bundle, locale).forEach(messages::putIfAbsent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Locale locale() {
        return locale;
    }

    public Properties messages() {
        return messages;
    }

    public String say(String key, Object... arguments) {
        return new MessageFormat(messages.getProperty(key, key), locale).format(arguments);
    }

    /**
     * A text that has been given to a client, a scope or a realm: as it is, or the key of a message in {@code ${…}}. A key that there isn't says
     * itself, and so does a message that is no sound format: whoever may register a client must not be able to break the page.
     */
    public String resolve(String text) {
        boolean isKey = text != null && text.startsWith("${") && text.endsWith("}");
        return isKey ? message(text.substring(2, text.length() - 1)) : text;
    }

    private String message(String key) {
        String found = messages.getProperty(key);
        try {
            return found == null ? key : new MessageFormat(found, locale).format(new Object[0]);
        } catch (IllegalArgumentException unsound) {
            return found;
        }
    }
}
