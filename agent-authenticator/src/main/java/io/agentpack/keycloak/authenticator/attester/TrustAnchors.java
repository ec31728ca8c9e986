package io.agentpack.keycloak.authenticator.attester;

import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Certificate authorities that certify the keys of an attester. */
record TrustAnchors(List<X509Certificate> certificates) {
    private static final int MOST = 10;

    /**
     * Reads certificates in PEM (RFC 7468).
     *
     * @throws BadJoseException when there is none, or one is not that of a certificate authority
     */
    static TrustAnchors read(String pem) throws BadJoseException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (var certificate : parse(pem)) {
            if (!(certificate instanceof X509Certificate x509) || x509.getBasicConstraints() < 0) {
                throw new BadJoseException("a certificate is not that of a certificate authority");
            }
            certificates.add(x509);
        }
        if (certificates.isEmpty() || certificates.size() > MOST) {
            throw new BadJoseException("give 1 to " + MOST + " certificates");
        }
        return new TrustAnchors(List.copyOf(certificates));
    }

    private static Collection<? extends java.security.cert.Certificate> parse(String pem) throws BadJoseException {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new BadJoseException("not certificates in PEM");
        }
    }
}
