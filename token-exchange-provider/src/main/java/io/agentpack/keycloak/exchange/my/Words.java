package io.agentpack.keycloak.exchange.my;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/**
 * What pages say, in the reader's language: the pack's own words over those of the realm's login theme, over both the texts of the realm
 * (Realm settings &gt; Localization).
 */
final class Words {
    /** A bundle of its own: of two jars with a {@code messages} bundle among their theme resources Keycloak would read only one. */
    private static final String BUNDLE = "agents-my";

    private final Locale locale;
    private final Properties messages = new Properties();

    Words(Theme theme, RealmModel realm, Locale locale) {
        this.locale = locale;
        try {
            messages.putAll(theme.getEnhancedMessages(realm, locale));
            theme.getMessages(BUNDLE, locale).forEach(messages::putIfAbsent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Locale locale() {
        return locale;
    }

    Properties messages() {
        return messages;
    }

    String say(String key, Object... arguments) {
        return new MessageFormat(messages.getProperty(key, key), locale).format(arguments);
    }

    /** A text that an administrator has given to a client or a scope: as it is, or the key of a message in {@code ${…}}. */
    String resolve(String text) {
        boolean isKey = text != null && text.startsWith("${") && text.endsWith("}");
        return isKey ? say(text.substring(2, text.length() - 1)) : text;
    }
}
