package io.agentpack.keycloak.ledger.approval;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * By which an edit of a request's row shows: an HMAC with the realm's HMAC key over who asked for what, who decided how and when, and which token
 * came of it. It is written anew with every step, by nobody else. Free text may be blanked when a person is deleted: it is sealed as a digest, and
 * blank is as good as what it was. Whoever has both the table and the realm's keys can forge it; only events that are kept elsewhere show that.
 *
 * <p>A seal is {@code key id~goal~note~request~code}; the middle three are the digests of the free texts.
 */
final class Seal {
    private static final String SEPARATOR = "~";
    private static final String BLANK_REQUEST = "{}";

    private final KeycloakSession session;

    Seal(KeycloakSession session) {
        this.session = session;
    }

    enum Finding {
        WHOLE,
        /** As written, without some of the free text. */
        BLANKED,
        BROKEN
    }

    String of(ApprovalRecord request) {
        KeyWrapper key = session.keys().getActiveKey(realm(request), KeyUse.SIG, Algorithm.HS512);
        Hmac hmac = new Hmac(key.getSecretKey());
        List<String> digests =
                texts(request).map(text -> hmac.of("text", List.of(text))).toList();
        return String.join(
                SEPARATOR, key.getKid(), digests.get(0), digests.get(1), digests.get(2), code(request, hmac, digests));
    }

    Finding check(ApprovalRecord request) {
        String[] parts = request.seal().orElse("").split(SEPARATOR);
        RealmModel realm = realm(request);
        KeyWrapper key = parts.length != 5 || realm == null
                ? null
                : session.keys().getKey(realm, parts[0], KeyUse.SIG, Algorithm.HS512);
        if (key == null) {
            return Finding.BROKEN;
        }
        Hmac hmac = new Hmac(key.getSecretKey());
        List<String> digests = List.of(parts[1], parts[2], parts[3]);
        if (!same(parts[4], code(request, hmac, digests))) {
            return Finding.BROKEN;
        }
        List<String> texts = texts(request).toList();
        Finding finding = Finding.WHOLE;
        for (int i = 0; i < texts.size(); i++) {
            if (!same(digests.get(i), hmac.of("text", List.of(texts.get(i))))) {
                if (!texts.get(i).isEmpty() && !texts.get(i).equals(BLANK_REQUEST)) {
                    return Finding.BROKEN;
                }
                finding = Finding.BLANKED;
            }
        }
        return finding;
    }

    private static Stream<String> texts(ApprovalRecord request) {
        return Stream.of(request.goal().orElse(""), request.note().orElse(""), request.request());
    }

    private static String code(ApprovalRecord request, Hmac hmac, List<String> digests) {
        return hmac.of(
                "approval", Stream.concat(facts(request), digests.stream()).toList());
    }

    private static Stream<String> facts(ApprovalRecord request) {
        return Stream.of(
                        request.id(),
                        request.realmId(),
                        request.codeHash(),
                        request.backchannelId(),
                        request.runId(),
                        request.agentUuid(),
                        request.agent(),
                        request.instance(),
                        request.instanceKey(),
                        request.subjectId(),
                        request.environment(),
                        request.approver(),
                        request.approverId(),
                        request.held(),
                        request.asked(),
                        request.state().value(),
                        request.requested().toEpochMilli(),
                        request.expires().toEpochMilli(),
                        request.decider(),
                        request.decidedBy(),
                        request.decided(),
                        request.redeemed(),
                        request.tokenId())
                .map(fact -> fact instanceof Optional<?> optional ? optional.orElse(null) : fact)
                .map(String::valueOf);
    }

    private RealmModel realm(ApprovalRecord request) {
        return session.realms().getRealm(request.realmId());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private record Hmac(SecretKey key) {
        /** Every part with its length, so that no two lists look the same. */
        String of(String purpose, List<String> parts) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
                Stream.concat(Stream.of("agent-pack " + purpose), parts.stream())
                        .forEach(part -> {
                            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                            mac.update(ByteBuffer.allocate(Integer.BYTES)
                                    .putInt(bytes.length)
                                    .flip());
                            mac.update(bytes);
                        });
                return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HMAC with SHA-256", e);
            }
        }
    }
}
