package io.agentpack.keycloak.authenticator.attester;

import io.agentpack.keycloak.domain.authority.Locality;
import java.util.Set;
import java.util.function.Consumer;

/** What settings must hold, and must not, because of the kind of evidence. */
record FormatNeeds(AttesterSettings settings, Consumer<String> problems) {
    private static final String API_SERVER = "https://kubernetes.default";

    void check() {
        Format format = settings.format();
        if (format.isKnownByIssuer() && settings.issuer().isEmpty()) {
            problem(" needs an issuer: it is all that tells whose token it is.");
        }
        if (settings.trustAnchors().isPresent() && format != Format.CLIENT_ATTESTATION) {
            problem(" takes no trust anchors: its keys come from a JWK set.");
        }
        if (settings.pullRequests() && format != Format.GITHUB_ACTIONS) {
            problem(" knows no pull requests.");
        }
        if (format.isOfAPlatform() && settings.localities().equals(Set.of(Locality.LOCAL))) {
            problem(" can only vouch for remote agents.");
        }
        if (format == Format.WIT_SVID && settings.audience().isPresent()) {
            problem(" has no audience.");
        }
        if (format == Format.KUBERNETES && isApiServer()) {
            problem(" needs an audience of its own: a token for the API server must never be shown to anybody else.");
        }
    }

    private boolean isApiServer() {
        return settings.audience()
                .filter(audience -> audience.startsWith(API_SERVER)
                        || settings.issuer().filter(audience::equals).isPresent())
                .isPresent();
    }

    private void problem(String sentence) {
        problems.accept("The evidence format " + settings.format().value() + sentence);
    }
}
