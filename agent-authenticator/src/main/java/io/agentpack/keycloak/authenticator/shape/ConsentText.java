package io.agentpack.keycloak.authenticator.shape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * What people read about an agent when they are asked to let it act for them. The English sentence is itself the key under which the realm has
 * the others: every page of Keycloak shows it, the login pages in the person's language, the account console at least in English.
 */
final class ConsentText {
    private static final String ENGLISH =
            "Agent “%s” may act for you with the permissions this app has from you, until you sign out or take this back.";
    private static final Map<String, String> OTHERS = Map.of(
            "de",
            "Agent „%s“ darf mit den Rechten, die diese App von Ihnen hat, für Sie handeln, bis Sie sich abmelden oder dies zurücknehmen.");

    private ConsentText() {}

    /** The value for the scope's consent text: a key, in Keycloak's notation. */
    static String of(ClientModel agent) {
        return "${" + key(agent) + "}";
    }

    /** Gives the realm the sentence in the other languages; a sentence that an administrator has written stays. */
    static void translate(RealmModel realm, ClientModel agent) {
        String key = key(agent);
        OTHERS.forEach((language, sentence) -> {
            Map<String, String> texts = Optional.ofNullable(realm.getRealmLocalizationTextsByLocale(language))
                    .orElse(Map.of());
            if (!texts.containsKey(key)) {
                realm.createOrUpdateRealmLocalizationTexts(
                        language, Map.of(key, sentence.formatted(ShownName.of(agent))));
            }
        });
    }

    /** Takes back what {@link #translate} gave for this consent text. */
    static void forget(RealmModel realm, String consentText) {
        if (consentText == null || !consentText.startsWith("${")) {
            return;
        }
        String key = consentText.substring(2, consentText.length() - 1);
        OTHERS.keySet().forEach(language -> {
            Map<String, String> texts =
                    new LinkedHashMap<>(Optional.ofNullable(realm.getRealmLocalizationTextsByLocale(language))
                            .orElse(Map.of()));
            if (texts.remove(key) != null) {
                realm.removeRealmLocalizationTexts(language);
                if (!texts.isEmpty()) {
                    realm.createOrUpdateRealmLocalizationTexts(language, texts);
                }
            }
        });
    }

    private static String key(ClientModel agent) {
        return ENGLISH.formatted(ShownName.of(agent));
    }
}
