package io.agentpack.keycloak.ledger.mail;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.MessageFormatterMethod;

/** Writes a letter to one person and hands it to Keycloak's mail. What goes wrong with one person's is not another's. */
final class SendLetter {
    private static final Logger LOG = Logger.getLogger(SendLetter.class);
    /** A message that is nothing but its argument. */
    private static final String AS_IS = "{0}";

    private final KeycloakSession session;
    private final RealmModel realm;

    SendLetter(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Only to an address that the person has proven to be theirs, as Keycloak's own event mails: what agents ask for is nobody else's business. */
    void to(UserModel user, Letter letter) {
        if (!user.isEnabled() || user.getEmail() == null || !user.isEmailVerified()) {
            LOG.debugf("%s is not sent to user %s: no verified address", letter.template(), user.getId());
            return;
        }
        try {
            Locale locale = session.getContext().resolveLocale(user, true);
            Theme theme = session.theme().getTheme(Theme.Type.EMAIL);
            Properties words = words(theme, letter.bundle(), locale);
            letter.write(new Reader(session, realm, user, locale, theme))
                    .ifPresent(content -> deliver(user, letter, content, locale, words));
        } catch (IOException | RuntimeException e) {
            failed(user, letter, e);
        }
    }

    private void deliver(UserModel user, Letter letter, Letter.Content content, Locale locale, Properties words) {
        try {
            Map<String, Object> values = new HashMap<>(content.values());
            values.put("words", new MessageFormatterMethod(locale, words));
            values.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, "true");
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(user)
                    .send(AS_IS, List.of(subject(content, locale, words)), letter.template(), values);
            LOG.debugf("%s sent to user %s", letter.template(), user.getId());
        } catch (EmailException e) {
            failed(user, letter, e);
        }
    }

    /** One line: a line break would smuggle in headers. */
    private static String subject(Letter.Content content, Locale locale, Properties words) {
        return new MessageFormat(words.getProperty(content.subject(), content.subject()), locale)
                .format(content.arguments().toArray())
                .replaceAll("\\p{Cntrl}+", " ");
    }

    /** The realm's own texts win over ours (Realm settings &gt; Localization). */
    private Properties words(Theme theme, String bundle, Locale locale) throws IOException {
        Properties words = new Properties();
        words.putAll(theme.getEnhancedMessages(realm, locale));
        theme.getMessages(bundle, locale).forEach(words::putIfAbsent);
        return words;
    }

    private void failed(UserModel user, Letter letter, Exception e) {
        LOG.warnf(
                "%s could not be sent to user %s of realm %s: %s",
                letter.template(), user.getId(), realm.getName(), e.getMessage());
        LOG.debug("E-mail could not be sent", e);
    }
}
