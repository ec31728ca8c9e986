package io.agentpack.keycloak.authenticator.dpop;

import io.agentpack.keycloak.authenticator.evidence.Claims;
import io.agentpack.keycloak.authenticator.evidence.InstanceKey;
import io.agentpack.keycloak.authenticator.evidence.Validity;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.Signatures;
import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The rules for a DPoP proof without an access token (RFC 9449 sections 4.2 and 4.3). Keycloak checks the proof of a token request again when it
 * binds the token; these rules are stricter than its own in every point, so that whatever Keycloak would refuse is refused here first, with the
 * error of the standard.
 */
public final class VerifyDpopProof {
    /** How long a proof may be on its way. Keycloak allows 25 s and counts whole seconds, a little later than here. */
    public static final Duration MAX_AGE = Duration.ofSeconds(20);
    /** How long a used proof must be remembered: as long as a copy of it could pass, and a little more for rounding. */
    public static final Duration REPLAY_WINDOW = MAX_AGE.plus(Validity.SKEW).plusSeconds(5);

    static final String TYPE = "dpop+jwt";

    private static final int MAX_TARGET_LENGTH = 2048;

    private VerifyDpopProof() {}

    /**
     * Verifies that the sender of this request holds a key, which is the proof's own.
     *
     * @throws RefusedException {@link Refusal#DPOP_INVALID}
     */
    public static DpopProof verify(String proof, DpopTarget target, Instant now) {
        try {
            SignedJwt jwt = SignedJwt.read(proof, TYPE);
            Claims claims = new Claims("DPoP proof", Refusal.DPOP_INVALID, jwt.claims());
            InstanceKey key = key(jwt, claims);
            if (!Signatures.isValid(jwt, key.key())) {
                throw claims.refusal("not signed with the key in its header");
            }
            requireMethod(claims, target.method());
            String uri = requireTarget(claims, target.uri());
            String id = claims.id("jti").orElseThrow(() -> claims.refusal("jti is missing"));
            Instant issuedAt = Validity.ofProof(claims, MAX_AGE, now);
            requireSameToKeycloak(proof, new ReadByKeycloak(key.thumbprint(), id, uri), claims);
            return new DpopProof(key, id, uri, issuedAt, answer(claims));
        } catch (BadJoseException e) {
            throw new RefusedException(Refusal.DPOP_INVALID, "DPoP proof: " + e.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    private static InstanceKey key(SignedJwt jwt, Claims claims) throws BadJoseException {
        if (jwt.header().get("jwk") instanceof Map<?, ?> jwk) {
            return InstanceKey.of((Map<String, Object>) jwk); // members of JSON objects are strings
        }
        throw claims.refusal("jwk is missing or not an object");
    }

    /** Drafts -09 and -10 of combined mode had the challenge of the proof of possession here, all later ones have a nonce. */
    private static Optional<String> answer(Claims claims) {
        Optional<String> nonce = claims.id("nonce");
        return nonce.isPresent() ? nonce : claims.id("challenge");
    }

    private static void requireSameToKeycloak(String proof, ReadByKeycloak here, Claims claims) {
        if (!ReadByKeycloak.of(proof).map(here::equals).orElse(false)) {
            throw claims.refusal("Keycloak reads it differently");
        }
    }

    private static void requireMethod(Claims claims, String method) {
        if (!claims.requiredText("htm").equals(method)) {
            throw claims.refusal("htm is not the method of the request");
        }
    }

    private static String requireTarget(Claims claims, URI target) {
        String written = claims.requiredText("htu");
        if (written.length() > MAX_TARGET_LENGTH) {
            throw claims.refusal("htu is longer than " + MAX_TARGET_LENGTH + " characters");
        }
        try {
            if (isSame(new URI(written), target)) {
                return written;
            }
            throw claims.refusal("htu is not the address of the request");
        } catch (URISyntaxException e) {
            throw claims.refusal("htu is not an address");
        }
    }

    /** Query and fragment don't count; nothing else is normalized than what {@link URI#equals} ignores, as in Keycloak. */
    private static boolean isSame(URI written, URI target) {
        return !written.isOpaque()
                && written.getHost() != null
                && withoutQuery(written).equals(withoutQuery(target));
    }

    private static URI withoutQuery(URI uri) {
        String text = uri.toString();
        int end = text.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = text.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return URI.create(text.substring(0, end));
    }
}
