package io.agentpack.keycloak.authenticator.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A signature that is remembered lets nothing else pass: neither other bytes, nor another key, nor another signature. */
class KnownJwtsTest {
    private static final JWK KEY = Forge.key("ES256", "k");
    private static final JWK OTHER = Forge.key("ES256", "k");

    @Test
    void whatWasFoundValidStaysValid() throws BadJoseException {
        SignedJwt jwt = signed("planner", KEY);
        assertThat(KnownJwts.isValid(jwt, KEY.toPublicJWK())).isTrue();
        assertThat(KnownJwts.isValid(jwt, KEY.toPublicJWK())).isTrue();
    }

    @Test
    void itIsReadAgainOnlyAsWhatItIs() throws BadJoseException {
        SignedJwt jwt = signed("planner", KEY);
        KnownJwts.isValid(jwt, KEY.toPublicJWK());
        assertThat(KnownJwts.read(jwt.compact(), Set.of("test+jwt"))).isSameAs(jwt);
        assertThatThrownBy(() -> KnownJwts.read(jwt.compact(), Set.of("other+jwt")))
                .isInstanceOf(BadJoseException.class);
    }

    @Test
    void whatIsNotSignedIsNotRemembered() throws BadJoseException {
        SignedJwt jwt = signed("planner", OTHER);
        assertThat(KnownJwts.isValid(jwt, KEY.toPublicJWK())).isFalse();
        assertThat(KnownJwts.read(jwt.compact(), Set.of("test+jwt"))).isNotSameAs(jwt);
    }

    @Test
    void anotherKeyOfTheSameNameIsNotTheOneThatSigned() throws BadJoseException {
        SignedJwt jwt = signed("planner", KEY);
        assertThat(KnownJwts.isValid(jwt, KEY.toPublicJWK())).isTrue();
        assertThat(KnownJwts.isValid(jwt, OTHER.toPublicJWK())).isFalse();
    }

    @Test
    void aKnownSignatureUnderOtherBytesIsNotValid() throws BadJoseException {
        SignedJwt known = signed("planner", KEY);
        SignedJwt other = signed("admin", OTHER);
        assertThat(KnownJwts.isValid(known, KEY.toPublicJWK())).isTrue();
        assertThat(KnownJwts.isValid(with(other, known), KEY.toPublicJWK())).isFalse();
        assertThat(KnownJwts.isValid(with(known, other), KEY.toPublicJWK())).isFalse();
    }

    private static SignedJwt signed(String subject, JWK key) throws BadJoseException {
        String jwt = Forge.jwt(Map.of("alg", "ES256", "typ", "test+jwt"), Map.of("sub", subject), key);
        return SignedJwt.read(jwt, "test+jwt");
    }

    private static SignedJwt with(SignedJwt bytes, SignedJwt signature) throws BadJoseException {
        return SignedJwt.read(
                new String(bytes.signed(), java.nio.charset.StandardCharsets.US_ASCII) + "." + signature.signature(),
                "test+jwt");
    }
}
