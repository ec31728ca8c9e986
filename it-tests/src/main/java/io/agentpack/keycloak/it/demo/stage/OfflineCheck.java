package io.agentpack.keycloak.it.demo.stage;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;

/** What an API can find out about a token without asking anybody: signature, issuer, audience, time. */
final class OfflineCheck {
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    OfflineCheck(URI issuer, String audience) {
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer.toString()).build(), Set.of("sub", "exp", "scope"));
        // Issuer and API share a clock here, and a story about deadlines can't wait a minute longer.
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, JWKSourceBuilder.create(keysOf(issuer)).build()));
    }

    /** @throws BadJOSEException with the reason why the token is refused */
    JWTClaimsSet accept(String token) throws BadJOSEException {
        try {
            return processor.process(token, null);
        } catch (ParseException e) {
            throw new BadJOSEException("not a JWT", e);
        } catch (JOSEException e) {
            throw new BadJOSEException("can't be verified: " + e.getMessage(), e);
        }
    }

    private static java.net.URL keysOf(URI issuer) {
        try {
            return URI.create(issuer + "/protocol/openid-connect/certs").toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
