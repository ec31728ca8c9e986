package io.agentpack.keycloak.authenticator.shape;

import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.ClientModel;

/** An agent's name as it may stand inside a sentence that Keycloak formats once more with {@code MessageFormat}. */
final class ShownName {
    private static final int MAX_CODE_POINTS = 60;
    /** Control, format (bidirectional overrides among them), surrogate and private characters, and quotes of ours. */
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}“”„\"]");

    private ShownName() {}

    /** The display name; the client id where there is none, or only a key of a theme's messages. */
    static String of(ClientModel agent) {
        return clean(agent.getName()).orElseGet(() -> clean(agent.getClientId()).orElse("?"));
    }

    static Optional<String> clean(String name) {
        return clean(name, MAX_CODE_POINTS);
    }

    /** @param max code points, 1 or more */
    static Optional<String> clean(String name, int max) {
        if (name == null || name.contains("${")) {
            return Optional.empty();
        }
        String shown = NOT_SHOWN
                .matcher(name)
                .replaceAll("")
                .replace('\'', '’')
                .replace('{', '(')
                .replace('}', ')')
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
        int end = shown.offsetByCodePoints(0, Math.min(max, shown.codePointCount(0, shown.length())));
        return Optional.of(shown.substring(0, end)).filter(text -> !text.isEmpty());
    }
}
