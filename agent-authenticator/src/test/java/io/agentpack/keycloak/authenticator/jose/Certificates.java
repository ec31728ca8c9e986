package io.agentpack.keycloak.authenticator.jose;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** Issues certificates (RFC 5280 section 4.1), in the few bytes of DER that tests need. */
public final class Certificates {
    private static final byte[] ECDSA_SHA256 = oid(1, 2, 840, 10045, 4, 3, 2);
    private static long serial = 1;

    private Certificates() {}

    /** What a certificate may be used for. */
    public enum Use {
        AUTHORITY,
        SIGNING,
        ENCRYPTING
    }

    /** A certificate and its private key. */
    public record Issued(String name, X509Certificate certificate, PrivateKey key) {
        public String base64() {
            return Base64.getEncoder().encodeToString(der(certificate));
        }

        public String pem() {
            return "-----BEGIN CERTIFICATE-----\n" + base64() + "\n-----END CERTIFICATE-----\n";
        }
    }

    public static Issued authority(String name, KeyPair keys, Instant from, Instant to) {
        return issue(name, keys, Use.AUTHORITY, new Issued(name, null, keys.getPrivate()), from, to);
    }

    public static Issued issue(String name, KeyPair keys, Use use, Issued by, Instant from, Instant to) {
        byte[] algorithm = sequence(ECDSA_SHA256);
        byte[] content = sequence(
                tag(0xa0, integer(2)),
                integer(serial++),
                algorithm,
                name(by.name()),
                sequence(time(from), time(to)),
                name(name),
                keys.getPublic().getEncoded(),
                tag(0xa3, sequence(extensions(use))));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(by.key());
            signature.update(content);
            byte[] der = sequence(content, algorithm, bits(signature.sign()));
            return new Issued(
                    name,
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)),
                    keys.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[][] extensions(Use use) {
        int usage = use == Use.AUTHORITY ? 0x06 : use == Use.SIGNING ? 0x80 : 0x20;
        byte[] keyUsage = sequence(oid(2, 5, 29, 15), critical(), tag(4, tag(3, new byte[] {0, (byte) usage})));
        byte[] ca = sequence(tag(1, new byte[] {(byte) 0xff}));
        byte[] constraints = sequence(oid(2, 5, 29, 19), critical(), tag(4, use == Use.AUTHORITY ? ca : sequence()));
        return new byte[][] {constraints, keyUsage};
    }

    private static byte[] critical() {
        return tag(1, new byte[] {(byte) 0xff});
    }

    private static byte[] name(String commonName) {
        byte[] text = tag(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
        return sequence(tag(0x31, sequence(oid(2, 5, 4, 3), text)));
    }

    private static byte[] time(Instant at) {
        String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(at);
        return tag(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] integer(long value) {
        return tag(2, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] bits(byte[] content) {
        return tag(3, join(new byte[] {0}, content));
    }

    private static byte[] sequence(byte[]... parts) {
        return tag(0x30, join(parts));
    }

    private static byte[] oid(int... arcs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 21; shift > 0; shift -= 7) {
                if (arcs[i] >> shift != 0) {
                    out.write(0x80 | (arcs[i] >> shift & 0x7f));
                }
            }
            out.write(arcs[i] & 0x7f);
        }
        return tag(6, out.toByteArray());
    }

    private static byte[] tag(int tag, byte[]... parts) {
        byte[] content = join(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            boolean isShort = content.length < 0x100;
            out.write(isShort ? 0x81 : 0x82);
            out.writeBytes(
                    isShort
                            ? new byte[] {(byte) content.length}
                            : new byte[] {(byte) (content.length >> 8), (byte) content.length});
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
