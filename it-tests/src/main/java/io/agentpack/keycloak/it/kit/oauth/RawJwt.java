package io.agentpack.keycloak.it.kit.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A JWT whose parts may be any bytes; the signature over them is good all the same. */
public record RawJwt(byte[] header, byte[] claims, JWK key, JWSAlgorithm algorithm) {

    public RawJwt header(UnaryOperator<String> change) {
        return new RawJwt(changed(header, change), claims, key, algorithm);
    }

    public RawJwt claims(UnaryOperator<String> change) {
        return claims(changed(claims, change));
    }

    public RawJwt claims(byte[] others) {
        return new RawJwt(header, others, key, algorithm);
    }

    public String sign() {
        try {
            return signature(new DefaultJWSSignerFactory()
                    .createJWSSigner(key, algorithm)
                    .sign(new JWSHeader(algorithm), signed())
                    .decode());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** HMAC-SHA256 with bytes that everybody has, such as a public key (RFC 8725 section 2.1). */
    public String mac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return signature(mac.doFinal(signed()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With these bytes as its signature. */
    public String signature(byte[] any) {
        return input() + "." + Base64URL.encode(any);
    }

    private byte[] signed() {
        return input().getBytes(StandardCharsets.US_ASCII);
    }

    private String input() {
        return Base64URL.encode(header) + "." + Base64URL.encode(claims);
    }

    private static byte[] changed(byte[] utf8, UnaryOperator<String> change) {
        return change.apply(new String(utf8, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
