package io.agentpack.keycloak.authenticator.attester;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.PublicKeys;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys that evidence brings along in certificates ({@code x5c}), which a configured authority has issued (RFC 5280 section 6). There is nothing to
 * fetch, so a new key works at once; revocation lists are not asked, because that would let the sender choose addresses to fetch: short-lived
 * certificates take their place.
 */
final class CertifiedKeys implements KeySource {
    private static final int LONGEST_CHAIN = 5;
    private static final int DIGITAL_SIGNATURE = 0;

    private final TrustAnchors anchors;
    private final Clock clock;

    CertifiedKeys(TrustAnchors anchors, Clock clock) {
        this.anchors = anchors;
        this.clock = clock;
    }

    @Override
    public List<JWK> find(KeyHint hint) throws KeysUnavailableException {
        if (hint.certificates().isEmpty()) {
            return List.of();
        }
        try {
            List<X509Certificate> chain = read(hint.certificates());
            requireIssued(chain);
            return List.of(signingKey(chain.get(0)));
        } catch (BadJoseException e) {
            throw new KeysUnavailableException("x5c: " + e.getMessage());
        }
    }

    private List<X509Certificate> read(List<String> texts) throws BadJoseException {
        if (texts.size() > LONGEST_CHAIN) {
            throw new BadJoseException("longer than " + LONGEST_CHAIN + " certificates");
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (String text : texts) {
            chain.add(certificate(text));
        }
        // RFC 7515 lets the anchor itself be sent; a path ends below it (RFC 5280 section 6.1).
        if (anchors.certificates().contains(chain.get(chain.size() - 1))) {
            chain.remove(chain.size() - 1);
        }
        if (chain.isEmpty()) {
            throw new BadJoseException("an authority does not sign evidence itself");
        }
        return chain;
    }

    private static X509Certificate certificate(String base64) throws BadJoseException {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (IllegalArgumentException | CertificateException e) {
            throw new BadJoseException("not a certificate");
        }
    }

    private void requireIssued(List<X509Certificate> chain) throws BadJoseException {
        try {
            Set<TrustAnchor> trusted = anchors.certificates().stream()
                    .map(certificate -> new TrustAnchor(certificate, null))
                    .collect(Collectors.toSet());
            PKIXParameters rules = new PKIXParameters(trusted);
            rules.setDate(Date.from(clock.instant()));
            rules.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), rules);
        } catch (GeneralSecurityException e) {
            throw new BadJoseException("not issued by the attester's authority, or not valid now");
        }
    }

    private static JWK signingKey(X509Certificate signer) throws BadJoseException {
        boolean authority = signer.getBasicConstraints() >= 0;
        boolean[] usage = signer.getKeyUsage();
        if (authority || (usage != null && !usage[DIGITAL_SIGNATURE])) {
            throw new BadJoseException("the certificate is not for signing evidence");
        }
        return PublicKeys.of(signer.getPublicKey());
    }
}
